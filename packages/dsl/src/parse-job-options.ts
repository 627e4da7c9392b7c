import type { PartitioningGranularity } from "@starfix/schema";
import { refuse } from "./definition-error.ts";
import type { JobContext } from "./job/job-node.ts";
import { parseNames } from "./parse-selection.ts";

/** The largest count of unreadable records that the contract can state, its default: 2^31 - 1. */
const MAX_PARSE_EXCEPTIONS = 2_147_483_647;

/** Lengths of time chunks, as the contract lists them for jobs. */
const granularities: Readonly<Record<PartitioningGranularity, true>> = {
  second: true,
  minute: true,
  five_minute: true,
  ten_minute: true,
  fifteen_minute: true,
  thirty_minute: true,
  hour: true,
  six_hour: true,
  eight_hour: true,
  day: true,
  month: true,
  quarter: true,
  year: true,
  all: true,
};

export function parseMaxParseExceptions(count: unknown): number {
  const known = typeof count === "number" && Number.isInteger(count) && count >= 0 && count <= MAX_PARSE_EXCEPTIONS;
  return known ? count : refuse("maxParseExceptions", `a whole number from 0 to ${MAX_PARSE_EXCEPTIONS}`, count);
}

export function parseGranularity(value: unknown): PartitioningGranularity {
  const known = typeof value === "string" && Object.hasOwn(granularities, value);
  return known
    ? (value as PartitioningGranularity)
    : refuse("granularity", `one of ${Object.keys(granularities).join(", ")}`, value);
}

export function parseClusteringColumns(columns: unknown): readonly string[] {
  return parseNames("clustering column", "city", columns);
}

export function parseFlag(what: string, value: unknown): boolean {
  return typeof value === "boolean" ? value : refuse(what, "true or false", value);
}

/** Checks a query context: an object that JSON can hold. It is copied, so that nothing outside changes it. */
export function parseContext(context: unknown): JobContext {
  const expected = 'an object of context parameters such as { sqlTimeZone: "UTC" }';
  if (typeof context !== "object" || context === null || Array.isArray(context)) refuse("context", expected, context);
  for (const [key, value] of Object.entries(context)) {
    if (value === undefined || typeof value === "function" || typeof value === "bigint" || typeof value === "symbol") {
      refuse(`context ${JSON.stringify(key)}`, "a value that JSON can hold", value);
    }
  }
  return Object.freeze(structuredClone(context) as JobContext);
}
