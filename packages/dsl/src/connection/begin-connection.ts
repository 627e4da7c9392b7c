import { begin, type DefinitionStart } from "../definition-builder.ts";
import { parseName } from "../parse-name.ts";

/** The start of a connection, at the place from which `entry` was called. */
export function beginConnection(name: unknown, entry: (...args: never[]) => unknown): DefinitionStart {
  return begin("connection", parseName("connection name", name), entry);
}
