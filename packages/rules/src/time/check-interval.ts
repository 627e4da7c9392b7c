import { type IntervalBounds, readInstant, readInterval, readPeriod } from "@starfix/expr";
import { describeValue } from "../issues/describe-value.ts";
import type { Report } from "../issues/rule-issue.ts";

const INTERVAL = "start/end such as 2026-01-01/2026-02-01";

/** All of time. */
export const EVER: IntervalBounds = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };

/** Checks an ISO 8601 interval, and gives its bounds. */
export function checkInterval(text: string, pointer: string, report: Report): IntervalBounds | undefined {
  const bounds = readInterval(text);
  if (bounds !== undefined && bounds.end > bounds.start) return bounds;
  const expected = bounds === undefined ? INTERVAL : `${INTERVAL}, with the end after the start`;
  report("invalid_interval", pointer, { expected, received: describeValue(text) });
  return undefined;
}

/** Checks an ISO 8601 period of some length. */
export function checkPeriod(what: string, text: string, pointer: string, report: Report): void {
  const parts = readPeriod(text);
  if (parts !== undefined && Object.values(parts).some((part) => part > 0)) return;
  const expected = `an ISO 8601 period${parts === undefined ? "" : " that is longer than nothing"}, such as P30D`;
  report("invalid_value", pointer, { what, expected, received: describeValue(text) });
}

/** Checks versions of segments: each is the time that a segment was written. */
export function checkVersions(versions: readonly string[], report: Report): void {
  for (const [index, version] of versions.entries()) {
    if (version.includes("T") && readInstant(version) !== undefined) continue;
    const facts = { what: "version", expected: "an ISO 8601 time such as 2026-01-01T12:00:00.460Z" };
    report("invalid_value", `/versions/${index}`, { ...facts, received: describeValue(version) });
  }
}
