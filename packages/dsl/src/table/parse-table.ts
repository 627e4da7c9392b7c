import { dataTypes, type Interval, isDataType, type Period, readInstant } from "@starfix/expr";
import type {
  Granularity,
  MeasureDataType,
  StoragePolicy,
  TablePartitioningGranularity,
  TableStoragePolicy,
  TimeResolution,
} from "@starfix/schema";
import { DefinitionError, refuse } from "../definition-error.ts";
import { refuseMovedName } from "../moved-name.ts";
import { parseGranularity } from "../parse-job-options.ts";
import { parseIntervals } from "../time/parse-interval.ts";
import { parsePeriod } from "../time/parse-period.ts";

const measureTypes: Readonly<Record<MeasureDataType, true>> = {
  bigint: true,
  double: true,
  float: true,
  HLLSketch: true,
  long: true,
  longStringPair: true,
  quantilesDoublesSketch: true,
  string: true,
  thetaSketch: true,
  ingest_timeseries: true,
  varchar: true,
  variance: true,
};

const resolutions: Readonly<Record<TimeResolution, true>> = {
  millisecond: true,
  second: true,
  minute: true,
  fifteen_minute: true,
  thirty_minute: true,
  hour: true,
  day: true,
  week: true,
  month: true,
  quarter: true,
  year: true,
  all: true,
};

/** A stretch of time that rows are kept for: a period up to now, intervals, or both. */
export interface StorageOptions {
  /** ISO 8601 period up to now. */
  readonly period?: Period;
  /** ISO 8601 intervals. */
  readonly intervals?: readonly Interval[];
}

/** Which rows a table keeps, and which of them are held ready for queries. */
export interface TableStorageOptions {
  /**
   * Rows that are kept; the others are deleted.
   *
   * @default all rows
   */
  readonly retain?: Period | StorageOptions;
  /**
   * Rows that are held ready for queries.
   *
   * @default all rows
   */
  readonly cached?: Period | StorageOptions;
}

/** Any length of time that an aggregate table cuts its times down to. */
export interface RollupOptions {
  /** ISO 8601 period. */
  readonly period: Period;
  /**
   * A point in time that a period begins at.
   *
   * @default 1970-01-01T00:00:00Z
   */
  readonly origin?: string;
  /**
   * Time zone that the period is counted in.
   *
   * @default UTC
   */
  readonly timeZone?: string;
}

/** Columns with their types, added to those there are. `measure` says which types may stand there. */
export function parseColumns(
  columns: Readonly<Record<string, unknown>>,
  known: readonly { readonly name: string }[],
  what: "column" | "measure",
): readonly { readonly name: string; readonly dataType: string }[] {
  if (typeof columns !== "object" || columns === null || Array.isArray(columns)) {
    refuse(
      `${what}s`,
      `an object of names and types such as { ${what === "column" ? 'city: "string"' : 'sessions: "long"'} }`,
      columns,
    );
  }
  return Object.entries(columns).map(([name, dataType]) => {
    const quoted = JSON.stringify(name);
    const types = what === "column" ? dataTypes : Object.keys(measureTypes);
    refuseMovedName(what, name);
    if (name === "") refuse(`${what} name`, "text such as city", name);
    if (!isDataType(dataType) || !types.includes(dataType)) {
      return refuse(`type of ${what} ${quoted}`, `one of ${types.join(", ")}`, dataType);
    }
    if ((name === "__time") !== (dataType === "timestamp")) {
      const mend =
        name === "__time" ? "timestamp, which it always is" : "another type, because only __time is a timestamp";
      refuse(`type of ${what} ${quoted}`, mend, dataType);
    }
    if (name.startsWith("__") && name !== "__time" && !(name === "__count" && what === "measure")) {
      refuse(`${what} name`, "a name that does not begin with __, which is Druid's own", name);
    }
    if (known.some((column) => column.name === name))
      throw new DefinitionError(`column ${quoted} is declared twice: declare it once`);
    return { name, dataType };
  });
}

export function parseDescription(description: unknown): string {
  const known = typeof description === "string" && description !== "" && description.length <= 1000;
  return known ? description : refuse("description", "text of at most 1,000 characters", description);
}

/** A length of the contract's list for tables. `week` is refused, because it is only found on old tables. */
export function parseTableGranularity(value: unknown): TablePartitioningGranularity {
  return parseGranularity(value);
}

/** A common length is a time resolution, any other a granularity of its own. */
export function parseRollup(
  rollup: TimeResolution | RollupOptions,
): { readonly timeResolution: TimeResolution } | { readonly queryGranularity: Granularity } {
  if (typeof rollup === "string" && Object.hasOwn(resolutions, rollup)) return { timeResolution: rollup };
  const expected = `one of ${Object.keys(resolutions).join(", ")}, or a period such as { period: "PT6H" }`;
  if (typeof rollup !== "object" || rollup === null) return refuse("rollup", expected, rollup);
  const { period, origin, timeZone, ...others } = rollup;
  refuseOthers(".rollup()", others, "period, origin, timeZone");
  const parsed: Granularity = { type: "period", period: parsePeriod("period", period, "PT6H") };
  if (origin !== undefined) {
    const at = typeof origin === "string" ? readInstant(origin) : undefined;
    parsed.origin =
      at === undefined ? refuse("origin", "an ISO 8601 time such as 2026-01-01T00:00:00Z", origin) : origin;
  }
  if (timeZone !== undefined) parsed.timeZone = parseTimeZone(timeZone);
  return { queryGranularity: parsed };
}

export function parseStorage(storage: TableStorageOptions): TableStoragePolicy {
  if (typeof storage !== "object" || storage === null) {
    refuse("storage", 'an object such as { retain: "P1Y", cached: "P30D" }', storage);
  }
  const { retain, cached, ...others } = storage;
  refuseOthers(".storage()", others, "retain, cached");
  if (retain === undefined && cached === undefined) refuse("storage", "retain or cached", storage);
  return {
    ...(cached !== undefined && { cached: parsePolicy("cached", cached) }),
    ...(retain !== undefined && { retain: parsePolicy("retain", retain) }),
  };
}

function parsePolicy(what: string, policy: Period | StorageOptions): StoragePolicy {
  if (typeof policy === "string") return { type: "period", period: parsePeriod(what, policy) };
  if (typeof policy !== "object" || policy === null) {
    return refuse(what, "a period such as P30D, or { intervals, period }", policy);
  }
  const { period, intervals, ...others } = policy;
  refuseOthers(`${what} of .storage()`, others, "period, intervals");
  const parsed = period === undefined ? undefined : parsePeriod(`period of ${what}`, period);
  if (intervals === undefined) {
    return parsed === undefined
      ? refuse(what, "a period, intervals, or both", policy)
      : { type: "period", period: parsed };
  }
  if (!Array.isArray(intervals)) refuse(`intervals of ${what}`, 'a list such as ["2020-01-01/2022-01-01"]', intervals);
  const list = [...parseIntervals(intervals)];
  return { type: "intervals", intervals: list, ...(parsed !== undefined && { period: parsed }) };
}

function parseTimeZone(zone: unknown): string {
  try {
    if (typeof zone !== "string") throw new RangeError("no text");
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return zone;
  } catch {
    return refuse("timeZone", "the name of a time zone such as Australia/Perth", zone);
  }
}

function refuseOthers(method: string, others: object, expected: string): void {
  for (const key of Object.keys(others)) {
    throw new DefinitionError(`unknown option ${JSON.stringify(key)} of ${method}: expected ${expected}`);
  }
}
