import { readInterval } from "@starfix/expr";
import { refuse } from "../definition-error.ts";

const expected = "start/end such as 2026-01-01/2026-02-01";

/** Checks an ISO 8601 interval. */
export function parseInterval(value: unknown): string {
  const bounds = typeof value === "string" ? readInterval(value) : undefined;
  if (bounds === undefined) return refuse("interval", expected, value);
  if (bounds.end <= bounds.start) return refuse("interval", `${expected}, with the end after the start`, value);
  return value as string;
}

/** Checks ISO 8601 intervals, one at least. */
export function parseIntervals(values: readonly unknown[]): readonly string[] {
  if (values.length === 0) refuse("interval", `at least one, ${expected}`, "none");
  return Object.freeze(values.map(parseInterval));
}
