import { expect, test } from "vitest";
import { SourceText } from "./source-text.ts";

test.each([
  ["line ends of Unix", "ab\ncd\n"],
  ["line ends of Windows", "ab\r\ncd\r\n"],
  ["line ends of old", "ab\rcd\r"],
])("places and offsets lead to one another with %s", (_what, text) => {
  const source = new SourceText(text);
  const offset = text.indexOf("d");
  expect(source.placeOf(offset)).toEqual({ line: 2, column: 2 });
  expect(source.offsetOf({ line: 2, column: 2 })).toBe(offset);
  expect(source.lineAt(2)).toBe("cd");
  expect(source.lineAt(3)).toBe("");
  expect(source.lineAt(4)).toBeUndefined();
  expect(source.offsetOf({ line: 9, column: 1 })).toBeUndefined();
});

test("a place in the first line of a text without a line end is found", () => {
  const source = new SourceText("abc");
  expect(source.placeOf(2)).toEqual({ line: 1, column: 3 });
  expect(source.offsetOf({ line: 1, column: 5 })).toBeUndefined();
  expect(source.lineAt(1)).toBe("abc");
});
