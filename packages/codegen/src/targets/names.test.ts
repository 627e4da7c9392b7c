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

test("names in small letters become names of types, others stay as they are written", () => {
  const { names } = named(["payment_intent", "issue-event", "wkt.point", "Body_upload", "über_maß"]);
  expect(Object.values(names)).toEqual(["PaymentIntent", "IssueEvent", "WktPoint", "Body_upload", "ÜberMaß"]);
});

test("words of the language and names of the generated files get an ending", () => {
  expect(named(["Class", "class", "Record"])).toEqual({
    names: { Class: "Class", class: "Class_2", Record: "RecordSchema" },
    reports: [expect.stringMatching("^name_collision /components/schemas/class: ")],
  });
});

test("a taken name gets the first free number", () => {
  const { names, reports } = named(["A-b", "A.b", "AB_2", "A_b"]);
  expect(names).toEqual({ "A-b": "AB", "A.b": "AB_3", AB_2: "AB_2", A_b: "A_b" });
  expect(reports).toEqual([
    "name_collision /components/schemas/A.b: expected component names with different identifiers, received A-b and A.b, which both become AB; the second is named AB_3",
  ]);
});

test("a component whose name is the identifier keeps it, whatever the order", () => {
  expect(named(["A-b", "AB"]).names).toEqual({ "A-b": "AB_2", AB: "AB" });
  expect(named(["Record", "RecordSchema"]).names).toEqual({ Record: "RecordSchema_2", RecordSchema: "RecordSchema" });
});

test("many components with the same identifier are numbered", () => {
  const marks = ["-", ".", " "];
  const names = Array.from({ length: 20_000 }, (_, index) =>
    [...index.toString(3)].reduce((name, digit) => `${name}${marks[Number(digit)]}`, "a"),
  );
  expect(new Set(Object.values(named(names).names)).size).toBe(20_000);
});
