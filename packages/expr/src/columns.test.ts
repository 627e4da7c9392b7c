import { expect, test } from "vitest";
import { columns } from "./columns.ts";

test("an unknown column throws, naming it and the known ones", () => {
  const c: Readonly<Record<string, unknown>> = columns({ city: "string", session: "string" });
  expect(() => c.sesion).toThrow(
    new TypeError(
      'unknown column: "sesion" is not in the input schema; the input schema has "city", "session"; did you mean "session"?',
    ),
  );
  expect(() => columns({})["city" as never]).toThrow("the input schema has no columns");
});

test("names of JavaScript's own are ordinary columns", () => {
  const names = ["constructor", "toString", "__proto__", "hasOwnProperty", "then"];
  const c: Readonly<Record<string, unknown>> = columns(Object.fromEntries(names.map((name) => [name, "string"])));
  expect(names.map((name) => String(c[name]))).toEqual(names.map((name) => `"${name}"`));
});

test("names of JavaScript's own that are no columns are unknown", () => {
  const c: object = columns({ city: "string" });
  expect(() => c.toString).toThrow('unknown column: "toString"');
  expect(() => (c as { constructor: unknown }).constructor).toThrow('unknown column: "constructor"');
});

test("columns can be listed and cannot be replaced", () => {
  const c = columns({ b: "string", a: "long" });
  expect(Object.keys(c)).toEqual(["b", "a"]);
  expect(() => Object.assign(c, { b: 1 })).toThrow(TypeError);
});

test("an unknown data type is refused", () => {
  expect(() => columns({ city: "text" as "string" })).toThrow(
    /^invalid data type of column "city": expected one of string, varchar, .*, received "text"$/,
  );
});
