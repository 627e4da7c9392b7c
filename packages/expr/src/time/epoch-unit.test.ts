import { expect, test } from "vitest";
import { epochUnitOfName, epochUnitOfNumber } from "./epoch-unit.ts";

test.each([
  ["created_sec", "seconds"],
  ["createdAtSeconds", "seconds"],
  ["epoch_s", "seconds"],
  ["ts-s", "seconds"],
  ["unix", "seconds"],
  ["unix_time", "seconds"],
  ["unixTimestamp", "seconds"],
  ["UNIX_TS", "seconds"],
  ["posix", "seconds"],
  ["$.event.created_seconds", "seconds"],
  ["created_ms", "milliseconds"],
  ["unix_ms", "milliseconds"],
  ["eventTimeMillis", "milliseconds"],
  ["ts_us", "microseconds"],
  ["time_micros", "microseconds"],
  ["startTimeUnixNano", "nanoseconds"],
])("%s counts %s", (name, unit) => {
  expect(epochUnitOfName(name)).toBe(unit);
});

test.each([
  "ts",
  "timestamp",
  "epoch",
  "s",
  "us",
  "ms",
  "seconds_since_start_of_day_number",
  "class",
  "",
  "secondary",
  "time",
])("%j tells no unit", (name) => {
  expect(epochUnitOfName(name)).toBeUndefined();
});

test.each([
  [0n, undefined],
  [86_400n, undefined],
  [1_767_225_600n, "seconds"],
  [-1_767_225_600n, "seconds"],
  [1_767_225_600_000n, "milliseconds"],
  [1_767_225_600_000_000n, "microseconds"],
  [1_767_225_600_000_000_000n, "nanoseconds"],
])("%s counts %s", (value, unit) => {
  expect(epochUnitOfNumber(value)).toBe(unit);
});
