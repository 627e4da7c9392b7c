import { daysFromCivil, daysInMonth, isLeapYear, isoWeekMonday, isoWeeksInYear, MILLIS_PER_DAY } from "./calendar.ts";

/** Joda's bounds of a year. */
const MIN_YEAR = -292_275_054;
const MAX_YEAR = 292_278_993;

/**
 * Reads a time as Druid's TIME_PARSE without a pattern does: ISO 8601 or SQL text (Joda's `dateElementParser`, then `T` or
 * a blank, time and offset, each optional), in UTC. Undefined for any other text.
 * @see https://github.com/apache/druid/blob/33.0.0/processing/src/main/java/org/apache/druid/query/expression/TimestampParseExprMacro.java
 */
export function parseTime(text: string): number | bigint | undefined {
  const fast = parseCommon(text);
  if (fast !== undefined) return fast;
  const reader: Reader = { text, at: 0 };
  const day = readDate(reader);
  if (day === undefined) return undefined;
  let millis = BigInt(day) * MILLIS_PER_DAY;
  if (reader.at < text.length) {
    const separator = text[reader.at];
    if (separator !== "T" && separator !== "t" && separator !== " ") return undefined;
    reader.at++;
    const time = readTime(reader);
    const offset = readOffset(reader);
    if (time === undefined || reader.at < text.length) return undefined;
    millis += BigInt(time - offset);
  }
  return millis;
}

/** `2024-02-29T12:34:56Z` and `2024-02-29T12:34:56.789Z`, the layouts of nearly every file. */
function parseCommon(text: string): number | undefined {
  const length = text.length;
  if ((length !== 24 && length !== 20) || text.charCodeAt(length - 1) !== 0x5a) return undefined;
  if (text.charCodeAt(4) !== 0x2d || text.charCodeAt(7) !== 0x2d || text.charCodeAt(10) !== 0x54) return undefined;
  if (text.charCodeAt(13) !== 0x3a || text.charCodeAt(16) !== 0x3a) return undefined;
  const year = two(text, 0) * 100 + two(text, 2);
  const month = two(text, 5);
  const day = two(text, 8);
  const hour = two(text, 11);
  const minute = two(text, 14);
  const second = two(text, 17);
  let millis = 0;
  if (length === 24) {
    if (text.charCodeAt(19) !== 0x2e) return undefined;
    millis = two(text, 20) * 10 + digit(text, 22);
  }
  // Every comparison with NaN (a character that is no digit) is false.
  const valid = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month) && hour <= 23;
  if (!(valid && minute <= 59 && second <= 59 && millis >= 0)) return undefined;
  return (daysFromCivil(year, month, day) * 24 + hour) * 3_600_000 + minute * 60_000 + second * 1000 + millis;
}

function digit(text: string, at: number): number {
  const code = text.charCodeAt(at) - 0x30;
  return code >= 0 && code <= 9 ? code : Number.NaN;
}

function two(text: string, at: number): number {
  return digit(text, at) * 10 + digit(text, at + 1);
}

interface Reader {
  readonly text: string;
  at: number;
}

/** The longest of three readings counts, as in Joda: year[-month[-day]], year-Www[-day], year-dayOfYear. Days since 1970. */
function readDate(reader: Reader): number | undefined {
  const { text } = reader;
  const year = readYear(reader);
  if (year === undefined) return undefined;
  const start = reader.at;
  const month = numberAfter(text, start, "-", 2);
  const day = month && numberAfter(text, month.end, "-", 2);
  const standardEnd = day?.end ?? month?.end ?? start;
  const week = numberAfter(text, start, "-w", 2);
  const weekday = week && numberAfter(text, week.end, "-", 1);
  const weekEnd = weekday?.end ?? week?.end ?? -1;
  const ordinal = numberAfter(text, start, "-", 3);
  const ordinalEnd = ordinal?.end ?? -1;
  if (year < MIN_YEAR || year > MAX_YEAR) return undefined;
  if (standardEnd >= weekEnd && standardEnd >= ordinalEnd) {
    reader.at = standardEnd;
    return calendarDay(year, month?.value ?? 1, day?.value ?? 1);
  }
  if (weekEnd >= ordinalEnd) {
    reader.at = weekEnd;
    return weekDay(year, week?.value ?? 0, weekday?.value ?? 1);
  }
  reader.at = ordinalEnd;
  const dayOfYear = ordinal?.value ?? 0;
  if (dayOfYear < 1 || dayOfYear > (isLeapYear(year) ? 366 : 365)) return undefined;
  return daysFromCivil(year, 1, 1) + dayOfYear - 1;
}

function calendarDay(year: number, month: number, day: number): number | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return daysFromCivil(year, month, day);
}

function weekDay(year: number, week: number, weekday: number): number | undefined {
  if (week < 1 || week > isoWeeksInYear(year) || weekday < 1 || weekday > 7) return undefined;
  return isoWeekMonday(year, week) + weekday - 1;
}

/** A signed number of at most nine digits; Joda counts one more after a plus. */
function readYear(reader: Reader): number | undefined {
  const match = /^(?:-\d{1,9}|\+\d{1,10}|\d{1,9})/.exec(reader.text);
  if (match === null) return undefined;
  reader.at = match[0].length;
  return Number(match[0]);
}

function numberAfter(
  text: string,
  at: number,
  prefix: string,
  most: number,
): { readonly value: number; readonly end: number } | undefined {
  if (text.slice(at, at + prefix.length).toLowerCase() !== prefix) return undefined;
  const start = at + prefix.length;
  const end = start + digitCount(text, start, most);
  return end === start ? undefined : { value: Number(text.slice(start, end)), end };
}

function digitCount(text: string, at: number, most: number): number {
  let count = 0;
  while (count < most && digit(text, at + count) >= 0) count++;
  return count;
}

/** Milliseconds of the day; 0 where no time stands; undefined for an hour, minute or second that does not exist. */
function readTime(reader: Reader): number | undefined {
  const hour = readNumber(reader, "");
  if (hour === undefined) return 0;
  if (hour > 23) return undefined;
  let millis = hour * 3_600_000;
  let unit = 3_600_000;
  const minute = readNumber(reader, ":");
  if (minute !== undefined) {
    if (minute > 59) return undefined;
    millis += minute * 60_000;
    unit = 60_000;
    const second = readNumber(reader, ":");
    if (second !== undefined) {
      if (second > 59) return undefined;
      millis += second * 1000;
      unit = 1000;
    }
  }
  return millis + readFraction(reader, unit);
}

function readNumber(reader: Reader, prefix: string): number | undefined {
  const found = numberAfter(reader.text, reader.at, prefix, 2);
  if (found === undefined) return undefined;
  reader.at = found.end;
  return found.value;
}

/** A fraction of the last unit written. Each digit is cut to a tenth of a millisecond before it is added, as Joda does. */
function readFraction(reader: Reader, unit: number): number {
  const { text } = reader;
  const point = text[reader.at];
  if (point !== "." && point !== ",") return 0;
  const count = digitCount(text, reader.at + 1, 9);
  if (count === 0) return 0;
  let value = 0;
  let place = unit * 10;
  for (let index = 1; index <= count; index++) {
    place = Math.trunc(place / 10);
    value += digit(text, reader.at + index) * place;
  }
  reader.at += 1 + count;
  return Math.trunc(value / 10);
}

/** `Z`, `+02`, `+0200`, `+02:00`, with seconds and a fraction; 0, and nothing is read, where none of these stands. */
function readOffset(reader: Reader): number {
  const rest = reader.text.slice(reader.at);
  if (/^z/i.test(rest)) {
    reader.at++;
    return 0;
  }
  const match =
    /^([+-])([01]\d|2[0-3])(?::([0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,3}))?)?|([0-5]\d)(?:([0-5]\d)(\d{1,3})?)?)?/.exec(
      rest,
    );
  if (match === null) return 0;
  reader.at += match[0].length;
  const [, sign, hours, minutes = match[6] ?? 0, seconds = match[7] ?? 0, fraction = match[8] ?? ""] = match;
  const millis = Number(fraction.padEnd(3, "0"));
  const offset = Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1000 + millis;
  return sign === "-" ? -offset : offset;
}
