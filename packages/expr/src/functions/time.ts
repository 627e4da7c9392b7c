import type { Expr, ExprUse } from "../expr.ts";
import type { TimeUnit, UnitNode } from "../nodes.ts";
import { call, callNode, nodeOf, wrap } from "./call.ts";
import type { CalendarUnit, IsoPeriod, Time, TimeType, Whole } from "./operand-types.ts";

/**
 * Reads a time from text. Without a pattern: ISO 8601, in UTC; text that is not a time gives NULL, and so does text
 * that only holds digits of milliseconds: that is `millisToTimestamp`. A pattern is Joda's and must match to the end.
 * A zone without a pattern: pass `null` for the pattern; an unknown zone is taken for UTC.
 *
 * @example
 * String(timeParse(c.timestamp));
 * // => 'TIME_PARSE("timestamp")'
 * String(timeParse(c.timestamp, "yyyy-MM-dd", "Europe/Paris"));
 * // => `TIME_PARSE("timestamp", 'yyyy-MM-dd', 'Europe/Paris')`
 */
export function timeParse<TUse extends ExprUse>(
  text: Expr<"VARCHAR", TUse>,
  pattern?: string | null,
  zone?: string,
): Expr<"TIMESTAMP", TUse> {
  return call("TIME_PARSE", [text, pattern ?? undefined, zone]);
}

/**
 * Reads a time from milliseconds since 1970-01-01 UTC.
 *
 * @example
 * String(millisToTimestamp(c.at));
 * // => 'MILLIS_TO_TIMESTAMP("at")'
 */
export function millisToTimestamp<TUse extends ExprUse>(millis: Expr<"BIGINT", TUse>): Expr<"TIMESTAMP", TUse> {
  return call("MILLIS_TO_TIMESTAMP", [millis]);
}

/**
 * The milliseconds of a time since 1970-01-01 UTC.
 *
 * @example
 * String(timestampToMillis(c.__time));
 * // => 'TIMESTAMP_TO_MILLIS("__time")'
 */
export function timestampToMillis<TUse extends ExprUse>(time: Time<TUse>): Expr<"BIGINT", TUse> {
  return call("TIMESTAMP_TO_MILLIS", [time]);
}

/**
 * Rounds a time down to a period. `origin` is where periods are counted from; by default 1970-01-01, for weeks a
 * Monday. `zone` defaults to UTC; an unknown zone is taken for UTC.
 *
 * @example
 * String(timeFloor(c.__time, "PT1H"));
 * // => `TIME_FLOOR("__time", 'PT1H')`
 * String(timeFloor(c.__time, "P1D", null, "Europe/Paris"));
 * // => `TIME_FLOOR("__time", 'P1D', NULL, 'Europe/Paris')`
 */
export function timeFloor<TUse extends ExprUse>(
  time: Time<TUse>,
  period: IsoPeriod,
  origin?: Time<TUse> | null,
  zone?: string,
): Expr<"TIMESTAMP", TUse> {
  return call("TIME_FLOOR", [time, period, origin ?? undefined, zone]);
}

/**
 * Rounds a time up to a period; one that starts a period stays. `origin` is where periods are counted from; by
 * default 1970-01-01, for weeks a Monday. `zone` defaults to UTC.
 *
 * @example
 * String(timeCeil(c.__time, "P1D"));
 * // => `TIME_CEIL("__time", 'P1D')`
 */
export function timeCeil<TUse extends ExprUse>(
  time: Time<TUse>,
  period: IsoPeriod,
  origin?: Time<TUse> | null,
  zone?: string,
): Expr<"TIMESTAMP", TUse> {
  return call("TIME_CEIL", [time, period, origin ?? undefined, zone]);
}

/**
 * Moves a time by a period, so many times; a negative count moves it back. A day that a month does not have becomes
 * its last one. `zone` defaults to UTC.
 *
 * @example
 * String(timeShift(c.__time, "P1M", -1));
 * // => `TIME_SHIFT("__time", 'P1M', -1)`
 */
export function timeShift<TUse extends ExprUse>(
  time: Time<TUse>,
  period: IsoPeriod,
  count: Whole<TUse>,
  zone?: string,
): Expr<"TIMESTAMP", TUse> {
  return call("TIME_SHIFT", [time, period, count, zone]);
}

/**
 * A part of a time, as a number. `DOW` is ISO's: Monday 1 to Sunday 7. `EPOCH` is in seconds. `zone` defaults to UTC.
 *
 * @example
 * String(timeExtract(c.__time, "HOUR", "Europe/Paris"));
 * // => `TIME_EXTRACT("__time", 'HOUR', 'Europe/Paris')`
 */
export function timeExtract<TUse extends ExprUse>(
  time: Time<TUse>,
  unit: TimeUnit,
  zone?: string,
): Expr<"BIGINT", TUse> {
  return call("TIME_EXTRACT", [time, unit, zone]);
}

/**
 * Writes a time as text, by a pattern of Joda; ISO 8601 by default. A zone without a pattern: pass `null` for the
 * pattern.
 *
 * @example
 * String(timeFormat(c.__time, "yyyy-MM-dd"));
 * // => `TIME_FORMAT("__time", 'yyyy-MM-dd')`
 */
export function timeFormat<TUse extends ExprUse>(
  time: Time<TUse>,
  pattern?: string | null,
  zone?: string,
): Expr<"VARCHAR", TUse> {
  return call("TIME_FORMAT", [time, pattern ?? undefined, zone]);
}

/**
 * Whether a time lies in an ISO 8601 interval; its end does not belong to it.
 *
 * @example
 * String(timeInInterval(c.__time, "2026-01-01/P1M"));
 * // => `TIME_IN_INTERVAL("__time", '2026-01-01/P1M')`
 */
export function timeInInterval<TUse extends ExprUse>(
  time: Time<TUse>,
  interval: `${string}/${string}`,
): Expr<"BOOLEAN", TUse> {
  return call("TIME_IN_INTERVAL", [time, interval]);
}

/** A period that `dateTrunc` rounds to. */
export type TruncatedUnit = CalendarUnit | "MILLISECONDS" | "DECADE" | "CENTURY" | "MILLENNIUM";

/**
 * Rounds a time down to a unit, in UTC.
 *
 * @example
 * String(dateTrunc("MONTH", c.__time));
 * // => `DATE_TRUNC('MONTH', "__time")`
 */
export function dateTrunc<TUse extends ExprUse>(unit: TruncatedUnit, time: Time<TUse>): Expr<"TIMESTAMP", TUse> {
  return call("DATE_TRUNC", [unit, time]);
}

function unit(name: TimeUnit): UnitNode {
  return Object.freeze({ kind: "unit", unit: name });
}

/**
 * A part of a time, as a number, in UTC. `DOW` is ISO's: Monday 1 to Sunday 7. `EPOCH` is in seconds.
 *
 * @example
 * String(extract("DOW", c.__time));
 * // => 'EXTRACT(DOW FROM "__time")'
 */
export function extract<TUse extends ExprUse>(part: TimeUnit, time: Expr<TimeType, TUse>): Expr<"BIGINT", TUse> {
  return wrap(callNode("EXTRACT", [unit(part), time.toNode()]));
}

/**
 * Rounds a time down to a unit of the calendar, in UTC; weeks start on Monday.
 *
 * @example
 * String(floorTime(c.__time, "DAY"));
 * // => 'FLOOR("__time" TO DAY)'
 */
export function floorTime<TType extends TimeType, TUse extends ExprUse>(
  time: Expr<TType, TUse>,
  to: CalendarUnit,
): Expr<TType, TUse> {
  return wrap(callNode("FLOOR_TIME", [time.toNode(), unit(to)]));
}

/**
 * Rounds a time up to a unit of the calendar, in UTC; one that starts a unit stays.
 *
 * @example
 * String(ceilTime(c.__time, "DAY"));
 * // => 'CEIL("__time" TO DAY)'
 */
export function ceilTime<TType extends TimeType, TUse extends ExprUse>(
  time: Expr<TType, TUse>,
  to: CalendarUnit,
): Expr<TType, TUse> {
  return wrap(callNode("CEIL_TIME", [time.toNode(), unit(to)]));
}

/**
 * Moves a time by so many units, back when the count is negative. A day that a month does not have becomes its last
 * one.
 *
 * @example
 * String(timestampAdd("DAY", 7, c.__time));
 * // => 'TIMESTAMPADD(DAY, 7, "__time")'
 */
export function timestampAdd<TUse extends ExprUse>(
  by: CalendarUnit,
  count: Whole<TUse>,
  time: Time<TUse>,
): Expr<"TIMESTAMP", TUse> {
  return wrap(callNode("TIMESTAMPADD", [unit(by), nodeOf(count), time.toNode()]));
}

/**
 * How many whole units lie between two times; negative when the second is the earlier. A trap: NULL counts as
 * 1970-01-01.
 *
 * @example
 * String(timestampDiff("MINUTE", millisToTimestamp(c.at), c.__time));
 * // => 'TIMESTAMPDIFF(MINUTE, MILLIS_TO_TIMESTAMP("at"), "__time")'
 */
export function timestampDiff<TUse extends ExprUse>(
  by: CalendarUnit,
  from: Expr<TimeType, TUse>,
  to: Expr<TimeType, TUse>,
): Expr<"BIGINT", TUse> {
  return wrap(callNode("TIMESTAMPDIFF", [unit(by), from.toNode(), to.toNode()]));
}

/**
 * The moment at which the job started.
 *
 * @example
 * String(currentTimestamp());
 * // => "CURRENT_TIMESTAMP"
 */
export function currentTimestamp(): Expr<"TIMESTAMP", ExprUse> {
  return call("CURRENT_TIMESTAMP", []);
}

/**
 * The same as `currentTimestamp`, in the time zone of the job.
 *
 * @example
 * String(localtimestamp());
 * // => "LOCALTIMESTAMP"
 */
export function localtimestamp(): Expr<"TIMESTAMP", ExprUse> {
  return call("LOCALTIMESTAMP", []);
}

/**
 * The day on which the job started.
 *
 * @example
 * String(currentDate());
 * // => "CURRENT_DATE"
 */
export function currentDate(): Expr<"DATE", ExprUse> {
  return call("CURRENT_DATE", []);
}

/**
 * The time of day at which the job started: a value that no column can store and nothing can be cast from, to be compared.
 *
 * @example
 * String(currentTime());
 * // => "CURRENT_TIME"
 */
export function currentTime(): Expr<"OTHER", ExprUse> {
  return call("CURRENT_TIME", []);
}

/**
 * The same as `currentTime`, in the time zone of the job.
 *
 * @example
 * String(localtime());
 * // => "LOCALTIME"
 */
export function localtime(): Expr<"OTHER", ExprUse> {
  return call("LOCALTIME", []);
}
