import { expect, test } from "vitest";
import { parseTimePattern } from "./time-pattern.ts";

const brief = (pattern: string): unknown => {
  const read = parseTimePattern(pattern);
  if ("error" in read) return `${read.error.start}-${read.error.end} ${read.error.reason}`;
  return read.parts.map((part) => (part.kind === "field" ? `${part.field}:${part.count}` : part.text));
};

test.each<[string, readonly string[]]>([
  ["yyyy-MM-dd", ["year:4", "-", "month:2", "-", "dayOfMonth:2"]],
  ["yyyyMMdd'T'HHmmss'Z'", ["year:4", "month:2", "dayOfMonth:2", "T", "hourOfDay:2", "minute:2", "second:2", "Z"]],
  // Joda makes one text of what is in quotes and what is next to it.
  ["dd 'de' MMMM", ["dayOfMonth:2", " de ", "month:4"]],
  ["hh 'o''clock' a", ["clockHourOfHalfDay:2", " o'clock ", "halfDay:1"]],
  ["''yy''", ["'", "year:2", "'"]],
  ["'yyyy'", ["yyyy"]],
  ["xxxx-'W'ww-e", ["weekYear:4", "-W", "weekOfWeekYear:2", "-", "dayOfWeek:1"]],
  ["EEE, k:K ZZ", ["dayOfWeekName:3", ", ", "clockHourOfDay:1", ":", "hourOfHalfDay:1", " ", "zoneOffset:2"]],
  ["#", ["#"]],
])("%s is read in parts", (pattern, parts) => {
  expect(brief(pattern)).toEqual(parts);
});

test("each part knows its place, which covers the pattern", () => {
  const read = parseTimePattern("yy'a''b'-d");
  expect(read).toEqual({
    parts: [
      { kind: "field", letter: "y", field: "year", count: 2, start: 0, end: 2 },
      { kind: "text", text: "a'b-", start: 2, end: 9 },
      { kind: "field", letter: "d", field: "dayOfMonth", count: 1, start: 9, end: 10 },
    ],
  });
});

test("a quote that is not closed is an error", () => {
  expect(parseTimePattern("yyyy'T")).toMatchObject({ parts: [{}, { text: "T", unclosed: true }] });
  expect(parseTimePattern("yyyy'T'")).not.toMatchObject({ parts: [{}, { unclosed: true }] });
});

// What a real Druid refused while planning.
test.each([
  ["", "0-0 it is empty"],
  ["bogus", '0-1 "b" means nothing; write letters that mean themselves in quotes'],
  ["yyyy-MM-ddTHH:mm", '10-11 "T" means nothing; write letters that mean themselves in quotes'],
  ["nano", '0-1 "n" means nothing; write SSSSSSSSS for nanoseconds, and letters that mean themselves in quotes'],
  ["uuuu-MM", '0-4 "u" means nothing; write y for the year, and letters that mean themselves in quotes'],
  ["HH:mm:ssXXX", '8-11 "X" means nothing; write Z or ZZ for an offset, and letters that mean themselves in quotes'],
])("%s is no pattern", (pattern, error) => {
  expect(brief(pattern)).toBe(error);
});
