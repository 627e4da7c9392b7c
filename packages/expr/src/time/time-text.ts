/**
 * The time that a text of ISO 8601 names, as the planner of Druid reads it: milliseconds since 1970 in UTC. The date is a
 * day, a month or a year, a day of the year or a week; `separator` comes before the time of day, whose last part may have a
 * fraction. Undefined for any other text, for a day that does not exist, and outside of the years 0 to 9999.
 *
 * @example
 * millisOfTimeText("2024-02-29 12:00", "T or blank");
 * // => 1709208000000
 */
export function millisOfTimeText(text: string, separator: "T" | "T or blank"): number | undefined {
  const found = TIME_TEXT.exec(text)?.groups;
  if (found === undefined || (found.blank !== undefined && separator === "T")) return undefined;
  const day = dayOf(found);
  const clock = clockOf(found);
  const offset = offsetOf(found);
  if (day === undefined || clock === undefined || offset === undefined) return undefined;
  const millis = day * DAY + clock - offset;
  // Beyond the years that a Date can hold it is NaN.
  return millis >= YEAR_0 && millis < YEAR_10000 ? Math.floor(millis) : undefined;
}

const DAY = 86_400_000;
const YEAR_0: number = new Date(Date.UTC(2000, 0)).setUTCFullYear(0);
const YEAR_10000: number = Date.UTC(10_000, 0);

const TIME_TEXT = new RegExp(
  [
    String.raw`^(?<year>[+-]?\d{1,9})`,
    String.raw`(?:-W(?<week>\d{1,2})(?:-(?<weekDay>\d))?|-(?<yearDay>\d{3})|-(?<month>\d{1,2})(?:-(?<day>\d{1,2}))?)?`,
    String.raw`(?:(?:T|(?<blank> ))(?:(?<hour>\d{1,2})(?::(?<minute>\d{1,2})(?::(?<second>\d{1,2}))?)?(?<fraction>[.,]\d+)?)?`,
    String.raw`(?:Z|(?<sign>[+-])(?<zoneHour>\d{2})(?::?(?<zoneMinute>\d{2})(?::?(?<zoneSecond>\d{2})(?<zoneFraction>[.,]\d+)?)?)?)?)?$`,
  ].join(""),
  "i",
);

type Found = Readonly<Record<string, string | undefined>>;

/** Days since 1970 of a day that exists. */
function dayOf(found: Found): number | undefined {
  const year = Number(found.year);
  if (found.week !== undefined) {
    // The first week is the one that holds January 4; it begins on a Monday.
    const first = firstMonday(year);
    const weeks = (firstMonday(year + 1) - first) / 7;
    const [week, weekDay] = [Number(found.week), Number(found.weekDay ?? 1)];
    const fits = week >= 1 && week <= weeks && weekDay >= 1 && weekDay <= 7;
    return fits ? first + (week - 1) * 7 + weekDay - 1 : undefined;
  }
  if (found.yearDay !== undefined) {
    const day = Number(found.yearDay);
    return day >= 1 && day <= (isLeap(year) ? 366 : 365) ? daysTo(year, 1, day) : undefined;
  }
  const [month, day] = [Number(found.month ?? 1), Number(found.day ?? 1)];
  return isDay(year, month, day) ? daysTo(year, month, day) : undefined;
}

function firstMonday(year: number): number {
  const fourth = daysTo(year, 1, 4);
  // Day 0 was a Thursday.
  return fourth - ((((fourth + 3) % 7) + 7) % 7);
}

function daysTo(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day) / DAY;
}

/** The time of day in milliseconds; a fraction is one of its last part. */
function clockOf(found: Found): number | undefined {
  const [hour, minute, second] = [Number(found.hour ?? 0), Number(found.minute ?? 0), Number(found.second ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const last = found.second === undefined ? (found.minute === undefined ? 3_600_000 : 60_000) : 1000;
  return hour * 3_600_000 + minute * 60_000 + second * 1000 + fractionOf(found.fraction) * last;
}

function offsetOf(found: Found): number | undefined {
  const [hour, minute, second] = [found.zoneHour, found.zoneMinute, found.zoneSecond].map((part) => Number(part ?? 0));
  if (hour === undefined || minute === undefined || second === undefined) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const offset = hour * 3_600_000 + minute * 60_000 + second * 1000 + fractionOf(found.zoneFraction) * 1000;
  return found.sign === "-" ? -offset : offset;
}

function fractionOf(text: string | undefined): number {
  return text === undefined ? 0 : Number(`0.${text.slice(1)}`);
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Whether a month has such a day; both count from 1. */
export function isDay(year: number, month: number, day: number): boolean {
  const days = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
}
