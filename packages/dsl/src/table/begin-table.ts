import { begin, type DefinitionStart } from "../definition-builder.ts";
import { parseTableName } from "./parse-table-name.ts";

/** The start of a table, at the place from which `entry` was called. */
export function beginTable(name: string, entry: (...args: never[]) => unknown): DefinitionStart {
  return begin("table", parseTableName(name), entry);
}
