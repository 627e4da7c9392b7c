import { readPeriod } from "@starfix/expr";
import { refuse } from "../definition-error.ts";

/** Checks an ISO 8601 period. */
export function parsePeriod(what: string, value: unknown, example = "P30D"): string {
  const parts = typeof value === "string" ? readPeriod(value) : undefined;
  if (parts === undefined) return refuse(what, `an ISO 8601 period such as ${example}`, value);
  if (Object.values(parts).every((part) => part === 0)) {
    return refuse(what, `a period that is longer than nothing, such as ${example}`, value);
  }
  return value as string;
}
