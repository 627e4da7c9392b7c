import type { CreateBatchJobRequest, CreateJobRequest, CreateStreamingJobRequest, Mapping } from "@starfix/schema";
import { expect, test } from "vitest";
import { formatRuleIssue } from "../issues/rule-issue.ts";
import { checkJob } from "../job/check-job.ts";
import { contextOf, koalas, mapped, reading, s3 } from "../testing/requests.ts";
import { checkProject } from "./check-project.ts";
import { tableWrittenBy } from "./project-request.ts";

const city: Mapping = { columnName: "city", expression: '"city"' };
const length: Mapping = { columnName: "length", expression: '"session_length"' };
const target = { type: "table", tableName: "Koalas" } as const;

/** Jobs with the table declared or not: `code index pointer (related)`. */
function issuesOf(requests: readonly CreateJobRequest[], declared = false): readonly string[] {
  const jobs = requests.map((request, index) => {
    const { job } = checkJob(request, contextOf({ connections: [] }));
    if (job === undefined) throw new Error(`job ${index} has errors of its own`);
    return { kind: "job", name: `j${index}`, owner: "zoo", writes: tableWrittenBy(request), job } as const;
  });
  const table = { kind: "table", name: "Koalas", owner: "zoo" } as const;
  return checkProject(declared ? [...jobs, table] : jobs).map(
    ({ code, request, pointer, related }) => `${code} ${request}${pointer} (${related?.join(" ")})`,
  );
}

function from(change: Parameters<typeof reading>[0], more: Partial<CreateBatchJobRequest> = {}): CreateBatchJobRequest {
  return { ...reading(change), ...more };
}

/** The same mappings over other objects, so that nothing is read twice. */
function apart(...jobs: readonly CreateBatchJobRequest[]): readonly CreateBatchJobRequest[] {
  return jobs.map((job, index) => ({ ...job, source: { ...s3, uris: null, prefixes: [`${index}/`] } }));
}

test("jobs that create one table agree on its kind", () => {
  expect(issuesOf(apart(koalas, koalas))).toEqual([]);
  expect(issuesOf(apart(koalas, mapped(city)))).toEqual(["table_kinds_differ 1/target/tableName (0)"]);
  expect(issuesOf(apart(mapped(city), mapped(city), koalas))).toEqual([
    "table_kinds_differ 2/mappings/3/expression (0 1)",
  ]);
  const [first, second] = apart(koalas, mapped(city));
  expect(issuesOf([first, second] as CreateJobRequest[], true)).toEqual([]);
  expect(issuesOf([first, { ...second, createTableIfNotExists: false }] as CreateJobRequest[])).toEqual([]);
});

test("jobs that create one table agree on the types of its columns", () => {
  const text: Mapping = { ...length, expression: '"city"' };
  const number: Mapping = { ...length, expression: '"session_length" / 2.5' };
  const nothing: Mapping = { ...length, expression: "NULL" };
  const jobs = (...mappings: readonly Mapping[]): readonly string[] =>
    issuesOf(apart(...mappings.map((one) => mapped(one))));
  expect(jobs(length, number, nothing)).toEqual([]);
  expect(jobs(length, text, number)).toEqual(["column_types_differ 1/mappings/1/expression (0)"]);
  const counted = mapped({ ...length, expression: 'SUM("session_length")', isAggregation: true }, city);
  const plain = mapped(length, { ...city, expression: 'MAX("session_length")', isAggregation: true });
  expect(issuesOf(apart(counted, plain))).toEqual([
    "column_types_differ 1/mappings/1/expression (0)",
    "column_types_differ 1/mappings/2/expression (0)",
  ]);
});

test("jobs that create one table map the same columns, or it is a warning, once", () => {
  expect(issuesOf(apart(mapped(city, length), mapped(length, city)))).toEqual([]);
  expect(issuesOf(apart(mapped(city), mapped(city, length), mapped(length)))).toEqual([
    "table_columns_differ 1/mappings/2/expression (0)",
  ]);
  expect(issuesOf(apart(mapped(city, length), mapped(city)))).toEqual(["table_columns_differ 1/target/tableName (0)"]);
});

const stream: CreateStreamingJobRequest = {
  ...mapped(city),
  type: "streaming",
  source: { type: "connection", connectionName: "events", inputSchema: s3.inputSchema },
};

test("a table takes one stream, next to any batch jobs, unless one takes the place of the other", () => {
  expect(issuesOf([stream, mapped(city)])).toEqual([]);
  expect(issuesOf([stream, stream, stream])).toEqual([
    "several_streams 1/target/tableName (0)",
    "several_streams 2/target/tableName (0)",
  ]);
  expect(issuesOf([stream, { ...stream, replaceRunning: true }])).toEqual([]);
  expect(issuesOf([stream, { ...stream, target: { ...target, tableName: "Wombats" } }])).toEqual([]);
});

test("with schema discovery, the columns of a stream are not all known", () => {
  expect(issuesOf([{ ...stream, useSchemaDiscovery: true }, mapped(city, length)])).toEqual([]);
});

function replacing(...intervals: readonly string[]): CreateBatchJobRequest {
  return { ...koalas, ingestionMode: "replace", target: { ...target, intervals: [...intervals] } };
}
const all: CreateBatchJobRequest = { ...koalas, ingestionMode: "replace", replaceAll: true };

test("jobs that replace rows of one time are a warning with all of them", () => {
  expect(issuesOf([replacing("2026-01-01/P1D"), replacing("2026-01-02/P1D"), koalas])).toEqual([]);
  expect(issuesOf([replacing("2026-01-01/P2D"), replacing("2026-01-02/P1D")])).toEqual([
    "overlapping_replacements 1/target/intervals/0 (0)",
  ]);
  expect(issuesOf([all, all, all])).toEqual(["overlapping_replacements 2/replaceAll (0 1)"]);
  expect(issuesOf([all, replacing("2026-01-02/P1D")])).toEqual(["overlapping_replacements 1/target/intervals/0 (0)"]);
  const days = ["2026-01-01/P1D", "2026-01-03/P1D", "2026-01-05/P1D"];
  expect(issuesOf([replacing(...days), replacing(...days)])).toEqual([
    "overlapping_replacements 1/target/intervals/0 (0)",
  ]);
  const [first = "", second = "", third = ""] = days;
  expect(issuesOf([replacing(second), replacing(first, third), replacing(third)])).toEqual([
    "overlapping_replacements 2/target/intervals/0 (1)",
  ]);
});

test("objects that two jobs append to one table are a warning", () => {
  const key = "2026/a.json";
  const jobs = (...changes: readonly Parameters<typeof reading>[0][]): readonly string[] =>
    issuesOf(changes.map((change) => from(change)));
  expect(jobs({ objects: [key] }, { objects: ["2026/b.json"] }, { prefixes: ["2025/"] })).toEqual([]);
  expect(jobs({ objects: ["b", key] }, { uris: ["s3://demo-bucket/2026/a.json"] })).toEqual([
    "objects_read_twice 1/source/uris/0 (0)",
  ]);
  expect(jobs({ objects: [key] }, { prefixes: ["2025/", "2026/"] })).toEqual([
    "objects_read_twice 1/source/prefixes/1 (0)",
  ]);
  expect(jobs({ prefixes: ["2026/"] }, { prefixes: ["2026/01/"] }, { pattern: "2026/*.json" })).toEqual([
    "objects_read_twice 2/source/pattern (0)",
    "objects_read_twice 1/source/prefixes/0 (0)",
  ]);
  expect(jobs({ pattern: "2026/*.json" }, { pattern: "2026/*.json" }, { pattern: "2026/*.csv" })).toEqual([
    "objects_read_twice 1/source/pattern (0)",
  ]);
  expect(jobs({ objects: [key] }, { objects: [key], connectionName: "other" })).toEqual([]);
});

test("jobs with filters that differ, and jobs that replace, may read the same objects", () => {
  const one = from({ objects: ["a"] }, { filterExpression: "\"city\" = 'Perth'" });
  expect(issuesOf([one, { ...one, filterExpression: "\"city\" = 'Sydney'" }])).toEqual([]);
  expect(issuesOf([one, one])).toEqual(["objects_read_twice 1/source/objects/0 (0)"]);
  expect(issuesOf([replacing("2026-01-01/P1D"), replacing("2026-01-02/P1D")])).toEqual([]);
});

test("what contradicts is said", () => {
  const [first, second] = apart(mapped(city), mapped({ ...city, columnName: "town" }, length));
  const requests = [first, second].map((request, index) => ({
    kind: "job" as const,
    name: `j${index}`,
    owner: "zoo",
    writes: { table: "Koalas", pointer: "/target/tableName" },
    job: request && checkJob(request, contextOf({ connections: [] })).job,
  }));
  expect(checkProject(requests).map(formatRuleIssue)).toEqual([
    'this job and another one create table "Koalas" with different columns, only this one "town", "length", only the other one "city": declare the table, or map the same columns',
  ]);
});

test("ten thousand jobs of one table are compared in one pass over them", () => {
  const { job } = checkJob(replacing("2026-01-01/P1D"), contextOf({ connections: [] }));
  if (job?.kind !== "batch") throw new Error("expected a batch job");
  let read = 0;
  const requests = Array.from({ length: 10_000 }, (_, index) => ({
    kind: "job" as const,
    name: `j${index}`,
    owner: "zoo",
    writes: { table: "Koalas", pointer: "/target/tableName" },
    get job() {
      read++;
      const start = Date.UTC(2000, 0, 1 + index);
      const days = [start, start + 86_400_000].map((day) => new Date(day).toISOString());
      return { ...job, ingestion: { mode: "replace" as const, intervals: [days.join("/")] } };
    },
  }));
  expect(checkProject(requests)).toEqual([]);
  expect(read).toBeLessThanOrEqual(3 * requests.length);
});
