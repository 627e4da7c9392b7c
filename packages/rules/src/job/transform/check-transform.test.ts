import type { Mapping } from "@starfix/schema";
import { expect, test } from "vitest";
import { formatRuleIssue } from "../../issues/rule-issue.ts";
import type { KnownTable } from "../../rule-context.ts";
import { issuesOf, koalas, mapped, s3 } from "../../testing/requests.ts";
import { checkTransform } from "./check-transform.ts";

const strict: KnownTable = {
  name: "Koalas",
  type: "detail",
  schemaMode: "strict",
  columns: [
    { name: "city", role: "dimension", dataType: "string" },
    { name: "length", role: "dimension", dataType: "long" },
  ],
};
const sessions: KnownTable = {
  name: "Koalas",
  type: "aggregate",
  columns: [
    { name: "city", role: "dimension", dataType: "string" },
    { name: "longest", role: "measure", dataType: "long" },
    { name: "users", role: "measure", dataType: "HLLSketch" },
    { name: "found", role: "measure", type: "BIGINT" },
  ],
};

test("a transform is checked without a source", () => {
  const { transform, issues } = checkTransform({
    input: s3.inputSchema,
    filterExpression: '"session_length" > 3',
    mappings: [{ columnName: "__time", expression: 'TIME_PARSE("timestamp")' }],
  });
  expect(issues).toEqual([]);
  expect(transform).toMatchObject({
    input: [{ name: "timestamp" }, { name: "session_length" }],
    filter: { text: '"session_length" > 3', expression: { kind: "binary", operator: ">" } },
    aggregates: false,
  });
  const wrong = checkTransform({ input: s3.inputSchema, filterExpression: '"sesion" > 3', mappings: [] });
  expect(wrong.transform).toBeUndefined();
  expect(wrong.issues.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
    "invalid_expression /filterExpression",
    "missing_time /mappings",
  ]);
});

test("one field is kept when no expression reads any", () => {
  const { transform } = checkTransform({
    input: s3.inputSchema,
    mappings: [{ columnName: "__time", expression: "MILLIS_TO_TIMESTAMP(0)" }],
  });
  expect(transform?.input).toEqual(s3.inputSchema.slice(0, 1));
});

test("a mapped __count stays as it is", () => {
  const { transform } = checkTransform({
    input: s3.inputSchema,
    mappings: [
      { columnName: "__time", expression: 'TIME_PARSE("timestamp")' },
      { columnName: "__count", expression: 'SUM("session_length")', isAggregation: true },
    ],
  });
  expect(transform?.mappings.map(({ column, text }) => [column, text])).toEqual([
    ["__time", 'TIME_PARSE("timestamp")'],
    ["__count", 'SUM("session_length")'],
  ]);
});

test.each<[Mapping, string]>([
  [
    { columnName: "x", expression: '"sesion"' },
    'invalid_expression /mappings/1/expression: mapping "x": unknown column: "sesion" is not in the input schema, which has "timestamp", "city", "session", "session_length"; did you mean "session"?',
  ],
  [
    { columnName: "x", expression: 'UPPR(\n "city")' },
    'invalid_expression /mappings/1/expression: mapping "x": unknown function: Druid SQL has no UPPR; did you mean UPPER?',
  ],
  [
    { columnName: "", expression: '"city"' },
    "invalid_name /mappings/1/columnName: invalid column name: expected text, received an empty text",
  ],
  [
    { columnName: "__time", expression: 'TIME_PARSE("city")' },
    'duplicate_column /mappings/1/columnName: column "__time" is mapped twice: map it once, or give one of the two another name',
  ],
  [
    { columnName: "__x", expression: '"city"' },
    'reserved_column /mappings/1/columnName: column "__x" is reserved: names that begin with __ are the service\'s own, except __time; name it otherwise',
  ],
  [
    { columnName: "__count", expression: '"city"' },
    'reserved_column /mappings/1/columnName: column "__count" is reserved: names that begin with __ are the service\'s own, except __time and, where rows are grouped, __count; name it otherwise',
  ],
  [
    { columnName: "x", expression: '"city"', isAggregation: true },
    'not_an_aggregation /mappings/1/isAggregation: mapping "x" is marked as an aggregation and does not aggregate: aggregate the expression, as in SUM or MAX, or leave isAggregation out',
  ],
  [
    { columnName: "x", expression: "COUNT(*)", isAggregation: false },
    'unmarked_aggregation /mappings/1/isAggregation: mapping "x" aggregates and is not marked so: expected isAggregation: true, received isAggregation: false',
  ],
  [
    { columnName: "x", expression: "COUNT(*)" },
    'unmarked_aggregation /mappings/1/isAggregation: mapping "x" aggregates and is not marked so: expected isAggregation: true, received no isAggregation, and no such measure of a table',
  ],
])("mapping %j is refused", (mapping, want) => {
  expect(issuesOf(mapped(mapping))).toEqual([want]);
});

test("an issue of an expression says where in the text, what was expected and what was received", () => {
  const input = s3.inputSchema;
  const { issues } = checkTransform({
    input,
    mappings: [
      { columnName: "__time", expression: 'TIME_PARSE("timestamp")' },
      { columnName: "a", expression: 'UPPER("city"' },
      { columnName: "b", expression: `TIME_FLOOR("city", 'PT1H')` },
    ],
  });
  expect(issues.map(({ span, expected, received }) => [span, expected, received])).toEqual([
    [{ start: 12, end: 13 }, expect.stringContaining(")"), "end of input"],
    [{ start: 11, end: 17 }, "a TIMESTAMP", "VARCHAR"],
  ]);
  expect(issues.map(formatRuleIssue)[0]).toMatch(
    /^mapping "a": invalid SQL at 1:13: expected .*, received end of input/,
  );
});

test.each([
  'TIME_PARSE("timestamp")',
  "TIME_PARSE(COALESCE(NULLIF(\"timestamp\", ''), '2024'), 'yyyy')",
  'MILLIS_TO_TIMESTAMP("session_length" * 1000)',
])("__time may be %s", (expression) => {
  expect(issuesOf({ ...koalas, mappings: [{ columnName: "__time", expression }] })).toEqual([]);
});

test.each([
  [
    '"timestamp"',
    '__time is mapped to "timestamp": expected TIME_PARSE(…) or MILLIS_TO_TIMESTAMP(…) outermost, received the column "timestamp" (VARCHAR); write TIME_PARSE("timestamp")',
  ],
  [
    "TIME_FLOOR(TIME_PARSE(\"timestamp\"), 'PT1H')",
    "__time is mapped to TIME_FLOOR(TIME_PARSE(\"timestamp\"), 'PT1H'): expected TIME_PARSE(…) or MILLIS_TO_TIMESTAMP(…) outermost, received TIME_FLOOR(…) (TIMESTAMP); to cut times, give the aggregate table a rollup, or write MILLIS_TO_TIMESTAMP(TIMESTAMP_TO_MILLIS(TIME_FLOOR(TIME_PARSE(\"timestamp\"), 'PT1H')))",
  ],
  [
    'MILLIS_TO_TIMESTAMP(MAX("session_length"))',
    '__time is mapped to MILLIS_TO_TIMESTAMP(MAX("session_length")): expected a time of each row, received an aggregate; map it to a column of its own, and the time of the record to __time',
  ],
  [
    "TIME_PARSE(NULLIF(\"timestamp\", ''))",
    "__time is mapped to TIME_PARSE(NULLIF(\"timestamp\", '')): expected a time in every row, received a value that can be NULL; put a value in its place: COALESCE(…, '1970-01-01')",
  ],
])("__time may not be %s", (expression, message) => {
  expect(issuesOf({ ...koalas, mappings: [{ columnName: "__time", expression }] })).toEqual([
    `time_expression /mappings/0/expression: ${message}`,
  ]);
});

test("a filter is a condition on one record", () => {
  const filtered = (filterExpression: string): readonly string[] => issuesOf({ ...koalas, filterExpression });
  expect(filtered('"city" IS NOT NULL')).toEqual([]);
  expect(filtered('"city"')).toEqual([
    "invalid_filter /filterExpression: filter: expected a condition, received a value of type VARCHAR",
  ]);
  expect(filtered("COUNT(*) > 1")).toEqual([
    "invalid_filter /filterExpression: filter: expected a condition on one record, received an aggregation",
  ]);
  expect(filtered('"city" =')).toEqual([expect.stringMatching(/^invalid_expression \/filterExpression: filter: /)]);
});

test.each<[string, KnownTable, readonly Mapping[]]>([
  [
    "columns of a strict table, and __count",
    strict,
    [
      { columnName: "city", expression: '"city"' },
      { columnName: "length", expression: '"session_length" > 3' },
    ],
  ],
  [
    "measures, marked or not, a column that is found, and one that is not declared",
    sessions,
    [
      { columnName: "longest", expression: 'MAX("session_length")' },
      { columnName: "users", expression: 'APPROX_COUNT_DISTINCT_DS_HLL("city")', isAggregation: true },
      { columnName: "found", expression: "COUNT(*)" },
      { columnName: "zoo", expression: '"city"' },
      { columnName: "sessions", expression: "COUNT(*)", isAggregation: true },
    ],
  ],
])("%s fit the table", (_what, table, mappings) => {
  expect(issuesOf(mapped(...mappings), { tables: [table] })).toEqual([]);
});

test.each<[KnownTable, Mapping, string]>([
  [
    strict,
    { columnName: "town", expression: '"city"' },
    'column_not_in_table /mappings/1/columnName: strict table "Koalas" has no column "town": expected one of __time, city, length',
  ],
  [
    strict,
    { columnName: "length", expression: '"city"' },
    'column_type /mappings/1/expression: column "length" of table "Koalas": expected long, which takes BIGINT or BOOLEAN or TIMESTAMP or DATE, received VARCHAR',
  ],
  [
    strict,
    { columnName: "length", expression: 'MAX("session_length")', isAggregation: true },
    'aggregation_without_measure /mappings/1/expression: column "length" of table "Koalas" is mapped to an aggregation and is no measure: declare it as a measure of an aggregate table, or do not aggregate',
  ],
  [
    { ...strict, schemaMode: "flexible" },
    { columnName: "longest", expression: 'MAX("session_length")', isAggregation: true },
    'aggregation_without_measure /mappings/1/expression: column "longest" of table "Koalas" is mapped to an aggregation and is no measure: declare it as a measure of an aggregate table, or do not aggregate',
  ],
  [
    sessions,
    { columnName: "longest", expression: '"session_length"' },
    'measure_without_aggregation /mappings/1/expression: measure "longest" of table "Koalas" is mapped without an aggregation: aggregate the expression, as in SUM or MAX',
  ],
  [
    sessions,
    { columnName: "found", expression: '"session_length"' },
    'measure_without_aggregation /mappings/1/expression: measure "found" of table "Koalas" is mapped without an aggregation: aggregate the expression, as in SUM or MAX',
  ],
])("with %j, %j is refused", (table, mapping, want) => {
  expect(issuesOf(mapped(mapping), { tables: [table] })).toEqual([want]);
});
