import type { TableNode } from "../table/table-node.ts";
import type { BatchJobNode } from "./job-node.ts";

/**
 * The columns of a declared table as the input of a job that reads it, the time first. An aggregate table counts the records
 * of each row in `__count`.
 */
export function tableInput({ request }: TableNode): BatchJobNode["input"] {
  const isCounted = request.type === "aggregate" && !request.schema?.some(({ name }) => name === "__count");
  const columns = (request.schema ?? []).filter(({ name }) => name !== "__time");
  return Object.freeze(
    Object.fromEntries([
      ["__time", "timestamp" as const],
      ...columns.map(({ name, dataType }) => [name, dataType] as const),
      ...(isCounted ? [["__count", "long"] as const] : []),
    ]),
  );
}
