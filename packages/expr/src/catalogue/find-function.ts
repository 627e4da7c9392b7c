import type { FunctionEntry } from "./function-entry.ts";
import { FUNCTIONS } from "./functions.ts";

const byName: ReadonlyMap<string, FunctionEntry> = new Map(FUNCTIONS.map((entry) => [entry.name, entry]));

/**
 * Looks up a function of Druid SQL; case is ignored.
 *
 * @example
 * findFunction("time_parse")?.returns;
 * // => "TIMESTAMP"
 */
export function findFunction(name: string): FunctionEntry | undefined {
  return byName.get(name) ?? byName.get(name.toUpperCase());
}
