import type { AggregateTableColumn, DataType, TableRequest } from "@starfix/schema";
import { expect, test } from "vitest";
import { formatRuleIssue } from "../issues/rule-issue.ts";
import { checkTable } from "./check-table.ts";

const koalas: TableRequest = {
  type: "detail",
  name: "Koalas",
  version: 0,
  schema: [
    { name: "__time", dataType: "timestamp" },
    { name: "city", dataType: "string" },
  ],
  clusteringColumns: ["city", "__time"],
  storagePolicy: {
    retain: { type: "period", period: "P30D" },
    cached: { type: "intervals", intervals: ["2026/2027"] },
  },
};
const sessions: TableRequest = {
  type: "aggregate",
  name: "Sessions",
  version: 0,
  partitioningGranularity: "month",
  timeResolution: "month",
  schema: [
    { type: "dimension", name: "city", dataType: "string" },
    { type: "measure", name: "longest", dataType: "long" },
    { type: "measure", name: "__count", dataType: "long" },
  ],
};

function issuesOf(request: TableRequest): readonly string[] {
  return checkTable(request).map((issue) => `${issue.code} ${issue.pointer}: ${formatRuleIssue(issue)}`);
}

test.each([koalas, sessions, { ...koalas, schema: [], clusteringColumns: [], storagePolicy: { retain: null } }])(
  "a table that the service takes has no issue: %j",
  (request) => {
    expect(issuesOf(request)).toEqual([]);
  },
);

test.each<[TableRequest, string]>([
  [{ ...koalas, name: "a/b" }, 'invalid_name /name: invalid table name: expected a name with no slash, received "a/b"'],
  [
    { ...koalas, clusteringColumns: ["town"] },
    'unknown_clustering_column /clusteringColumns/0: rows are sorted by "town", which is not declared: expected one of __time, city',
  ],
  [
    { ...koalas, clusteringColumns: ["city", "city"] },
    'duplicate_clustering_column /clusteringColumns/1: rows are sorted by "city" twice: name it once',
  ],
  [
    { ...sessions, clusteringColumns: ["longest"] },
    'clustering_by_measure /clusteringColumns/0: rows are sorted by measure "longest": expected columns that are no measures',
  ],
  [
    { ...sessions, partitioningGranularity: "day" },
    "rollup_coarser_than_chunk /timeResolution: times are rolled up to month, and time chunks are only of length day: choose longer chunks, or a finer rollup",
  ],
  [
    { ...sessions, queryGranularity: { type: "period", period: "6 hours" } },
    'invalid_value /queryGranularity/period: invalid period: expected an ISO 8601 period, such as P30D, received "6 hours"',
  ],
  [
    { ...koalas, storagePolicy: { retain: { type: "intervals", intervals: ["2027/2026"], period: "P0D" } } },
    'invalid_interval /storagePolicy/retain/intervals/0: invalid interval: expected start/end such as 2026-01-01/2026-02-01, with the end after the start, received "2027/2026"\ninvalid_value /storagePolicy/retain/period: invalid period: expected an ISO 8601 period that is longer than nothing, such as P30D, received "P0D"',
  ],
])("%j is refused", (request, want) => {
  expect(issuesOf(request).join("\n")).toBe(want);
});

test.each([
  ["", "string", "invalid_name /schema/1/name: invalid column name: expected text, received an empty text"],
  ["city", "string", 'duplicate_column /schema/1/name: column "city" is declared twice: declare it once'],
  [
    "__x",
    "string",
    'reserved_column /schema/1/name: column "__x" is reserved: names that begin with __ are the service\'s own, except __time; name it otherwise',
  ],
  [
    "__count",
    "long",
    'reserved_column /schema/1/name: column "__count" is reserved: names that begin with __ are the service\'s own, except __time and, where rows are grouped, __count; name it otherwise',
  ],
  [
    "at",
    "timestamp",
    'invalid_value /schema/1/dataType: invalid type of column "at": expected another type, because only __time is a timestamp, received "timestamp"',
  ],
  [
    "__time",
    "string",
    'invalid_value /schema/1/dataType: invalid type of column "__time": expected timestamp, received "string"',
  ],
] as const)("a column %j of type %s is refused", (name, dataType, want) => {
  const schema = [
    { name: "city", dataType: "string" as const },
    { name, dataType },
  ];
  expect(issuesOf({ ...koalas, schema, clusteringColumns: [] })).toEqual([want]);
});

test("rows that are cached longer than they are kept are a warning", () => {
  const storing = (retain: string, cached: string): TableRequest => ({
    ...koalas,
    storagePolicy: { retain: { type: "period", period: retain }, cached: { type: "period", period: cached } },
  });
  expect(issuesOf(storing("P1M", "P31D"))).toEqual([]);
  expect(issuesOf(storing("P1M", "P5W"))).toEqual([
    "cached_after_retention /storagePolicy/cached/period: rows are cached for P5W and kept for P1M, after which they are deleted: choose a time that is not longer than P1M",
  ]);
});

test("a sketch is a measure, and JSON a column of details", () => {
  const detail = (dataType: DataType): readonly string[] =>
    issuesOf({ ...koalas, clusteringColumns: [], schema: [{ name: "x", dataType }] });
  const aggregate = (column: AggregateTableColumn): readonly string[] => issuesOf({ ...sessions, schema: [column] });
  expect(detail("json")).toEqual([]);
  expect(aggregate({ type: "measure", name: "x", dataType: "HLLSketch" })).toEqual([]);
  for (const dataType of ["HLLSketch", "thetaSketch", "quantilesDoublesSketch", "variance"] as const) {
    expect(detail(dataType)).toEqual([expect.stringMatching(/^sketch_dimension \/schema\/0\/dataType: /)]);
    expect(aggregate({ type: "dimension", name: "x", dataType })).toEqual([
      expect.stringMatching(/^sketch_dimension \/schema\/0\/dataType: /),
    ]);
  }
  for (const dataType of ["json", "complex<json>"] as const) {
    expect(aggregate({ type: "dimension", name: "x", dataType })).toEqual([
      expect.stringMatching(/^grouped_json \/schema\/0\/dataType: /),
    ]);
  }
});

test("times are rolled up in a time zone that there is", () => {
  const zoned = (timeZone: string): readonly string[] =>
    issuesOf({
      type: "aggregate",
      name: "Sessions",
      version: 0,
      queryGranularity: { type: "period", period: "P1D", timeZone },
    });
  expect(zoned("Asia/Calcutta")).toEqual([]);
  expect(zoned("Asia/Calcuta")).toEqual([
    expect.stringMatching(
      /^unknown_time_zone \/queryGranularity\/timeZone: timeZone: unknown time zone: there is no 'Asia\/Calcuta'/,
    ),
  ]);
});
