import { expect, test } from "vitest";
import { CodegenError } from "../diagnostic.ts";
import { loadDocument, parseText } from "./load-document.ts";

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof CodegenError) return error.message;
    throw error;
  }
  throw new Error("expected a CodegenError");
}

test("a value is found where it stands", () => {
  const document = parseText("a:\n  b:\n    - x: 1\n", "api.yaml");
  expect(document.root).toEqual({ a: { b: [{ x: 1 }] } });
  expect(document.locate("/a/b/0/x")).toEqual({ file: "api.yaml", line: 3, column: 10 });
});

test("a value that is not there is found at the nearest one around it", () => {
  expect(parseText("a:\n  b: 1\n", "api.yaml").locate("/a/c/d")).toEqual({ file: "api.yaml", line: 2, column: 3 });
});

test("JSON is located, too", () => {
  const document = parseText('{\n  "a": {\n    "b/c": 7\n  }\n}', "api.json");
  expect(document.locate("/a/b~1c")).toEqual({ file: "api.json", line: 3, column: 12 });
});

test("broken YAML says where", () => {
  expect(messageOf(() => parseText("a: 1\nb: [1, 2\nc: 3\n", "api.yaml"))).toMatch(/^api\.yaml:\d+:\d+ - syntax: /);
  expect(messageOf(() => parseText("a: 1\na: 2\n", "api.yaml"))).toMatch(/^api\.yaml:2:1 - syntax: .*unique/);
});

test("a file that ends in .json is held to JSON", () => {
  expect(messageOf(() => parseText('{\n  "a": 1,\n}', "api.json"))).toMatch(/^api\.json:3:1 - syntax: expected JSON/);
  expect(parseText('{\n  "a": 1,\n}', "api.yaml").root).toEqual({ a: 1 });
});

test("an alias that holds itself is refused", () => {
  expect(messageOf(() => parseText("a: &a\n  b: *a\n", "api.yaml"))).toMatch(/expected a tree/);
});

test("a file that is not there is named", async () => {
  await expect(loadDocument("no-such-file.yaml")).rejects.toThrow(
    "no-such-file.yaml:1:1 - unreadable_file: expected a readable file, received ENOENT (at #)",
  );
});
