import { parseSync } from "oxc-parser";
import { expect, test } from "vitest";
import type { DefinitionPart } from "./definition-part.ts";
import { findPart } from "./find-part.ts";
import type { SyntaxNode } from "./syntax.ts";

/** The source with `‹` and `›` around what was found; the definition is the first call of `job`. */
function marked(source: string, part: DefinitionPart): string | undefined {
  const { program, errors } = parseSync("a.ts", source);
  expect(errors).toEqual([]);
  const found = findPart(program as unknown as SyntaxNode, source, source.indexOf("job("), part);
  if (!found) return undefined;
  const { start, end } = found;
  return `${source.slice(0, start)}‹${source.slice(start, end)}›${source.slice(end)}`;
}

const city: DefinitionPart = { method: "map", keys: ["city"] };
const inCity: DefinitionPart = { ...city, sql: { start: 0, end: 3 } };

test.each<readonly [string, string, DefinitionPart, string]>([
  ["a member of an object", `job("k").map({ time: 1, city: "ab" })`, city, `job("k").map({ time: 1, city: ‹"ab"› })`],
  [
    "a member of what a callback returns",
    `job("k").map((c) => ({ city: c.city }))`,
    city,
    `job("k").map((c) => ({ city: ‹c.city› }))`,
  ],
  [
    "a member of what a block returns",
    `job("k").map((c) => { if (c) { return { city: c.city }; } return {}; })`,
    city,
    `job("k").map((c) => { if (c) { return { city: ‹c.city› }; } return {}; })`,
  ],
  [
    "the last of several calls that has it",
    `job("k").map({ a: 1 }).filter("x").map({ city: 2 })`,
    city,
    `job("k").map({ a: 1 }).filter("x").map({ city: ‹2› })`,
  ],
  ["a pair", `job("k").map([["1", a], ["city", b]])`, city, `job("k").map([["1", a], ["city", ‹b›]])`],
  [
    "a member of a constant that is spread",
    `const shared = { city: 1 } as const; job("k").map({ ...shared, a: 2 })`,
    city,
    `const shared = { city: ‹1› } as const; job("k").map({ ...shared, a: 2 })`,
  ],
  [
    "a callback that has a name",
    `const columns = (c) => ({ city: c.city }); job("k").map(columns)`,
    city,
    `const columns = (c) => ({ city: ‹c.city› }); job("k").map(columns)`,
  ],
  [
    "a chain that goes on from a constant",
    `const base = job("k").from(demo); const other = base.into("T"); other.map({ city: 1 })`,
    city,
    `const base = job("k").from(demo); const other = base.into("T"); other.map({ city: ‹1› })`,
  ],
  [
    "through what changes only the type",
    `(job("k") as Job)!.map({ city: 1 } satisfies Columns)`,
    city,
    `(job("k") as Job)!.map({ city: ‹1› } satisfies Columns)`,
  ],
  ["a function of a namespace", `d.job("k").map({ city: 1 })`, city, `d.job("k").map({ city: ‹1› })`],
  ["a name", `job("k").map({ "city": 1 })`, { ...city, of: "name" }, `job("k").map({ ‹"city"›: 1 })`],
  ["a place in SQL text", `job("k").map({ city: 'UPER("x")' })`, inCity, `job("k").map({ city: '‹UPE›R("x")' })`],
  [
    "a place in SQL text of several lines",
    'job("k").map({ city: `A\n  + B` })',
    { ...city, sql: { start: 6, end: 7 } },
    'job("k").map({ city: `A\n  + ‹B›` })',
  ],
  [
    "a place in SQL text that a constant holds",
    `const text = 'UPER(1)'; job("k").map({ city: text })`,
    inCity,
    `const text = '‹UPE›R(1)'; job("k").map({ city: text })`,
  ],
  [
    "a place in SQL text with escapes",
    `job("k").map({ city: "UPER(\\"a\\")" })`,
    { ...city, sql: { start: 5, end: 8 } },
    `job("k").map({ city: "UPER(‹\\"a\\"›)" })`,
  ],
  [
    "the whole text, where it is put together",
    'job("k").map({ city: `UPER(${x})` })',
    inCity,
    'job("k").map({ city: ‹`UPER(${x})`› })',
  ],
  [
    "SQL text that is the argument",
    `job("k").filter("a = 1")`,
    { method: "filter", sql: { start: 4, end: 5 } },
    `job("k").filter("a = ‹1›")`,
  ],
  ["an argument", `job("k").uris("a", "b")`, { method: "uris", keys: [1] }, `job("k").uris("a", ‹"b"›)`],
  ["an element of a list", `job("k").uris(["a", "b"])`, { method: "uris", keys: [1] }, `job("k").uris(["a", ‹"b"›])`],
  [
    "an element of a list that is spread",
    `const l = ["a", "b"]; job("k").uris(...l)`,
    { method: "uris", keys: [1] },
    `const l = ["a", ‹"b"›]; job("k").uris(...l)`,
  ],
  ["a method", `job("k").from(demo).map({})`, { method: "map" }, `job("k").from(demo).‹map›({})`],
  [
    "the first of several methods that was called",
    `job("k").region("x")`,
    { method: ["endpoint", "region"] },
    `job("k").‹region›("x")`,
  ],
  ["the method, where the rest is not followed", `job("k").map(make())`, city, `job("k").‹map›(make())`],
  ["the call that begins it", `job("k").map({})`, { method: "job", keys: [0] }, `job(‹"k"›).map({})`],
])("finds %s", (_what, source, part, want) => {
  expect(marked(source, part)).toBe(want);
});

test("finds nothing where no such method is called", () => {
  expect(marked(`job("k").map({ city: 1 })`, { method: "filter" })).toBeUndefined();
  expect(marked(`other(job("k")); other.map({ city: 1 })`, city)).toBeUndefined();
});

test("constants that refer to themselves come to an end", () => {
  expect(marked(`const a = b; const b = a; job("k").map(a)`, city)).toBe(`const a = b; const b = a; job("k").‹map›(a)`);
  expect(marked(`const a = { ...a }; job("k").map(a)`, city)).toBe(`const a = { ...a }; job("k").‹map›(a)`);
});
