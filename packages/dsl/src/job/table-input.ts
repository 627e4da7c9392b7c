import type { TableNode } from "../table/table-node.ts";
import type { InputFieldNode } from "./job-node.ts";

/** The columns of a declared table as the input of a job that reads it, the time first. */
export function tableInput({ request }: TableNode): readonly InputFieldNode[] {
  const columns = (request.schema ?? []).filter(({ name }) => name !== "__time");
  return Object.freeze([
    Object.freeze({ name: "__time", dataType: "timestamp" as const }),
    ...columns.map(({ name, dataType }) => Object.freeze({ name, dataType })),
  ]);
}
