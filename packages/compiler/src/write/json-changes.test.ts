import { expect, test } from "vitest";
import { jsonChanges } from "./json-changes.ts";

test.each([
  ["nothing", { a: [1, { b: null }] }, { a: [1, { b: null }] }, [], [], []],
  ["the order of keys", { a: 1, b: 2 }, { b: 2, a: 1 }, [], [], []],
  ["a field that comes", { a: {} }, { a: { b: { c: 1 } } }, ["/a/b"], [], []],
  ["a field that goes", { a: { b: 1 }, c: 1 }, { a: { b: 1 } }, [], ["/c"], []],
  ["a value", { a: { b: 1 } }, { a: { b: "1" } }, [], [], ["/a/b"]],
  ["a list that grows and one that shrinks", { a: [1], b: [1, 2] }, { a: [1, 2], b: [1] }, ["/a/1"], ["/b/1"], []],
  ["a list in place of an object", { a: {} }, { a: [] }, [], [], ["/a"]],
  ["a null in place of an object", { a: {} }, { a: null }, [], [], ["/a"]],
  ["names with slashes and tildes", { "a/b": 1 }, { "a/b": 2, "~": 1 }, ["/~0"], [], ["/a~1b"]],
  ["the whole", 1, 2, [], [], [""]],
])("compares %s", (_what, before, after, added, removed, changed) => {
  expect(jsonChanges(before, after)).toEqual({ added, removed, changed });
});
