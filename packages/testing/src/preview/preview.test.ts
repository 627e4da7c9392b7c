import {
  aggregateTable,
  batchJob,
  count,
  detailTable,
  inline,
  max,
  millisToTimestamp,
  pushStreamingConnection,
  s3Connection,
  sqlJob,
  streamingJob,
  sum,
  tableSource,
  timeParse,
  timeParseAuto,
  upper,
} from "@starfix/dsl";
import { expect, test } from "vitest";
import { preview } from "./preview.ts";
import { PreviewError } from "./preview-error.ts";
import type { PreviewJob } from "./preview-types.ts";

const demo = s3Connection("demo-conn")
  .bucket("demo-bucket")
  .region("us-east-1")
  .role("arn:aws:iam::012345678901:role/demo-role");
const base = batchJob("koalas")
  .from(demo)
  .prefixes("in/")
  .input({ timestamp: "string", city: "string", session: "string", session_length: "long" })
  .into("Koalas", { createIfMissing: true });
const stream = streamingJob("koalas")
  .from(pushStreamingConnection("events"))
  .format("nd-json")
  .input({ at: "long", city: "string" })
  .into("Koalas", { createIfMissing: true });
const detail = base.map((c) => ({ __time: timeParse(c.timestamp), city: upper(c.city), long: c.session_length }));

test("a time is detected as ISO 8601 or as milliseconds", async () => {
  const job = base.map((c) => ({ __time: timeParseAuto(c.timestamp), city: c.city }));
  const given = ["2026-01-01T00:00:00Z", "1767225600123", "2026-01-02", "0", "2026"];
  const rows = await preview(
    job,
    given.map((timestamp) => ({ timestamp, city: "Perth" })),
  );
  expect(rows.map(({ __time }) => __time)).toEqual([
    "2026-01-01T00:00:00.000Z",
    "2026-01-01T00:00:00.123Z",
    "2026-01-02T00:00:00.000Z",
    "1970-01-01T00:00:00.000Z",
    "1970-01-01T00:00:02.026Z",
  ]);
});

test("an aggregation gives the rows of the table, in the order of time and dimensions", async () => {
  const koalas = base.map((c) => ({
    __time: timeParse(c.timestamp),
    city: c.city,
    session: c.session,
    max_session_length: max(c.session_length),
  }));
  const at = "2026-01-01T00:00:00Z";
  const rows = await preview(koalas, [
    { timestamp: at, city: "Sydney", session: "s-2", session_length: 7 },
    { timestamp: at, city: "Perth", session: "s-1", session_length: 10 },
    { timestamp: at, city: "Perth", session: "s-1", session_length: "345" },
    { timestamp: "2025-12-31", city: "Sydney", session: "s-3" },
  ]);
  const time = "2026-01-01T00:00:00.000Z";
  expect(rows).toEqual([
    { __time: "2025-12-31T00:00:00.000Z", city: "Sydney", session: "s-3", max_session_length: null, __count: 1 },
    { __time: time, city: "Perth", session: "s-1", max_session_length: 345, __count: 2 },
    { __time: time, city: "Sydney", session: "s-2", max_session_length: 7, __count: 1 },
  ]);
});

test("rows without an aggregation keep their order, and a filter leaves some out", async () => {
  const rows = await preview(detail.filter(`"city" <> 'Perth'`), [
    { timestamp: "2026-01-02", city: "Sydney", session_length: 9007199254740993n },
    { timestamp: "2026-01-03", city: "Perth" },
    { timestamp: new Date("2026-01-01"), city: "Hobart", session: undefined },
  ]);
  expect(rows).toEqual([
    { __time: "2026-01-02T00:00:00.000Z", city: "SYDNEY", long: 9007199254740993n },
    { __time: "2026-01-01T00:00:00.000Z", city: "HOBART", long: null },
  ]);
  expect(await preview(detail, [])).toEqual([]);
});

test("where records come from and what becomes of other rows does not matter", async () => {
  const rows = await preview(
    batchJob()
      .from(inline('{"city":"Sydney"}'))
      .input({ city: "string" })
      .into("Koalas", { createIfMissing: true })
      .replace("all")
      .map({ __time: "MILLIS_TO_TIMESTAMP(0)", city: '"city"' }),
    [{ city: "Perth" }],
  );
  expect(rows).toEqual([{ __time: "1970-01-01T00:00:00.000Z", city: "Perth" }]);
  const parquet = await preview(detail.format("parquet"), [{ timestamp: "2026-01-01", city: "a" }]);
  expect(parquet).toHaveLength(1);
});

test("a streaming job is run over events that have been read", async () => {
  const rows = await preview(
    stream.map((c) => ({ __time: millisToTimestamp(c.at), city: c.city })),
    [{ at: 1_767_225_600_000, city: "Perth" }],
  );
  expect(rows).toEqual([{ __time: "2026-01-01T00:00:00.000Z", city: "Perth" }]);
});

test("the rows of a declared table are typed and run as any other", async () => {
  const table = aggregateTable("Sessions").columns({ city: "string" }).measures({ total: "long" }).strict();
  const job = base
    .into(table)
    .map((c) => ({ __time: timeParse(c.timestamp), city: c.city, total: sum(c.session_length) }));
  const [row] = await preview(job, [{ timestamp: "2026-01-01", city: "Perth", session_length: 2 }]);
  expect(row).toEqual({ __time: "2026-01-01T00:00:00.000Z", city: "Perth", total: 2, __count: 1 });
});

test("numbers are what the declared table stores", async () => {
  const table = detailTable("Koalas").columns({ d: "double", f: "float", l: "long" });
  const job = base.into(table).map((c) => ({
    __time: timeParse(c.timestamp),
    d: c.session_length,
    f: c.session_length,
    l: c.session_length,
  }));
  const [row, nothing] = await preview(job, [
    { timestamp: "2026-01-01", session_length: 9007199254740993n },
    { timestamp: "2026-01-01" },
  ]);
  // A FLOAT is shown as Druid shows it, in the fewest digits that name it: 9.007199E15.
  expect(row).toMatchObject({ d: 9007199254740992, f: 9007199000000000, l: 9007199254740993n });
  expect(nothing).toMatchObject({ d: null, f: null, l: null });
});

test.each<[string, PreviewJob, string]>([
  ["a function", base.map({ __time: 'TIME_PARSE("timestamp")', u: 'DS_HLL("session")' }), "DS_HLL"],
  ["a type", base.input({ t: "string", j: "json" }).map({ __time: 'TIME_PARSE("t")', j: '"j"' }), "json"],
  [
    "the time of a table that is read",
    batchJob("koalas")
      .from(tableSource(detailTable("Raw").columns({ city: "string" })))
      .into("Koalas")
      .map({ __time: '"__time"' }),
    "__time",
  ],
  [
    "a limit on the age of events",
    stream.rejectLate("P30D").map((c) => ({ __time: millisToTimestamp(c.at) })),
    "lateMessageRejectionPeriod",
  ],
  ["flattening", detail.format("nd-json", { flattenSpec: { useFieldDiscovery: false } }), "flattenSpec"],
  ["a context", detail.context({ sqlTimeZone: "Europe/Paris" }), "sqlTimeZone"],
  [
    "a cut of time",
    base
      .into(aggregateTable("S").measures({ n: "long" }).rollup("hour"))
      .map((c) => ({ __time: timeParse(c.timestamp), n: count() })),
    "timeResolution",
  ],
  [
    "an aggregate table without an aggregation",
    base
      .into(aggregateTable("S").columns({ city: "string" }))
      .map((c) => ({ __time: timeParse(c.timestamp), city: c.city })),
    "aggregate table",
  ],
])("%s that the engine cannot run exactly is refused by its name", async (_what, job, name) => {
  const error = await preview(job, []).catch((reason: unknown) => reason);
  if (!(error instanceof PreviewError)) expect.fail(`expected a refusal, received ${error}`);
  expect(error.message).toContain('job "koalas" cannot be previewed:\n');
  expect(error.message).toContain(name);
  expect(error.refusals.length).toBeGreaterThan(0);
});

test("a job that does not compile says why", async () => {
  await expect(preview(base.map({ city: '"city"' }), [])).rejects.toThrow(
    /^job "koalas" does not compile:\n(?: {2}.*\n)*? {2}missing_time: job "koalas": no mapping of __time/,
  );
});

test("rows that would fail the job fail the preview", async () => {
  await expect(preview(detail, [{ timestamp: "yesterday", city: "Perth" }])).rejects.toThrow(
    /^job "koalas" fails over these rows: null_timestamp: /,
  );
});

test.each<[string, object, string]>([
  ["NaN", { session_length: Number.NaN }, "invalid row 0.session_length: expected a finite number, received NaN"],
  ["a function", { city: () => 1 }, "invalid row 0.city: expected a JSON value"],
  ["a map", { city: [new Map()] }, "invalid row 0.city[0]: expected a plain object, received Map"],
  ["a broken date", { city: new Date("x") }, "invalid row 0.city: expected a valid Date"],
  ["a list for a row", [], "invalid row 0: expected an object of fields and values"],
])("%s in a row is refused with its place", async (_what, row, message) => {
  // What types refuse.
  await expect(preview(detail, [row as never])).rejects.toThrow(message);
});

test("what is no job with mappings is refused where types are not checked", async () => {
  // @ts-expect-error a connection is no job
  await expect(preview(demo, [])).rejects.toThrow('connection "demo-conn" cannot be previewed');
  const sql = sqlJob("delete").query('INSERT INTO "a" SELECT * FROM "b" PARTITIONED BY DAY');
  // @ts-expect-error a SQL job has no mappings
  await expect(preview(sql, [])).rejects.toThrow(
    "jobs of type sql have no mappings to run; expected batch or streaming",
  );
});
