import type { TablePartitioningGranularity, TimeResolution } from "@starfix/schema";

const SECOND = 1000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Lengths that divide a day, in milliseconds. */
const LENGTHS: Readonly<Partial<Record<TablePartitioningGranularity, number>>> = {
  second: SECOND,
  minute: 60 * SECOND,
  five_minute: 300 * SECOND,
  ten_minute: 600 * SECOND,
  fifteen_minute: 900 * SECOND,
  thirty_minute: 1800 * SECOND,
  hour: HOUR,
  six_hour: 6 * HOUR,
  eight_hour: 8 * HOUR,
  day: DAY,
};

/** Whether a time chunk of a length begins at a time, in milliseconds since 1970. One chunk of `all` has no beginning. */
export function beginsChunk(millis: number, granularity: TablePartitioningGranularity): boolean {
  const length = LENGTHS[granularity];
  if (length !== undefined) return millis % length === 0;
  if (millis % DAY !== 0) return false;
  const at = new Date(millis);
  switch (granularity) {
    case "week":
      return at.getUTCDay() === 1;
    case "month":
      return at.getUTCDate() === 1;
    case "quarter":
      return at.getUTCDate() === 1 && at.getUTCMonth() % 3 === 0;
    case "year":
      return at.getUTCDate() === 1 && at.getUTCMonth() === 0;
    default:
      return false;
  }
}

/** From fine to coarse. */
const ORDER: readonly (TablePartitioningGranularity | TimeResolution)[] = [
  "millisecond",
  "second",
  "minute",
  "five_minute",
  "ten_minute",
  "fifteen_minute",
  "thirty_minute",
  "hour",
  "six_hour",
  "eight_hour",
  "day",
  "week",
  "month",
  "quarter",
  "year",
  "all",
];

export function isCoarser(one: TimeResolution, other: TablePartitioningGranularity): boolean {
  return ORDER.indexOf(one) > ORDER.indexOf(other);
}
