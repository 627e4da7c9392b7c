import { civilFromDays, daysFromCivil, isoWeekMonday, splitMillis, weekdayOf } from "./calendar.ts";

const FIELDS: Readonly<Record<string, (days: number, rest: number) => number>> = {
  MILLISECOND: (_, rest) => rest % 1000,
  SECOND: (_, rest) => Math.floor(rest / 1000) % 60,
  MINUTE: (_, rest) => Math.floor(rest / 60_000) % 60,
  HOUR: (_, rest) => Math.floor(rest / 3_600_000),
  DAY: (days) => civilFromDays(days).day,
  DOW: (days) => weekdayOf(days) + 1,
  DOY: (days) => days - daysFromCivil(civilFromDays(days).year, 1, 1) + 1,
  WEEK: (days) => isoWeek(days),
  MONTH: (days) => civilFromDays(days).month,
  QUARTER: (days) => Math.floor((civilFromDays(days).month + 2) / 3),
  YEAR: (days) => civilFromDays(days).year,
};

/** Whether {@link extractField} knows the unit. */
export function isExtractable(unit: string): boolean {
  return Object.hasOwn(FIELDS, unit);
}

/** A field of a time in UTC, by ISO 8601: Monday is 1. */
export function extractField(millis: bigint, unit: string): bigint {
  const { days, rest } = splitMillis(millis);
  const field = FIELDS[unit];
  if (field === undefined) throw new RangeError(`EXTRACT: unknown unit ${unit}`);
  return BigInt(field(days, rest));
}

/** The Thursday of a week lies in the year that the week belongs to. */
function isoWeek(days: number): number {
  const thursday = days - weekdayOf(days) + 3;
  const first = isoWeekMonday(civilFromDays(thursday).year, 1);
  return (thursday - 3 - first) / 7 + 1;
}
