import { expect, test } from "vitest";
import { NetworkError } from "./network-error.ts";
import { readRetryAfter, retryDelay } from "./retry.ts";

const request = { method: "GET", path: "/" };

test("the wait doubles from try to try, is shortened by half at the most, and stays below the limit", () => {
  const error = new NetworkError(request, "refused");
  for (const [tried, full] of [
    [1, 200],
    [2, 400],
    [3, 800],
    [9, 10_000],
  ] as const) {
    const delay = retryDelay(error, { method: "GET", tried, retryAfter: undefined }, { tries: 99 });
    expect(delay).toBeGreaterThanOrEqual(full / 2);
    expect(delay).toBeLessThanOrEqual(full);
  }
});

test("an error that is no fault of the network is final", () => {
  expect(retryDelay(new TypeError("x"), { method: "GET", tried: 1, retryAfter: undefined }, {})).toBeUndefined();
});

test("Retry-After is read as seconds and as a date, and anything else is passed over", () => {
  expect(readRetryAfter("2")).toBe(2_000);
  expect(readRetryAfter(new Date(Date.now() - 5_000).toUTCString())).toBe(0);
  const inAnHour = readRetryAfter(new Date(Date.now() + 3_600_000).toUTCString());
  expect(inAnHour).toBeGreaterThan(3_590_000);
  expect(inAnHour).toBeLessThanOrEqual(3_600_000);
  expect(readRetryAfter("soon")).toBeUndefined();
  expect(readRetryAfter(null)).toBeUndefined();
});
