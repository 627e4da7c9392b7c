import type { CreateJobRequest } from "@starfix/schema";
import { expect, test } from "vitest";
import { formatRuleIssue } from "../issues/rule-issue.ts";
import { koalas } from "../testing/requests.ts";
import { checkProject } from "./check-project.ts";
import { type ProjectRequest, tableWrittenBy } from "./project-request.ts";

const table = (name: string, more: Partial<ProjectRequest> = {}): ProjectRequest => ({
  kind: "table",
  name,
  owner: "zoo",
  ...more,
});
const job = (name: string, owner: string, more: Partial<ProjectRequest> = {}): ProjectRequest => ({
  kind: "job",
  name,
  owner,
  writes: { table: "Orders", pointer: "/target/tableName" },
  ...more,
});

function issuesOf(...requests: readonly ProjectRequest[]): readonly string[] {
  return checkProject(requests).map((issue) => {
    const { request, related, pointer } = issue;
    return `${issue.code} ${request}${pointer} (${related?.join(" ") ?? "-"}): ${formatRuleIssue(issue)}`;
  });
}

test("things of different kinds may have one name", () => {
  expect(issuesOf(table("x"), { ...table("x"), kind: "connection" }, { ...table("x"), kind: "job" })).toEqual([]);
});

test("two requests of one name are an issue at the later one", () => {
  expect(issuesOf(table("a"), table("b"), table("b"), job("j", "zoo"), job("j", "zoo"))).toEqual([
    'duplicate_name 2/name (1): two tables are named "b": rename one of them',
    'duplicate_name 4 (3): two jobs are named "j": rename one of them',
  ]);
});

test("names that differ in case alone are one name", () => {
  expect(issuesOf(table("Koalas"), table("koalas"))).toEqual([
    'duplicate_name 1/name (0): tables "Koalas" and "koalas" differ only in case, and some file systems would hold one file for both: rename one of them',
  ]);
});

test("a name of another project is taken, but for ids of jobs", () => {
  const foreign = { foreign: true } as const;
  expect(issuesOf(table("a"), table("A", foreign), job("j", "zoo"), job("j", "zoo", foreign))).toEqual([
    expect.stringMatching(/^duplicate_name 0\/name \(1\): tables "A" and "a" differ only in case/),
  ]);
  expect(issuesOf(table("a", foreign), table("a", foreign))).toEqual([]);
});

test("one owner writes a table as often as it likes", () => {
  expect(issuesOf(job("a", "Growth"), job("b", "Growth"), table("Orders"))).toEqual([]);
});

test("a second owner writes a table only when the table names it", () => {
  expect(issuesOf(job("a", "Growth"), job("b", "Finance"))).toEqual([
    'table_writers 1/target/tableName (0): table "Orders" is written by a job of "Finance", and "Growth" writes it: name "Finance" among the writers of a table that is declared, or write another table',
  ]);
  const declared = table("Orders", { writers: ["Growth"] });
  expect(issuesOf(declared, job("a", "Growth"), job("b", "Finance"), job("c", "zoo"))).toEqual([
    'table_writers 2/target/tableName (-): table "Orders" is written by a job of "Finance", and "zoo" and "Growth" write it: name "Finance" among the writers of the table, which is declared by "zoo", or write another table',
  ]);
  expect(
    issuesOf(table("Orders", { writers: ["Growth", "Finance"] }), job("a", "Growth"), job("b", "Finance")),
  ).toEqual([]);
});

test("a table of another project is written by its owner and by whom it names", () => {
  const orders = table("Orders", { foreign: true });
  expect(issuesOf(orders, job("a", "Growth"))).toEqual([
    expect.stringMatching(/^table_writers 1\/target\/tableName \(-\): .* declared by "zoo"/),
  ]);
  expect(issuesOf({ ...orders, writers: ["Growth"] }, job("a", "Growth"))).toEqual([]);
  expect(issuesOf(orders, table("Other"), job("a", "Growth", { foreign: true }))).toEqual([]);
});

test("a job of another project that writes a table that none declares keeps others out", () => {
  expect(issuesOf(job("a", "Growth", { foreign: true }), job("b", "Finance"))).toEqual([
    expect.stringMatching(/^table_writers 1\/target\/tableName \(-\): .* and "Growth" writes it/),
  ]);
});

test.each<[CreateJobRequest, unknown]>([
  [koalas, { table: "Koalas", pointer: "/target/tableName" }],
  [
    { type: "sql", query: 'REPLACE INTO "a""b" OVERWRITE ALL SELECT 1 PARTITIONED BY ALL' },
    { table: 'a"b', pointer: "/query" },
  ],
  [{ type: "sql", query: "SELECT 1" }, undefined],
  [
    { type: "drop_table", target: { type: "table", tableName: "Koalas" } },
    { table: "Koalas", pointer: "/target/tableName" },
  ],
])("the table that %j writes", (request, want) => {
  expect(tableWrittenBy(request)).toEqual(want);
});
