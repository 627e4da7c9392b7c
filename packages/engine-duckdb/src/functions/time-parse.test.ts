import { expect, test } from "vitest";
import { formatIso } from "./calendar.ts";
import { parseTime } from "./time-parse.ts";

const iso = (text: string): string | undefined => {
  const millis = parseTime(text);
  return millis === undefined ? undefined : formatIso(BigInt(millis));
};

test.each([
  ["2024-02-29T12:34:56Z", "2024-02-29T12:34:56.000Z"],
  ["2024-02-29T12:34:56.789Z", "2024-02-29T12:34:56.789Z"],
  ["2024-02-29t12:34:56,5z", "2024-02-29T12:34:56.500Z"],
  ["2024-02-29 12:34:56.789999999+02:00", "2024-02-29T10:34:56.789Z"],
  ["2024-02-29T12.5", "2024-02-29T12:30:00.000Z"],
  ["2024-02-29T12:30.25-0030", "2024-02-29T13:00:15.000Z"],
  ["2024-02-29T", "2024-02-29T00:00:00.000Z"],
  ["2024-02-29T+01", "2024-02-28T23:00:00.000Z"],
  ["2024-02-29T00:00+23:59:59.999", "2024-02-28T00:00:00.001Z"],
  ["2024-W53", undefined],
  ["2020-w53-7", "2021-01-03T00:00:00.000Z"],
  ["2024-366", "2024-12-31T00:00:00.000Z"],
  ["2023-366", undefined],
  ["+0000002024", "2024-01-01T00:00:00.000Z"],
  ["-1", "-0001-01-01T00:00:00.000Z"],
  ["0000-02-29", "0000-02-29T00:00:00.000Z"],
  ["292278993-12-31T23:59:59.999Z", "292278993-12-31T23:59:59.999Z"],
  ["292278994", undefined],
  ["1900-02-29T00:00:00Z", undefined],
  ["2024-02-29Z", undefined],
  ["2024-02-29T24:00:00Z", undefined],
  ["2024-02-29T12:34:60Z", undefined],
  ["2024-02-29T12:34:5xZ", undefined],
  ["2024-00-10", undefined],
  ["2024-02-29T12:34:56.1234567890Z", undefined],
  ["2024-02-29T12:34:56+24:00", undefined],
  ["1709210096789", undefined],
  ["", undefined],
])("%s is read as %s", (text, expected) => {
  expect(iso(text)).toBe(expected);
});

test("the short way reads what the long way reads", () => {
  for (let millis = -62_198_755_200_000; millis < 253_402_300_800_000; millis += 86_399_999_777) {
    const text = new Date(millis).toISOString();
    expect(Number(parseTime(text))).toBe(millis);
    expect(Number(parseTime(text.replace("Z", "+00:00")))).toBe(millis);
  }
});
