import type { DataFormatSettings, InlineJobSource } from "@starfix/schema";
import { expect, test } from "vitest";
import { issuesOf, koalas, reading } from "../../testing/requests.ts";
import { countGroups } from "./check-columns.ts";

const fields = (...names: readonly string[]) => names.map((name) => ({ name, dataType: "string" as const }));
const time = { mappings: [{ columnName: "__time", expression: "MILLIS_TO_TIMESTAMP(0)" }] };

function ofFormat(formatSettings: DataFormatSettings, ...names: readonly string[]): readonly string[] {
  return issuesOf({ ...reading({ objects: ["a"], formatSettings, inputSchema: fields(...names) }), ...time });
}

function ofData(data: string, formatSettings: DataFormatSettings, ...names: readonly string[]): readonly string[] {
  const source: InlineJobSource = { type: "inline", data, formatSettings, inputSchema: fields(...names) };
  return issuesOf({ ...koalas, ...time, source });
}

test("columns of csv are named once, and hold every field", () => {
  expect(ofFormat({ format: "csv", columns: ["at", "city"] }, "city", "at")).toEqual([]);
  expect(ofFormat({ format: "csv", columns: ["at", "city", "at"] }, "at", "City")).toEqual([
    'duplicate_field /source/formatSettings/columns/2: field "at" is listed twice: name it once',
    'field_not_in_columns /source/inputSchema/1/name: field "City" is never read, because the records have no such column: expected one of at, city, at, received "City"',
  ]);
});

test("a skipped header is the one that would name the fields", () => {
  expect(ofFormat({ format: "csv", skipHeaderRows: 2 }, "at")).toEqual([
    "header_skipped /source/formatSettings/skipHeaderRows: skipHeaderRows skips the header, and the line after it is read as the header: expected columns with skipHeaderRows, received no columns",
  ]);
  expect(ofFormat({ format: "csv", skipHeaderRows: 2, columns: ["at"] }, "at")).toEqual([]);
});

test("a regular expression has a column for each group", () => {
  expect(ofFormat({ format: "regex", pattern: "(.*)", columns: ["at"] }, "at")).toEqual([]);
  expect(ofFormat({ format: "regex", pattern: "(a)(?:b)", columns: ["at", "b"] }, "c")).toEqual([
    "group_count /source/formatSettings/columns: the groups of the pattern and the columns do not agree: expected a column for each of 1 group, received 2 columns",
    'field_not_in_columns /source/inputSchema/0/name: field "c" is never read, because the records have no such column: expected one of at, b, received "c"',
  ]);
});

test.each([
  ["", 0],
  ["(a)(b(c))", 3],
  ["(?:a)(?=b)(?!c)(?<=d)(?<!e)(?<name>f)(?i)", 1],
  ["\\\\(a)\\((b)", 2],
  ["[(](a)[^)(]]", 1],
  ["[a[(]](b)", 1],
  ["\\Q(a)(b)\\E(c)", 1],
  ["\\Q(a)", 0],
])("%s has %d capturing groups", (pattern, groups) => {
  expect(countGroups(pattern)).toBe(groups);
});

test("the header of inline csv names the fields", () => {
  expect(ofData('at,"ci,ty"\n1,2', { format: "csv" }, "at", "ci,ty")).toEqual([]);
  expect(ofData("# x\nat|city", { format: "csv", delimiter: "|", skipHeaderRows: 1, columns: [] }, "city")).toEqual([
    expect.stringMatching(/^header_skipped /),
  ]);
  expect(ofData("at,town\n1,2", { format: "csv" }, "at", "city")).toEqual([
    'field_not_in_columns /source/inputSchema/1/name: field "city" is never read, because the records have no such column: expected one of at, town, received "city"',
  ]);
  expect(ofData("at, city\n1,2", { format: "csv", columns: ["at", "city"] }, "at")).toEqual([
    'header_read_as_record /source/data: the header is read as a record, because the format gives columns: expected skipHeaderRows: 1, or no columns, received "at, city"',
  ]);
  expect(ofData("1,2\n3,4", { format: "csv", columns: ["at", "city"] }, "at")).toEqual([]);
});

test("inline records are JSON objects, and a field is in one of them", () => {
  const json = { format: "nd-json" } as const;
  expect(ofData('{"at":1}\n\n{"city":2}\n', json, "at", "city")).toEqual([]);
  expect(ofData('{"at":1}', json, "at", "later")).toEqual([]);
  expect(ofData('{"at":1,"town":2}', json, "at", "city")).toEqual([
    'field_not_in_data /source/inputSchema/1/name: field "city" is in none of the records, so it is NULL in all of them: expected one of at, town, received "city"',
  ]);
  expect(ofData("at,city\n1,2", json, "at")).toEqual([
    'data_of_another_format /source/data: no line of the data can be read: expected a JSON object on each line, received line 1: "at,city"',
  ]);
  expect(ofData('{"at":1}\n3', json, "at")).toEqual([
    "unreadable_record /source/data: a line of the data cannot be read and is skipped: expected a JSON object on each line, received line 2: a number",
  ]);
});

test("of much data the beginning is looked at", () => {
  const line = `{"at":"${"x".repeat(100)}"}\n`;
  const late = '{"at":1,"other":2}';
  expect(ofData(line.repeat(2_000) + late, { format: "nd-json" }, "at", "city")).toEqual([]);
  expect(ofData(`{"at":"${"x".repeat(2_000_000)}"}`, { format: "nd-json" }, "at", "city")).toEqual([]);
});
