import { expect, test } from "vitest";
import { nameComponents, toIdentifier } from "./names.ts";

test.each([
  ["pet", "pet"],
  ["my.thing-name", "myThingName"],
  ["a/b c", "aBC"],
  ["2fast", "_2fast"],
  ["_private", "_private"],
  ["", "_"],
  ["$$", "_"],
  ["größe.λ", "größeΛ"],
  ["e\u0301", "é"],
  ["名前", "名前"],
  ["a😀b", "aB"],
])("%j becomes the identifier %s", (given, want) => {
  expect(toIdentifier(given)).toBe(want);
});

function named(components: readonly string[]): { names: Record<string, string>; reports: string[] } {
  const reports: string[] = [];
  const names = nameComponents(components, (code, pointer, message) => {
    reports.push(`${code} ${pointer}: ${message}`);
  });
  return { names: Object.fromEntries(names), reports };
}

test("names that differ in case only stay as they are", () => {
  expect(named(["Foo", "foo"])).toEqual({ names: { Foo: "Foo", foo: "foo" }, reports: [] });
});

test("words of the language and names of the generated files get an ending", () => {
  expect(named(["class", "components", "Record"])).toEqual({
    names: { class: "classSchema", components: "componentsSchema", Record: "RecordSchema" },
    reports: [],
  });
});

test("a name that is taken is counted up past what others are called", () => {
  const { names, reports } = named(["a-b", "a.b", "aB_2", "a_b"]);
  expect(names).toEqual({ "a-b": "aB", "a.b": "aB_3", aB_2: "aB_2", a_b: "a_b" });
  expect(reports).toEqual([
    "name_collision /components/schemas/a.b: expected component names that stay apart as identifiers, a-b and a.b both become aB; the second is named aB_3",
  ]);
});

test("a component that is called so already keeps its name, wherever it stands", () => {
  expect(named(["a-b", "aB"]).names).toEqual({ "a-b": "aB_2", aB: "aB" });
  expect(named(["class", "classSchema"]).names).toEqual({ class: "classSchema_2", classSchema: "classSchema" });
});

test("many components of one name are told apart", () => {
  const marks = ["-", ".", " "];
  const names = Array.from({ length: 20_000 }, (_, index) =>
    [...index.toString(3)].reduce((name, digit) => `${name}${marks[Number(digit)]}`, "a"),
  );
  expect(new Set(Object.values(named(names).names)).size).toBe(20_000);
});
