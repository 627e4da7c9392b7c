import { expect, test } from "vitest";
import {
  isBadRequest,
  isConflict,
  isForbidden,
  isNotFound,
  isRateLimited,
  isUnauthorized,
  isUnavailable,
} from "./is-error.ts";
import { PolarisError } from "./polaris-error.ts";

const errorOf = (status: number): PolarisError =>
  new PolarisError({ request: { method: "GET", path: "/" }, status, message: "m", details: [], body: undefined });

test.each([
  [isBadRequest, [400]],
  [isUnauthorized, [401]],
  [isForbidden, [403]],
  [isNotFound, [404]],
  [isConflict, [409]],
  [isRateLimited, [429]],
  [isUnavailable, [502, 503, 504]],
])("%o holds for %j and for no other status", (guard, statuses) => {
  const all = [200, 400, 401, 403, 404, 409, 422, 429, 500, 502, 503, 504];
  expect(all.filter((status) => guard(errorOf(status)))).toEqual(statuses);
});

test("an error of another copy of the package is known by its name, and nothing else is taken for one", () => {
  const foreign = Object.assign(new Error("m"), { name: "PolarisError", status: 404 });
  expect(isNotFound(foreign)).toBe(true);
  expect(
    [{ name: "PolarisError", status: 404 }, Object.assign(new Error("m"), { status: 404 }), 404, null].some(isNotFound),
  ).toBe(false);
});
