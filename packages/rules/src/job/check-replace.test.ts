import type { CreateBatchJobRequest } from "@starfix/schema";
import { expect, test } from "vitest";
import { contextOf, issuesOf, koalas } from "../testing/requests.ts";
import { checkJob } from "./check-job.ts";

type Part = Partial<CreateBatchJobRequest>;

function replacing(intervals: readonly string[] | null, more: Part = {}): CreateBatchJobRequest {
  const target = { ...koalas.target, intervals: intervals && [...intervals] };
  return { ...koalas, ingestionMode: "replace", target, ...more };
}

function ingestionOf(request: CreateBatchJobRequest): unknown {
  const { job } = checkJob(request, contextOf());
  return job?.kind === "batch" ? job.ingestion : undefined;
}

test("a job that replaces says which rows", () => {
  expect(ingestionOf(replacing(["2026-01-01/P1D"]))).toEqual({ mode: "replace", intervals: ["2026-01-01/P1D"] });
  expect(ingestionOf(replacing(null, { replaceAll: true }))).toEqual({ mode: "replace", intervals: "all" });
});

test.each<[CreateBatchJobRequest, string]>([
  [
    replacing([]),
    "replace_scope /ingestionMode: invalid replacement: expected target.intervals or replaceAll: true with ingestionMode replace, received neither",
  ],
  [
    replacing(["2026-01-01/P1D"], { replaceAll: true }),
    "replace_scope /replaceAll: invalid replacement: expected either target.intervals or replaceAll: true, received both",
  ],
  [
    { ...koalas, replaceAll: true },
    "replace_scope /replaceAll: invalid replacement: expected ingestionMode replace with replaceAll, received ingestionMode append",
  ],
  [
    replacing(["2026-01-01/P1D"], { ingestionMode: "append" }),
    "unexpected_intervals /target/intervals: unexpected target.intervals: expected none, because the job appends, received 2026-01-01/P1D",
  ],
  [
    replacing(["2026-01-01"]),
    'invalid_interval /target/intervals/0: invalid interval: expected start/end such as 2026-01-01/2026-02-01, received "2026-01-01"',
  ],
])("%j is refused", (request, want) => {
  expect(issuesOf(request)).toEqual([want]);
});

test.each([
  ["hour", "2026-01-01T06:00:00Z/PT6H"],
  ["eight_hour", "2026-01-01T16:00:00Z/2026-01-02"],
  ["day", "2026-01-01/2026-02-03"],
  ["month", "2026-01-01/2026-03-01"],
  ["quarter", "2026-04-01/2026-10-01"],
  ["year", "2026/2027"],
] as const)("an interval of whole chunks of length %s is taken: %s", (partitionedBy, interval) => {
  expect(issuesOf(replacing([interval], { partitionedBy }))).toEqual([]);
});

test.each([
  ["hour", "2026-01-01T06:30:00Z/PT6H"],
  ["day", "2026-01-01T06:00:00Z/2026-01-02"],
  ["month", "2026-01-01/2026-01-15"],
  ["quarter", "2026-02-01/2026-04-01"],
  ["year", "2026-02-01/2027-01-01"],
  ["all", "2026-01-01/2027-01-01"],
] as const)("an interval that cuts a chunk of length %s is refused: %s", (partitionedBy, interval) => {
  expect(issuesOf(replacing([interval], { partitionedBy }))).toEqual([
    `misaligned_interval /target/intervals/0: interval "${interval}" cuts a time chunk of length ${partitionedBy}: begin and end with a chunk, in UTC`,
  ]);
});

test("without a granularity of the job, that of the table counts, and a day for a table that is new", () => {
  const request = replacing(["2026-01-15/2026-02-01"]);
  const table = { name: "Koalas", columns: [] };
  const weekly = { ...table, partitioningGranularity: "week" } as const;
  expect(issuesOf(request, { tables: [{ ...table, partitioningGranularity: "month" }] })).toHaveLength(1);
  expect(issuesOf(request, { tables: [weekly] })).toHaveLength(1);
  expect(issuesOf(replacing(["2026-01-05/2026-01-12"]), { tables: [weekly] })).toEqual([]);
  expect(issuesOf(request, { tables: [table] })).toEqual([]);
  const halfHour = replacing(["2026-01-01T00:30:00Z/2026-01-02"]);
  expect(issuesOf(halfHour, { tables: [table] })).toHaveLength(1);
  expect(issuesOf(halfHour, { complete: true })).toHaveLength(1);
  // What is known by its name alone is left to the service.
  expect(issuesOf(halfHour)).toEqual([]);
});

test("intervals of one job that overlap are a warning at the later one", () => {
  expect(issuesOf(replacing(["2026-01-01/P1D", "2026-01-02/P1D"]))).toEqual([]);
  expect(issuesOf(replacing(["2026-01-02/P2D", "2026-01-01/P2D"]))).toEqual([
    'overlapping_intervals /target/intervals/1: interval "2026-01-01/P2D" overlaps "2026-01-02/P2D": make one interval of the two',
  ]);
});

const columns = [{ columnName: "__time", expression: '"__time"' }];

/** A job that copies rows of one interval, and replaces others. */
function copying(interval: string, replaced: readonly string[] | "all", from = "Koalas", mappings = columns) {
  const mode = replaced === "all" ? replacing(null, { replaceAll: true }) : replacing(replaced);
  const job = { ...mode, source: { type: "table", tableName: from, interval } as const, mappings };
  const tables = ["Koalas", "Wombats"].map((name) => ({ name, columns: [] }));
  return issuesOf(job, { tables }).map((issue) => issue.split(":")[0]);
}

test("a job replaces the rows of its table that it reads", () => {
  expect(copying("2026-01-01/P2D", ["2026-01-01/P1D", "2026-01-02/P1D"])).toEqual([]);
  expect(copying("2026-01-01/P1D", ["2026-02-01/P1D"])).toEqual(["replace_outside_source /target/intervals/0"]);
  expect(copying("2026-01-01/P1D", ["2026-01-01/P2D"])).toEqual(["replace_beyond_source /target/intervals/0"]);
  expect(copying("2026-01-01/P2D", ["2026-01-01/P1D"])).toEqual(["replace_beyond_source /target/intervals/0"]);
  expect(copying("2026-01-01/P1D", "all")).toEqual(["replace_beyond_source /replaceAll"]);
});

test("a job may replace more of another table than it reads, and not less", () => {
  expect(copying("2026-01-01/P1D", ["2026-01-01/P2D"], "Wombats")).toEqual([]);
  expect(copying("2026-01-01/P1D", "all", "Wombats")).toEqual([]);
  expect(copying("2026-01-01/P2D", ["2026-01-01/P1D"], "Wombats")).toEqual([
    "replace_beyond_source /target/intervals/0",
  ]);
});

test("a job that moves times may replace other rows than it reads", () => {
  const later = [{ columnName: "__time", expression: 'MILLIS_TO_TIMESTAMP(TIMESTAMP_TO_MILLIS("__time") + 86400000)' }];
  expect(copying("2026-01-01/P1D", ["2026-01-02/P1D"], "Koalas", later)).toEqual([]);
});
