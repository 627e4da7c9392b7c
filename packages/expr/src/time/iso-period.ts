/** An ISO 8601 period, such as `P1D` or `PT6H`. */
export type Period = `P${string}`;

/** The parts of a period, each a whole number from 0. */
export interface PeriodParts {
  readonly years: number;
  readonly months: number;
  readonly weeks: number;
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
}

const pattern =
  /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?)?$/;

/** Reads an ISO 8601 period of one part or more; undefined for any other text. */
export function readPeriod(text: string): PeriodParts | undefined {
  const match = pattern.exec(text);
  if (match === null || text === "P") return undefined;
  const [years, months, weeks, days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return { years, months, weeks, days, hours, minutes, seconds } as PeriodParts;
}

/** The time that is one period after, or with `sign` -1 before, another. Months and years are counted in the calendar, in UTC. */
export function addPeriod(millis: number, parts: PeriodParts, sign: 1 | -1 = 1): number {
  const at = new Date(millis);
  const day = at.getUTCDate();
  at.setUTCDate(1);
  at.setUTCMonth(at.getUTCMonth() + sign * (parts.years * 12 + parts.months));
  // The 31st of a month that has none is its last day.
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  at.setUTCDate(Math.min(day, last));
  const days = parts.weeks * 7 + parts.days;
  return at.getTime() + sign * ((days * 24 + parts.hours) * 3600 + parts.minutes * 60 + parts.seconds) * 1000;
}
