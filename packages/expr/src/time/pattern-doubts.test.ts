import { expect, test } from "vitest";
import { findPatternDoubts, type PatternUse } from "./pattern-doubts.ts";

const given = (pattern: string, use: PatternUse): readonly string[] =>
  findPatternDoubts(pattern, use).map(
    ({ severity, reason, start, end }) => `${severity} ${pattern.slice(start, end)}: ${reason}`,
  );

test.each([
  "yyyy-MM-dd HH:mm:ss",
  "YYYY-MM-dd",
  "yyyy-MM-dd'T'HH:mm:ss.SSSZ",
  "yyyy-DDD",
  "yyyyDDD HH:mm",
  "xxxx-'W'ww-e",
  "MM/dd/yyyy hh:mm a",
  "MM/dd/yyyy hh:mm:ss.SSS a",
  "EEE, dd MMM yyyy HH:mm:ss z",
  "yyyyMMddHHmmssSSS",
  "yy-MM-dd kk",
  "HH:mm MM/dd/yyyy",
  "HH:mm, MMM dd yyyy",
  "K:mm a, d.M.yyyy",
  "dd/MMM/yyyy:HH:mm:ss Z",
])("%s is meant, to read and to write", (pattern) => {
  expect(given(pattern, "parse")).toEqual([]);
  expect(given(pattern, "format")).toEqual([]);
});

test.each([
  ["YYYY-MM-DD", 'error DD: "D" is the day of the year; write dd for the day of the month'],
  ["yyyy-M-D HH:mm", 'error D: "D" is the day of the year; write d for the day of the month'],
  ["yyyy-mm-dd", 'error mm: "m" is the minute; write MM for the month'],
  ["dd/mm/yyyy HH:mm", 'error mm: "m" is the minute; write MM for the month'],
  ["mm/dd/yyyy", 'error mm: "m" is the minute; write MM for the month'],
  ["yyyyMMdd HH:MM:ss", 'error MM: "M" is the month; write mm for the minute'],
  ["yyyy-MM-dd HH:mm:SS", 'error SS: "S" is a fraction of a second; write ss for seconds'],
  ["yyyy-MM-dd HH:mm:ss.sss", 'error sss: "s" is the second; write SSS for its fraction'],
  ["xxxx-MM-dd", 'error xxxx: "x" is the year of the week, which differs around New Year; write yyyy'],
  ["%d.%m.%Y", 'error %d: "%d" is of strftime, and Joda reads its letters otherwise; write dd.MM.yyyy'],
  ["yyyy-%m", "error %m: \"%m\" is of strftime, and Joda reads its letters otherwise; write 'yyyy'-MM"],
  ["%y%q", undefined],
])("%s is an error, to read and to write", (pattern, message) => {
  for (const use of ["parse", "format"] as const) {
    expect(given(pattern, use).filter((one) => one.startsWith("error"))).toEqual(
      message === undefined ? [] : [message],
    );
  }
});

test("both a month and a day may be wrong", () => {
  expect(given("yyyy-mm-DD", "parse")).toEqual([
    'error mm: "m" is the minute; write MM for the month',
    'error DD: "D" is the day of the year; write dd for the day of the month',
  ]);
});

test("twelve hours without AM and PM cannot be read, and are unclear when written", () => {
  const reason = '"h" counts twelve hours, and "a" for AM or PM is missing; write HH for hours from 0 to 23';
  expect(given("yyyy-MM-dd hh:mm", "parse")).toEqual([`error hh: ${reason}`]);
  expect(given("yyyy-MM-dd hh:mm", "format")).toEqual([`warning hh: ${reason}`]);
});

test.each([
  [
    "HH:mm:ss",
    "warning HH:mm:ss: there is no year in it, so every time is in 1970; add the date to the text and to the pattern",
  ],
  ["yyyy-MM-dd HH:mm a", 'warning a: "a" for AM or PM changes nothing next to "H", which counts 24 hours; write hh'],
  ["yyyy-MM-dd yyyy", 'warning yyyy: "y" is there twice, and the last one counts; write it once'],
])("%s is a warning where times are read", (pattern, message) => {
  expect(given(pattern, "parse")).toEqual([message]);
  expect(given(pattern, "format")).toEqual([]);
});

test.each([
  ["dddd, dd MMM yyyy", 'warning dddd: "d" is the day of the month as a number; write EEEE for the name of the day'],
  [
    "yyyy-'W'ww",
    'warning ww: "w" counts the weeks of the year "x", which "y" is not around New Year; write x for the year',
  ],
  ["yyyy-MM-dd'T", "warning 'T: a quote is opened and not closed, so all letters after it mean themselves; close it"],
])("%s is a warning, to read and to write", (pattern, message) => {
  expect(given(pattern, "parse")).toContain(message);
  expect(given(pattern, "format")).toEqual([message]);
});

test("what is no pattern is for the planner to refuse", () => {
  expect(given("bogus", "parse")).toEqual([]);
});
