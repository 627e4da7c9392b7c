import { expect, test } from "vitest";
import { delimitedReader } from "./delimited-reader.ts";

function read(format: "csv" | "tsv", lines: readonly string[]) {
  const reader = delimitedReader(format);
  return lines.map((line) => {
    const result = reader(line);
    if (result.row !== undefined) return Object.fromEntries(result.row.fields);
    return "issue" in result ? `issue: ${result.issue}` : "header";
  });
}

test.each<["csv" | "tsv", readonly string[], readonly unknown[]]>([
  ["csv", ["a,b", "1,2"], ["header", { a: "1", b: "2" }]],
  ["csv", ["a,b", ',""'], ["header", { a: null, b: "" }]],
  ["csv", ["a,b", '"x, y","say ""hi"""'], ["header", { a: "x, y", b: 'say "hi"' }]],
  ["csv", ["a,b", '1,5" pipe'], ["header", { a: "1", b: '5" pipe' }]],
  ["csv", ["a,b", "1"], ["header", { a: "1" }]],
  ["csv", ["a,b", "1,2,3"], ["header", { a: "1", b: "2" }]],
  ["csv", [" A ,b", "1,2"], ["header", { " A ": "1", b: "2" }]],
  ["tsv", ["a\tb", '"x"\t'], ["header", { a: '"x"', b: null }]],
])("%s lines %j give %j", (format, lines, wanted) => {
  expect(read(format, lines)).toEqual(wanted);
});

test("a quote that ends on a later line is told, since Druid makes two rows of it", () => {
  expect(read("csv", ["a,b", '1,"x'])[1]).toBe(
    'issue: a quote does not end on its line, and Druid ends a row at every line break: received "1,\\"x"',
  );
});

test.each([
  ["\ufeffa,b", "a byte order mark before the header"],
  ["a,a", 'the header has "a" twice'],
  ["a,,b", "holds an empty cell"],
  ["2024-01-01,Sydney", 'holds "2024-01-01"'],
  ["Sydney,345", 'holds "345"'],
])("the header %j is worth a word", (header, message) => {
  expect(delimitedReader("csv")(header).warnings?.join()).toContain(message);
});

test("a plain header is not, nor is a plain row", () => {
  const reader = delimitedReader("csv");
  expect([reader("a,b").warnings, reader("1,2").warnings]).toEqual([[], []]);
  expect(reader("1,2,3").warnings).toEqual(["more cells than the header has names: Druid drops them"]);
  expect(reader("").warnings).toEqual(["an empty line, which Druid reads as a row of nulls"]);
});
