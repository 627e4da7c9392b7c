import { coerce, type JsonValue, parseRecord, UnreadableValueError } from "@starfix/engine";
import fc from "fast-check";
import { expect, test } from "vitest";
import { chooseType } from "./choose-type.ts";
import { FieldSurvey } from "./field-survey.ts";

/** Reads a value as a job does that declares this type; a value that the engine refuses by name is not lost. */
function isLost(value: JsonValue, type: Parameters<typeof coerce>[1]): boolean {
  try {
    return value !== null && coerce(value, type) === null;
  } catch (error) {
    if (error instanceof UnreadableValueError) return false;
    throw error;
  }
}

const numbers = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
);

test("no value is lost in the type that is chosen", () => {
  const value = fc.oneof(
    numbers.map(String),
    fc.jsonValue({ maxDepth: 1 }).map((one) => JSON.stringify(one)),
  );
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 5 }), (texts) => {
      const field = new FieldSurvey("a", false);
      const values = texts.map((text) => parseRecord(`{"a":${text}}`)?.a ?? null);
      for (const one of values) field.add(one, "a.json:1");
      const { type } = chooseType(field);
      // The engine reads no arrays; Druid does.
      if (!type.endsWith("Array")) expect(values.filter((one) => isLost(one, type))).toEqual([]);
    }),
  );
});

test("no cell of csv is lost in the type that is chosen, but for empty ones", () => {
  const cell = fc.oneof(
    numbers.map(String),
    fc.string(),
    fc.constantFrom("007", "1,5", "1e3", "NaN", "true", "+1", " 1"),
  );
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
      const field = new FieldSurvey("a", true);
      for (const one of cells) field.add(one, "a.csv:2");
      const { type } = chooseType(field);
      expect(cells.filter((one) => one !== "" && isLost(one, type))).toEqual([]);
    }),
  );
});
