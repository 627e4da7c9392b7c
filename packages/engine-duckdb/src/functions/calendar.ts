/** The proleptic Gregorian calendar in UTC, over the whole range of a 64-bit count of milliseconds. */

export const MILLIS_PER_DAY = 86_400_000n;

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

const MONTH_DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_DAYS[month] ?? 0);
}

/** Days since 1970-01-01. @see https://howardhinnant.github.io/date_algorithms.html#days_from_civil */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The reverse of {@link daysFromCivil}. */
export function civilFromDays(days: number): CivilDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** Day of the week of a day since 1970: Monday 0 to Sunday 6. */
export function weekdayOf(days: number): number {
  return (((days + 3) % 7) + 7) % 7;
}

/** The Monday of an ISO week, in days since 1970. */
export function isoWeekMonday(year: number, week: number): number {
  const fourth = daysFromCivil(year, 1, 4);
  return fourth - weekdayOf(fourth) + (week - 1) * 7;
}

export function isoWeeksInYear(year: number): number {
  return (isoWeekMonday(year + 1, 1) - isoWeekMonday(year, 1)) / 7;
}

/** Splits milliseconds into whole days since 1970 and the rest of the day. */
export function splitMillis(millis: bigint): { readonly days: number; readonly rest: number } {
  const rest = ((millis % MILLIS_PER_DAY) + MILLIS_PER_DAY) % MILLIS_PER_DAY;
  return { days: Number((millis - rest) / MILLIS_PER_DAY), rest: Number(rest) };
}

/**
 * A time as Druid prints it: `2024-02-29T12:34:56.789Z`; years beyond four digits in full, without a plus.
 */
export function formatIso(millis: bigint): string {
  const { days, rest } = splitMillis(millis);
  const { year, month, day } = civilFromDays(days);
  const years = `${year < 0 ? "-" : ""}${pad(Math.abs(year), 4)}`;
  const hour = Math.floor(rest / 3_600_000);
  const minute = Math.floor(rest / 60_000) % 60;
  const second = Math.floor(rest / 1000) % 60;
  return `${years}-${pad(month, 2)}-${pad(day, 2)}T${pad(hour, 2)}:${pad(minute, 2)}:${pad(second, 2)}.${pad(rest % 1000, 3)}Z`;
}

/** Rounds down to a multiple of so many months, counted from January 1970. */
export function floorMonths(millis: bigint, months: number): bigint {
  return startOfMonth(Math.floor(monthsSince1970(millis) / months) * months);
}

/** Rounds up to a multiple of so many months; what is one already stays. */
export function ceilMonths(millis: bigint, months: number): bigint {
  const floor = Math.floor(monthsSince1970(millis) / months) * months;
  return startOfMonth(floor) === millis ? millis : startOfMonth(floor + months);
}

function monthsSince1970(millis: bigint): number {
  const { year, month } = civilFromDays(splitMillis(millis).days);
  return (year - 1970) * 12 + month - 1;
}

function startOfMonth(months: number): bigint {
  const years = Math.floor(months / 12);
  return BigInt(daysFromCivil(1970 + years, months - years * 12 + 1, 1)) * MILLIS_PER_DAY;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
