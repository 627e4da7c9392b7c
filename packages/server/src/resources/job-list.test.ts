import type { JobListResponse } from "@starfix/schema";
import { zErrorResponse, zJobListResponse } from "@starfix/schema/zod";
import { expect, test } from "vitest";
import { type GuideJob, guide } from "../testing/guide.ts";
import { completed, TOTALS } from "../testing/scripted-engine.ts";
import { endOf, testServer } from "../testing/test-server.ts";

/** Four ended jobs: koalas and wombats over `one`, koalas over `two` (failed), emus over `two` (with a warning). */
async function fourJobs() {
  let minute = 0;
  const api = await testServer({ clock: () => new Date(Date.UTC(2024, 0, 1, 0, minute)) });
  for (const name of ["one", "two"]) await api.call("/connections", { body: { ...guide("connection-request"), name } });
  const request = guide<GuideJob>("job-request");
  const ids: Record<string, string> = {};
  const jobs = [
    ["one", "koalas"],
    ["one", "wombats"],
    ["two", "koalas"],
    ["two", "emus"],
  ] as const;
  for (const [connectionName, tableName] of jobs) {
    minute += 1;
    api.engine.script = async () => {
      if (connectionName === "one") return completed();
      return tableName === "emus"
        ? { ...completed(), warning: { code: "invalid_rows_found", message: "odd" } }
        : { status: "failed", totals: TOTALS, error: { code: "cannot_parse_source", message: "broken" } };
    };
    const body = { ...request, source: { ...request.source, connectionName }, target: { type: "table", tableName } };
    const { id } = await (await api.call("/jobs", { body })).json();
    await endOf(api, id);
    ids[id] = `${connectionName} ${tableName}`;
  }
  const list = async (query: string): Promise<JobListResponse> =>
    zJobListResponse.parse(await (await api.call(`/jobs${query}`)).json());
  const names = async (query: string) => (await list(query)).values.map((job) => ids[job.id]);
  return { api, list, names, [Symbol.asyncDispose]: () => api[Symbol.asyncDispose]() };
}

test("entries are summaries and the last changed comes first", async () => {
  await using jobs = await fourJobs();
  const { moreResultsAvailable, values } = await jobs.list("");
  expect(moreResultsAvailable).toBe(false);
  expect(values[0]).toMatchObject({ type: "batch", source: { type: "s3", connectionName: "two" } });
  for (const value of values) for (const key of ["spec", "mappings", "query"]) expect(value).not.toHaveProperty(key);
  expect(await jobs.names("")).toEqual(["two emus", "two koalas", "one wombats", "one koalas"]);
});

test("what a client sends as defaults changes nothing", async () => {
  await using jobs = await fourJobs();
  const query = "?paginationLimit=100&paginationOffset=0&sortColumn=last_updated_date_time&sortOrder=DESC";
  expect(await jobs.list(query)).toEqual(await jobs.list(""));
});

test("a repeated filter holds for any value, different ones must all hold", async () => {
  await using jobs = await fourJobs();
  const filters: readonly (readonly [query: string, kept: readonly string[]])[] = [
    ["connectionName=one", ["one wombats", "one koalas"]],
    ["connectionName=one&connectionName=two", ["two emus", "two koalas", "one wombats", "one koalas"]],
    ["connectionName=one&targetTableName=koalas", ["one koalas"]],
    ["healthStatus=warn&healthStatus=error", ["two emus", "two koalas"]],
    ["healthStatus=ok", ["one wombats", "one koalas"]],
    ["executionStatus=failed&executionStatus=running", ["two koalas"]],
    ["type=batch&type=sql", ["two emus", "two koalas", "one wombats", "one koalas"]],
    ["type=sql", []],
    ["searchString=WOMB", ["one wombats"]],
    ["searchString=cannot_parse", ["two koalas"]],
    ["targetTableId=a52cacf6-3ddc-48e5-8675-000000000000", []],
  ];
  for (const [query, kept] of filters) expect([query, await jobs.names(`?${query}`)]).toEqual([query, kept]);
  const table = await jobs.api.store.tables.get("koalas");
  expect(await jobs.names(`?targetTableId=${table?.record.id}`)).toEqual(["two koalas", "one koalas"]);
});

test("lists are sorted by any column and cut into pages", async () => {
  await using jobs = await fourJobs();
  expect(await jobs.names("?sortColumn=target_table_name&sortOrder=ASC")).toEqual([
    "two emus",
    "one koalas",
    "two koalas",
    "one wombats",
  ]);
  for (const column of ["created_by_user_name", "source_table_name", "source_type", "type", "created_date_time"]) {
    expect(await jobs.names(`?sortOrder=ASC&sortColumn=${column}`)).toEqual([
      "one koalas",
      "one wombats",
      "two koalas",
      "two emus",
    ]);
  }
  const page = await jobs.list("?paginationLimit=1&paginationOffset=2&sortOrder=ASC&sortColumn=created_date_time");
  expect([page.values.length, page.moreResultsAvailable]).toEqual([1, true]);
  expect((await jobs.list("?paginationLimit=2&paginationOffset=2")).moreResultsAvailable).toBe(false);
  expect(await jobs.list("?paginationOffset=99")).toEqual({ values: [], moreResultsAvailable: false });
});

test("bad values and unknown parameters are 400, all at once", async () => {
  await using api = await testServer();
  const query =
    "paginationLimit=5000&paginationOffset=-1&sortOrder=UP&sortColumn=name&type=batch&type=x&healthStatus=warning" +
    `&executionStatus=&targetTableName=a&targetTableName=b&conectionName=c&connectionName=${"x".repeat(65)}`;
  const response = await api.call(`/jobs?${query}`);
  expect(response.status).toBe(400);
  const { details } = zErrorResponse.parse(await response.json());
  expect(details?.map((detail) => detail.target).sort()).toEqual([
    "conectionName",
    "connectionName",
    "executionStatus",
    "healthStatus",
    "paginationLimit",
    "paginationOffset",
    "sortColumn",
    "sortOrder",
    "targetTableName",
    "type",
  ]);
  expect(details?.find(({ target }) => target === "healthStatus")?.message).toBe(
    'invalid healthStatus: expected one of "ok", "warn", "error", received "warning"',
  );
  for (const limit of ["0", "1001", "1.5", "1e2", "ten", ""]) {
    expect((await api.call(`/jobs?paginationLimit=${limit}`)).status).toBe(400);
  }
});
