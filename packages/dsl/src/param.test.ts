import { afterEach, expect, test } from "vitest";
import { buildParams, param } from "./param.ts";

afterEach(() => {
  Reflect.deleteProperty(globalThis, buildParams);
});

test("a parameter has the value of the build, before its default", () => {
  Reflect.set(globalThis, buildParams, new Map([["day", "2026-01-01"]]));
  expect(param("day", { default: "2025-01-01" })).toBe("2026-01-01");
  expect(param("stage", { default: "dev" })).toBe("dev");
});

test("a parameter without a value says how to give it one", () => {
  expect(() => param("day")).toThrow(
    'parameter "day" has no value: give one, as in starfix build --param day=…, or a default',
  );
});

test("a wrong name and an unknown option are refused", () => {
  expect(() => param("a b")).toThrow("invalid parameter name: expected letters, digits, _ and -");
  // @ts-expect-error there is no such option
  expect(() => param("day", { defalt: "x" })).toThrow('unknown option "defalt" of param(): expected default');
});
