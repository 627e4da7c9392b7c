import { expect, test } from "vitest";
import type { FieldStyle } from "./operation-request.ts";
import { encode, expandPath, toHeaders, toQuery, toSegment } from "./serialise.ts";

const values = {
  empty: "",
  string: "blue",
  array: ["blue", "black", "brown"],
  object: { R: 100, G: 200, B: 150 },
};

type Row = readonly [style: FieldStyle["style"], explode: boolean, cells: Partial<Record<keyof typeof values, string>>];

// @see https://spec.openapis.org/oas/v3.1.1.html#style-examples
const inPath: readonly Row[] = [
  [
    "matrix",
    false,
    { empty: ";color", string: ";color=blue", array: ";color=blue,black,brown", object: ";color=R,100,G,200,B,150" },
  ],
  [
    "matrix",
    true,
    {
      empty: ";color",
      string: ";color=blue",
      array: ";color=blue;color=black;color=brown",
      object: ";R=100;G=200;B=150",
    },
  ],
  ["label", false, { empty: ".", string: ".blue", array: ".blue,black,brown", object: ".R,100,G,200,B,150" }],
  ["label", true, { empty: ".", string: ".blue", array: ".blue.black.brown", object: ".R=100.G=200.B=150" }],
  ["simple", false, { empty: "", string: "blue", array: "blue,black,brown", object: "R,100,G,200,B,150" }],
  ["simple", true, { empty: "", string: "blue", array: "blue,black,brown", object: "R=100,G=200,B=150" }],
];
const inQuery: readonly Row[] = [
  [
    "form",
    false,
    { empty: "color=", string: "color=blue", array: "color=blue,black,brown", object: "color=R,100,G,200,B,150" },
  ],
  [
    "form",
    true,
    { empty: "color=", string: "color=blue", array: "color=blue&color=black&color=brown", object: "R=100&G=200&B=150" },
  ],
  ["spaceDelimited", false, { array: "color=blue%20black%20brown", object: "color=R%20100%20G%20200%20B%20150" }],
  ["pipeDelimited", false, { array: "color=blue%7Cblack%7Cbrown", object: "color=R%7C100%7CG%7C200%7CB%7C150" }],
  ["deepObject", true, { object: "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150" }],
];

function cells(rows: readonly Row[]): [string, FieldStyle, unknown, string][] {
  return rows.flatMap(([style, explode, row]) =>
    Object.entries(row).map(([column, want]): [string, FieldStyle, unknown, string] => [
      `${style} ${explode} ${column}`,
      { ...(style === undefined ? {} : { style }), explode },
      new Map<string, unknown>(Object.entries(values)).get(column),
      want,
    ]),
  );
}

test.each(cells(inPath))("the table of styles in a path: %s", (_, how, value, want) => {
  expect(expandPath("color", value, how)).toBe(want);
});

test.each(cells(inQuery))("the table of styles in a query: %s", (_, how, value, want) => {
  expect(toQuery([["color", value, how]])).toBe(want);
});

test.each<[string, unknown, FieldStyle, string | undefined]>([
  ["undefined is left out", undefined, {}, undefined],
  ["null is left out", null, {}, undefined],
  ["an empty list is left out", [], {}, undefined],
  ["an empty object is left out", {}, { style: "deepObject" }, undefined],
  ["members that are absent are left out", [1, undefined, null, 2], { explode: false }, "color=1,2"],
  ["false and zero are values", [false, 0], {}, "color=false&color=0"],
  ["exploded is what a form has when nothing is said", ["a", "b"], {}, "color=a&color=b"],
  [
    "delimiters have no exploded form, so they are repeated",
    ["a", "b"],
    { style: "pipeDelimited", explode: true },
    "color=a&color=b",
  ],
  ["a delimiter inside of a value is encoded", ["a,b", "c"], { explode: false }, "color=a%2Cb,c"],
  ["a text under a delimiting style is itself", "a b", { style: "spaceDelimited" }, "color=a%20b"],
  ["a deep list is counted", ["a", "b"], { style: "deepObject" }, "color%5B0%5D=a&color%5B1%5D=b"],
  [
    "a deep object has any depth",
    { a: { b: [{ c: 1 }] } },
    { style: "deepObject" },
    "color%5Ba%5D%5Bb%5D%5B0%5D%5Bc%5D=1",
  ],
  ["an object where no style says how is JSON", [{ a: 1 }], {}, "color=%7B%22a%22%3A1%7D"],
  ["JSON is JSON", { a: [1] }, { style: "json" }, "color=%7B%22a%22%3A%5B1%5D%7D"],
  [
    "reserved characters are encoded",
    ":/?#[]@!$&'()*+,;=",
    {},
    "color=%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D",
  ],
  [
    "or stay, but for those that mean something in a query",
    ":/?#[]@!$&'()*+,;= %41%",
    { allowReserved: true },
    "color=:/?%23%5B%5D@!$%26'()*%2B,;=%20%41%25",
  ],
])("in a query, %s", (_, value, how, want) => {
  expect(toQuery([["color", value, how]])).toBe(want);
});

test("a query has the values in their order, names encoded", () => {
  expect(
    toQuery([
      ["a[]", 1],
      ["none", undefined],
      ["ü", "x"],
    ]),
  ).toBe("a%5B%5D=1&%C3%BC=x");
  expect(toQuery([["none", undefined]])).toBeUndefined();
});

test.each<[unknown, string]>([
  ["", '""'],
  [".", '"."'],
  ["..", '".."'],
  [undefined, "undefined"],
  [null, "null"],
  [[], "[]"],
])("%j is refused in a path", (value, received) => {
  expect(() => toSegment("id", value)).toThrow(
    `invalid id: expected a text that is valid in a path, received ${received}`,
  );
});

test("a value in a path cannot leave its segment", () => {
  expect(toSegment("id", "../a/b?c#d%2F")).toBe("..%2Fa%2Fb%3Fc%23d%252F");
  expect(toSegment("id", { a: 1 }, { style: "json" })).toBe("%7B%22a%22%3A1%7D");
});

test("half a character is refused by name", () => {
  expect(() => encode("a\uD800")).toThrow("expected whole characters");
  expect(encode("🐨")).toBe("%F0%9F%90%A8");
});

test("headers are simple and not encoded, cookies are a header", () => {
  expect(
    toHeaders([
      ["X-A", "a b/ü"],
      ["X-B", [1, 2]],
      ["X-C", { a: 1, b: 2 }],
      ["X-D", undefined],
    ]),
  ).toEqual({
    "X-A": "a b/ü",
    "X-B": "1,2",
    "X-C": "a,1,b,2",
  });
  expect(
    toHeaders([
      ["X-C", { a: 1, b: 2 }, { explode: true }],
      ["X-J", { a: 1 }, { style: "json" }],
    ]),
  ).toEqual({
    "X-C": "a=1,b=2",
    "X-J": '{"a":1}',
  });
  const cookies = toHeaders(
    [],
    [
      ["session", "a;b"],
      ["list", ["x", "y"]],
      ["flat", ["x", "y"], { explode: false }],
    ],
  );
  expect(cookies).toEqual({ cookie: "session=a%3Bb; list=x; list=y; flat=x,y" });
  expect(toHeaders([["X-D", null]], [["c", undefined]])).toBeUndefined();
});
