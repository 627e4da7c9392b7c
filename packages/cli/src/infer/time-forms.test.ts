import { expect, test } from "vitest";
import { epochSql, epochUnit, isTimeText } from "./time-forms.ts";

test.each([
  ["2024-02-29", true],
  ["2024-02-29 10:15", true],
  ["2024-02-29T10:15:30.123Z", true],
  ["2024-02-29T10:15:30+02", true],
  ["2024-02-29T10:15:30-0030", true],
  ["2023-02-29", false],
  ["2024-13-01", false],
  ["2024-02-29T24:00:00Z", false],
  ["2024-02-29Z", false],
  ["2024", false],
  ["29.02.2024", false],
  ["", false],
])("%j as a time: %s", (text, wanted) => {
  expect(isTimeText(text)).toBe(wanted);
});

test.each([
  ["created_at", 1_700_000_000, 1_700_000_999, "seconds"],
  ["eventTime", 1_700_000_000_000, 1_700_000_999_000, "millis"],
  ["ts", 1_700_000_000_000_000, 1_700_000_000_000_001, "micros"],
  ["timestamp", 1.7e18, 1.7e18, "nanos"],
  ["created_at", 5, 1_700_000_000, undefined],
  ["created_at", Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, undefined],
  ["phone", 1_700_000_000, 1_700_000_999, undefined],
  ["parts", 1_700_000_000, 1_700_000_999, undefined],
])("%s from %d to %d counts %s", (name, least, greatest, unit) => {
  expect(epochUnit(name, least, greatest)).toBe(unit);
});

test("each unit becomes milliseconds", () => {
  expect((["seconds", "millis", "micros", "nanos"] as const).map((unit) => epochSql(unit, '"t"'))).toEqual([
    'MILLIS_TO_TIMESTAMP("t" * 1000)',
    'MILLIS_TO_TIMESTAMP("t")',
    'MILLIS_TO_TIMESTAMP("t" / 1000)',
    'MILLIS_TO_TIMESTAMP("t" / 1000000)',
  ]);
});
