import { type Interval, readInterval } from "@starfix/expr";
import { DefinitionError } from "../definition-error.ts";
import { parseInterval } from "./parse-interval.ts";

/** One stretch of time of a list, in UTC. */
export interface TimeSpan {
  /** Its first moment: `2026-01-01`, or `2026-01-01T05:00:00Z` of an hour. */
  readonly start: string;
  /** The first moment after it. */
  readonly end: string;
  /** Both, as `.replace()` and others take them: `2026-01-01/2026-01-02`. */
  readonly interval: Interval;
  /** A short text for names, without characters that an id may not have: `2026-01`, `2026-01-01`, `2026-01-01T05`. */
  readonly name: string;
}

/** Above this it is a slip of the pen: jobs are files. */
const MAX_SPANS = 100_000;

interface Unit {
  readonly plural: string;
  /** How much of `2026-01-01T05` names a span. */
  readonly nameLength: number;
  next(at: Date): Date;
}

const HOUR = 3_600_000;
const hour: Unit = { plural: "hours", nameLength: 13, next: (at) => new Date(at.getTime() + HOUR) };
const day: Unit = { plural: "days", nameLength: 10, next: (at) => new Date(at.getTime() + 24 * HOUR) };
const month: Unit = {
  plural: "months",
  nameLength: 7,
  next: (at) => new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1)),
};

/**
 * The days of an interval, in UTC, the first one first.
 *
 * @example
 * days("2026-01-01/2026-01-03").map(({ interval }) => interval);
 * // => ["2026-01-01/2026-01-02", "2026-01-02/2026-01-03"]
 *
 * @throws DefinitionError for an interval that does not begin and end with a day.
 */
export function days(interval: Interval): readonly TimeSpan[] {
  return spansOf(interval, day);
}

/**
 * The hours of an interval, in UTC, the first one first.
 *
 * @example
 * hours("2026-01-01/PT2H").map(({ name }) => name);
 * // => ["2026-01-01T00", "2026-01-01T01"]
 *
 * @throws DefinitionError for an interval that does not begin and end with an hour.
 */
export function hours(interval: Interval): readonly TimeSpan[] {
  return spansOf(interval, hour);
}

/**
 * The months of an interval, in UTC, the first one first.
 *
 * @example
 * months("2026-01-01/2026-03-01").map(({ interval }) => interval);
 * // => ["2026-01-01/2026-02-01", "2026-02-01/2026-03-01"]
 *
 * @throws DefinitionError for an interval that does not begin and end with a month.
 */
export function months(interval: Interval): readonly TimeSpan[] {
  return spansOf(interval, month);
}

function spansOf(interval: string, unit: Unit): readonly TimeSpan[] {
  const bounds = readInterval(parseInterval(interval));
  if (bounds === undefined) return [];
  const spans: TimeSpan[] = [];
  let at = new Date(bounds.start);
  while (startsUnit(at, unit) && at.getTime() < bounds.end && spans.length <= MAX_SPANS) {
    const next = unit.next(at);
    const [start, end] = [textOf(at, unit), textOf(next, unit)];
    const name = at.toISOString().slice(0, unit.nameLength);
    spans.push(Object.freeze({ start, end, interval: `${start}/${end}`, name }));
    at = next;
  }
  if (spans.length > MAX_SPANS) {
    throw new DefinitionError(
      `invalid interval: expected at most ${MAX_SPANS} ${unit.plural}, received ${JSON.stringify(interval)}`,
    );
  }
  if (at.getTime() !== bounds.end) {
    throw new DefinitionError(
      `invalid interval: expected whole ${unit.plural} in UTC, received ${JSON.stringify(interval)}`,
    );
  }
  return Object.freeze(spans);
}

function startsUnit(at: Date, unit: Unit): boolean {
  const text = at.toISOString();
  if (unit === hour) return text.endsWith(":00:00.000Z");
  return text.endsWith(unit === day ? "T00:00:00.000Z" : "-01T00:00:00.000Z");
}

function textOf(at: Date, unit: Unit): string {
  const text = at.toISOString();
  return unit === hour ? `${text.slice(0, 19)}Z` : text.slice(0, 10);
}
