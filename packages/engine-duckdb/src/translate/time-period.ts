import type { TimeUnit } from "@starfix/expr";

/**
 * A period in UTC: so many months, or so many milliseconds counted from `origin` (milliseconds since 1970). Periods of two
 * hours and more are `towardsOrigin`: Druid rounds times before 1970 up to the next one.
 * @see https://github.com/apache/druid/blob/33.0.0/processing/src/main/java/org/apache/druid/java/util/common/granularity/PeriodGranularity.java
 */
export type Period =
  | { readonly kind: "months"; readonly months: number }
  | { readonly kind: "millis"; readonly millis: number; readonly origin: number; readonly towardsOrigin: boolean };

const DAY = 86_400_000;
/** Weeks begin on Monday; 1969-12-29 was one. Only a period of exactly one week is counted from there. */
const MONDAY = -3 * DAY;
const ISO_PERIOD = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Reads an ISO 8601 period; undefined for one that is empty, zero, or mixes months with shorter units. */
export function parsePeriod(text: string): Period | undefined {
  const match = ISO_PERIOD.exec(text);
  if (match === null) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const totalMonths = years * 12 + months;
  const millis = weeks * 7 * DAY + days * DAY + hours * 3_600_000 + minutes * 60_000 + seconds * 1000;
  if (totalMonths > 0 && millis === 0) return { kind: "months", months: totalMonths };
  if (totalMonths > 0 || millis === 0 || !Number.isSafeInteger(millis)) return undefined;
  const origin = weeks === 1 && millis === 7 * DAY ? MONDAY : 0;
  return { kind: "millis", millis, origin, towardsOrigin: hours > 1 && millis === hours * 3_600_000 };
}

const UNIT_PERIODS: Readonly<Partial<Record<TimeUnit, string>>> = {
  SECOND: "PT1S",
  MINUTE: "PT1M",
  HOUR: "PT1H",
  DAY: "P1D",
  WEEK: "P1W",
  MONTH: "P1M",
  QUARTER: "P3M",
  YEAR: "P1Y",
};

/** The period of `DATE_TRUNC('unit', …)` and `FLOOR(… TO unit)`; undefined for a unit that is not reproduced. */
export function unitPeriod(unit: string): Period | undefined {
  const text = UNIT_PERIODS[unit.toUpperCase() as TimeUnit];
  return text === undefined ? undefined : parsePeriod(text);
}

/** Rounds BIGINT milliseconds down to the start of the period. */
export function floorSql(millis: string, period: Period): string {
  if (period.kind === "months") return `starfix_floor_months(${millis}, ${period.months}::BIGINT)`;
  const length = `${period.millis}::BIGINT`;
  if (period.towardsOrigin) return `(${millis} - ${millis} % ${length})`;
  return `(${millis} - (((${millis} - (${period.origin}::BIGINT)) % ${length}) + ${length}) % ${length})`;
}

/** Rounds BIGINT milliseconds up to the start of a period. */
export function ceilSql(millis: string, period: Period): string {
  if (period.kind === "months") return `starfix_ceil_months(${millis}, ${period.months}::BIGINT)`;
  const floor = floorSql(millis, period);
  return `(CASE WHEN ${floor} = ${millis} THEN ${millis} ELSE ${floor} + ${period.millis}::BIGINT END)`;
}
