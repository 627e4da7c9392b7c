import { type JsonValue, WholeDouble } from "@starfix/engine";
import { expect, test } from "vitest";
import { chooseType } from "./choose-type.ts";
import { FieldSurvey } from "./field-survey.ts";

function chosen(values: readonly JsonValue[], textual = false) {
  const field = new FieldSurvey("a", textual);
  for (const [index, value] of values.entries()) field.add(value, `a.json:${index + 1}`);
  return chooseType(field);
}

test.each<[readonly JsonValue[], string, boolean]>([
  [[1, 2, null], "long", false],
  [[1, 1.5], "double", false],
  [[1, new WholeDouble(1)], "double", false],
  [["a", "1"], "string", false],
  [["a", 1], "string", true],
  [["1", 1], "string", true],
  [[true, false], "string", false],
  [[true, 1], "string", true],
  [[true, "a"], "string", true],
  [[null, null], "string", false],
  [[{ b: 1 }, {}], "json", false],
  [[{ b: 1 }, [1]], "json", true],
  [[{ b: 1 }, "x"], "json", true],
  [[["a"], ["b", null], []], "stringArray", false],
  [[[1], [2]], "longArray", false],
  [[[1], [2.5]], "doubleArray", false],
  [[[1], ["a"]], "json", true],
  [[[{ b: 1 }]], "json", false],
  [[[[1]]], "json", false],
  [[[]], "json", false],
  [[["a"], "a"], "json", true],
])("%j is %s, and its rows disagree: %s", (values, type, disagrees) => {
  expect(chosen(values)).toEqual({ type, disagrees });
});

test.each<[readonly JsonValue[], string, boolean]>([
  [["1", "2", null], "long", false],
  [["1", "2.5"], "double", false],
  [["1", ""], "long", false],
  [["1", "a"], "string", true],
  [["007", "12"], "string", false],
  [["9223372036854775808", "1"], "string", true],
  [["true", "false"], "string", false],
  [["1,5"], "string", false],
])("the texts %j are %s, and their rows disagree: %s", (values, type, disagrees) => {
  expect(chosen(values, true)).toEqual({ type, disagrees });
});

test("a whole number beyond 2^53 is a long as any other", () => {
  expect(chosen([1, 9007199254740993n])).toEqual({ type: "long", disagrees: false });
});

test("what the file declares goes before its values", () => {
  const field = new FieldSurvey("a", false);
  field.declared = { type: "float", isTime: false };
  field.add(1, "a.parquet:1");
  expect(chooseType(field)).toEqual({ type: "float", disagrees: false });
});
