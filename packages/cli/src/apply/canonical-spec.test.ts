import { expect, test } from "vitest";
import { canonicalSpec } from "./canonical-spec.ts";

const sameSpec = (left: unknown, right: unknown) => canonicalSpec(left) === canonicalSpec(right);

const spec = {
  type: "batch",
  target: { type: "table", tableName: "Koalas" },
  source: {
    type: "s3",
    connectionName: "demo",
    uris: ["s3://b/a", "s3://b/b"],
    inputSchema: [{ name: "a", dataType: "long" }],
  },
  mappings: [{ columnName: "__time", expression: 'TIME_PARSE("a")', isAggregation: false }],
};

test.each([
  ["another order of keys", { mappings: spec.mappings, source: spec.source, target: spec.target, type: "batch" }],
  ["defaults spelt out", { ...spec, createTableIfNotExists: false, ingestionMode: "append", replaceAll: false }],
  ["the limit of parse exceptions spelt out", { ...spec, maxParseExceptions: 2_147_483_647, clusteringColumns: [] }],
  ["nulls", { ...spec, filterExpression: null, source: { ...spec.source, prefixes: null, pattern: null } }],
  ["an empty list of intervals", { ...spec, target: { ...spec.target, intervals: [] } }],
  ["an empty context", { ...spec, context: {} }],
  ["a format without its deprecated member", { ...spec, context: undefined }],
])("%s makes no difference", (_name, other) => {
  expect(sameSpec(spec, other)).toBe(true);
});

test.each([
  ["another table", { ...spec, target: { ...spec.target, tableName: "Wombats" } }],
  ["another order of objects", { ...spec, source: { ...spec.source, uris: ["s3://b/b", "s3://b/a"] } }],
  ["a filter", { ...spec, filterExpression: "TRUE" }],
  ["another limit", { ...spec, maxParseExceptions: 0 }],
  ["a table that is made", { ...spec, createTableIfNotExists: true }],
  ["replacing", { ...spec, ingestionMode: "replace" }],
  ["fewer mappings", { ...spec, mappings: [] }],
  ["an absent isAggregation", { ...spec, mappings: [{ ...spec.mappings[0], isAggregation: undefined }] }],
  ["a value in the context", { ...spec, context: { maxNumTasks: 2 } }],
  ["a null in the context", { ...spec, context: { maxNumTasks: null } }],
  ["a default of another place", { ...spec, context: { createTableIfNotExists: false } }],
  ["a member that is not known", { ...spec, later: 1 }],
  ["nothing", undefined],
])("%s makes a difference", (_name, other) => {
  expect(sameSpec(spec, other)).toBe(false);
});
