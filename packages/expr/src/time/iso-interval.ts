import { addPeriod, readPeriod } from "./iso-period.ts";

/** An ISO 8601 interval: `start/end`, `start/period` or `period/end`. */
export type Interval = `${string}/${string}`;

/** Begin and end of an interval, in milliseconds since 1970; the end is not part of it. */
export interface IntervalBounds {
  readonly start: number;
  readonly end: number;
}

const instant =
  /^(\d{4}|[+-]\d{4,6})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/;

/** Reads an ISO 8601 time, in UTC where it names no zone; undefined for any other text, or a day that does not exist. */
export function readInstant(text: string): number | undefined {
  const match = instant.exec(text);
  if (match === null) return undefined;
  const [, year, month = "1", day = "1", hour = "0", minute = "0", second = "0", fraction = "0", zone] = match;
  const at = new Date(0);
  at.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (at.getUTCMonth() !== Number(month) - 1 || at.getUTCDate() !== Number(day)) return undefined;
  if (Number(hour) > 24 || Number(minute) > 59 || Number(second) > 59) return undefined;
  if (Number(hour) === 24 && (Number(minute) > 0 || Number(second) > 0 || Number(fraction) > 0)) return undefined;
  const millis = Math.floor(Number(`0.${fraction}`) * 1000);
  return at.getTime() + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + millis - offsetOf(zone);
}

/** Reads an ISO 8601 interval; undefined for any other text. The end may be before the start. */
export function readInterval(text: string): IntervalBounds | undefined {
  const [left = "", right = "", ...more] = text.split("/");
  if (more.length > 0) return undefined;
  const [start, end] = [readInstant(left), readInstant(right)];
  if (start !== undefined && end !== undefined) return { start, end };
  const period = readPeriod(start === undefined ? left : right);
  if (period === undefined) return undefined;
  if (start !== undefined) return { start, end: addPeriod(start, period) };
  return end === undefined ? undefined : { start: addPeriod(end, period, -1), end };
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith("-") ? -minutes : minutes) * 60_000;
}
