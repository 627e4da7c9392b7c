import { expect, test } from "vitest";
import { parseTimestamp } from "./parse-timestamp.ts";

test.each([
  ["2022-10-27T21:04:03Z", "2022-10-27T21:04:03.000Z"],
  ["2022-10-27T21:04:03.123456789Z", "2022-10-27T21:04:03.123Z"],
  ["2022-10-27T21:04:03.1+02:00", "2022-10-27T19:04:03.100Z"],
  ["2022-10-27T21:04:03-0230", "2022-10-27T23:34:03.000Z"],
  ["2022-10-27T21:04:03", "2022-10-27T21:04:03.000Z"],
  ["2022-10-27 21:04:03.5", "2022-10-27T21:04:03.500Z"],
  ["2022-10-27t21:04z", "2022-10-27T21:04:00.000Z"],
])("%s is %s", (given, want) => {
  expect(parseTimestamp(given).toISOString()).toBe(want);
});

test.each(["", "yesterday", "2022-10-27", "2022-13-27T21:04:03Z", "1666904643", "2022-10-27T21:04:03 CEST"])(
  "%j is no timestamp",
  (given) => {
    expect(() => parseTimestamp(given)).toThrow(
      `invalid timestamp: expected one such as 2026-01-31T12:00:00Z, received ${JSON.stringify(given)}`,
    );
  },
);

test("a timestamp without a zone is the same wherever it is read", () => {
  const zone = process.env.TZ;
  process.env.TZ = "Pacific/Auckland";
  try {
    expect(parseTimestamp("2022-10-27T21:04:03").toISOString()).toBe("2022-10-27T21:04:03.000Z");
    expect(new Date("2022-10-27T21:04:03").toISOString()).not.toBe("2022-10-27T21:04:03.000Z");
  } finally {
    process.env.TZ = zone;
  }
});
