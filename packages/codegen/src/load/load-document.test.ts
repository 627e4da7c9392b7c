import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CodegenError } from "../issue.ts";
import { temporaryFolder } from "../testing/emit.ts";
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

test("a value is located", () => {
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

test("a file that ends in .json must be JSON", () => {
  expect(messageOf(() => parseText('{\n  "a": 1,\n}', "api.json"))).toMatch(/^api\.json:3:1 - syntax: expected JSON/);
  expect(parseText('{\n  "a": 1,\n}', "api.yaml").root).toEqual({ a: 1 });
});

test("an alias that contains itself is refused", () => {
  expect(messageOf(() => parseText("a: &a\n  b: *a\n", "api.yaml"))).toMatch(/expected a tree/);
});

test("a file that is not there is named", async () => {
  await expect(loadDocument("no-such-file.yaml")).rejects.toThrow(
    "no-such-file.yaml:1:1 - unreadable_file: expected a readable file, received ENOENT (at #)",
  );
});

test("many pointers are looked up in one go, in JSON and in YAML", () => {
  const value = { a: { "b/c": [1, { 'x"y': null }], z: "}]\\" }, d: [[], {}, [true]] };
  const pointers = ["/d/2/0", "", '/a/b~1c/1/x"y', "/a/z", "/d/1/nope", "/a/b~1c/0", "/a/z"];
  const text = JSON.stringify(value, null, 2);
  const json = parseText(text, "api.json");
  const yaml = parseText(`# the same\n${text}`, "api.yaml");
  const found = json.locateAll(pointers);
  const starts = ["true", "{", "null", '"}]', "{", "1", '"}]'];
  for (const [index, position] of found.entries()) {
    const line = text.split("\n")[position.line - 1] ?? "";
    expect(line.slice(position.column - 1).startsWith(starts[index] ?? "?")).toBe(true);
  }
  expect(yaml.locateAll(pointers).map(({ line, column }) => [line - 1, column])).toEqual(
    found.map(({ line, column }) => [line, column]),
  );
  expect(pointers.map((pointer) => json.locate(pointer))).toEqual(found);
});

test("a value behind an alias is located at its anchor", () => {
  const document = parseText("a: &a { x: 1 }\nb: *a\nc: { <<: *a, y: 2 }\n", "api.yaml");
  expect(document.root).toEqual({ a: { x: 1 }, b: { x: 1 }, c: { x: 1, y: 2 } });
  expect(document.locate("/b/x")).toMatchObject({ line: 1, column: 12 });
});

test("a line is shown without its end, and a byte order mark is no part of the text", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "api.yaml");
  await writeFile(path, "\uFEFFa: 1\r\nb: 2\r\n");
  const document = await loadDocument("api.yaml", path);
  expect(document.root).toEqual({ a: 1, b: 2 });
  expect(document.sourceLine(document.locate("/b"))).toEqual({ text: "b: 2", column: 4 });
});

test("a member named __proto__ is data", () => {
  for (const text of ['{ "__proto__": { "x": 1 }, "a": 2 }', "__proto__: { x: 1 }\na: 2\n"]) {
    const { root } = parseText(text, "api.yaml");
    expect(Object.keys(root as object)).toEqual(["__proto__", "a"]);
    expect(Object.getPrototypeOf(root)).toBe(Object.prototype);
  }
});

const nested = (levels: number, open: string, close: string): string => open.repeat(levels) + close.repeat(levels);
const bomb = Array.from({ length: 12 }, (_, n) =>
  n === 0
    ? "a0: &a0 [1]"
    : `a${n}: &a${n} [${Array(10)
        .fill(`*a${n - 1}`)
        .join(", ")}]`,
).join("\n");

test.each<[string, string, string, RegExp]>([
  [
    "values nested too deep",
    "a.json",
    nested(300, "[", "]"),
    /a\.json:1:257 - too_deep: expected values nested at most 256/,
  ],
  ["values nested far too deep", "a.json", nested(100_000, "[", "]"), /a\.json:1:257 - too_deep/],
  ["objects nested too deep", "a.json", nested(300, '{"a":', "}").replace(":}", ":1}"), /too_deep/],
  ["YAML nested too deep", "a.yaml", nested(300, "[", "]"), /a\.yaml:1:257 - too_deep/],
  ["YAML nested far too deep", "a.yaml", nested(20_000, "[", "]"), /too_deep/],
  ["aliases that multiply", "a.yaml", bomb, /syntax: expected at most \d+ objects and arrays after aliases/],
  [
    "an alias that contains itself twice",
    "a.yaml",
    "a: &a [*a, *a]",
    /expected a tree, received an alias that contains itself at #\/a/,
  ],
  ["an alias of nothing", "a.yaml", "a: *b", /a\.yaml:1:4 - syntax/],
  ["a number beyond all numbers", "a.json", '{"a":\n [1e999]}', /a\.json:2:3 - syntax: expected a number that fits/],
  ["no number", "a.yaml", "a: .nan", /a\.yaml:1:4 - syntax: expected a number/],
  [
    "a key twice, in flow",
    "a.yaml",
    "{ a: 1, 'a': 2 }",
    /a\.yaml:1:9 - syntax: expected unique keys, received "a" twice/,
  ],
  ["two documents in one", "a.yaml", "a: 1\n---\nb: 2\n", /syntax/],
])("%s: an issue", (_, file, text, want) => {
  expect(messageOf(() => parseText(text, file))).toMatch(want);
});

test("many keys are parsed in linear time", () => {
  const text = Array.from({ length: 50_000 }, (_, n) => `k${n}: ${n}`).join("\n");
  expect(Object.keys(parseText(text, "a.yaml").root as object)).toHaveLength(50_000);
});

test.each<[string, Buffer, RegExp]>([
  ["an empty file", Buffer.from(""), /expected a document, received an empty file/],
  ["another encoding", Buffer.from("a: ä", "latin1"), /expected a text in UTF-8, received other bytes/],
  ["UTF-16", Buffer.from("\uFEFFa: ä", "utf16le"), /expected a text in UTF-8/],
])("%s is refused", async (_, bytes, want) => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, "a.yaml"), bytes);
  await expect(loadDocument("a.yaml", join(folder.path, "a.yaml"))).rejects.toThrow(want);
});
