import { BucketError, type Engine, type RunProgress, type SourceObject } from "@starfix/engine";
import type { CheckedJob } from "@starfix/rules";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDuckDb } from "../open-duckdb.ts";
import { checkedJob } from "../testing/checked-job.ts";
import { endOf, refusalsOf, rowsOf as rowsOfEngine, runToEnd, stateOf } from "../testing/run-to-end.ts";
import { bytesObject, jsonObject } from "../testing/source-object.ts";

const KOALAS = [
  { timestamp: "2024-03-01T00:00:01.234Z", city: "Sydney", session: "s-1", session_length: 10 },
  { timestamp: "2024-03-01T00:00:01.234Z", city: "Sydney", session: "s-1", session_length: 345 },
  { timestamp: "2024-03-01T00:00:02Z", city: "Perth", session: "s-2", session_length: 7 },
];
const PLAIN = { __time: 'TIME_PARSE("timestamp")', city: '"city"' };

let engine: Engine;
const errors: unknown[] = [];
beforeEach(async () => {
  errors.length = 0;
  engine = await openDuckDb({ memory: true, onError: (_, error) => errors.push(error) });
});
afterEach(() => engine.close());

const rowsOf = (sql: string) => rowsOfEngine(engine, sql);
const run = (job: CheckedJob, objects: readonly SourceObject[] = [], runId = "job-1") =>
  runToEnd(engine, runId, job, objects);

test("a job groups by its dimensions and makes the table", async () => {
  const outcome = await run(checkedJob(), [jsonObject(KOALAS, "demo.json.gz")]);
  expect(outcome).toEqual({
    status: "completed",
    totals: { numBytesProcessed: 274, numRowsProcessed: 3, numRowsSkippedByError: 0, numRowsPersisted: 2 },
    columns: [
      { name: "__time", type: "TIMESTAMP", role: "dimension" },
      { name: "city", type: "VARCHAR", role: "dimension" },
      { name: "session", type: "VARCHAR", role: "dimension" },
      { name: "max_session_length", type: "BIGINT", role: "measure" },
      { name: "__count", type: "BIGINT", role: "measure" },
    ],
  });
  expect(await rowsOf('SELECT * FROM "Koalas" ORDER BY 1')).toEqual([
    ["2024-03-01T00:00:01.234Z", "Sydney", "s-1", 345, 2],
    ["2024-03-01T00:00:02.000Z", "Perth", "s-2", 7, 1],
  ]);
  expect(await stateOf(engine, "job-1")).toEqual({ state: "ended", outcome });
  expect(await engine.tables()).toEqual([await engine.table("Koalas")]);
  expect(await engine.table("Koalas")).toMatchObject({
    name: "Koalas",
    aggregate: true,
    rows: 2,
    bytes: 2 * 24 + 11 + 6,
  });
});

test("a job without aggregates keeps every row, and __time comes first", async () => {
  const mappings = { city: '"city"', __time: 'TIME_PARSE("timestamp")' };
  await run(checkedJob({ mappings }), [jsonObject(KOALAS)]);
  expect((await engine.table("Koalas"))?.columns.map((column) => column.name)).toEqual(["__time", "city"]);
  expect(await rowsOf('SELECT * FROM "Koalas"')).toHaveLength(3);
});

test("a filter leaves rows out before times are looked at", async () => {
  const objects = [jsonObject([...KOALAS, { timestamp: "nonsense", city: "X" }])];
  const mappings = PLAIN;
  const filter = 'TIME_PARSE("timestamp") IS NOT NULL AND "city" <> \'Perth\'';
  const outcome = await run(checkedJob({ mappings, filter }), objects);
  expect(outcome).toMatchObject({ status: "completed", totals: { numRowsProcessed: 4, numRowsPersisted: 2 } });
});

test("a row without a time fails the job and leaves no table", async () => {
  const outcome = await run(checkedJob(), [jsonObject([...KOALAS, { city: "X" }])]);
  expect(outcome).toMatchObject({
    status: "failed",
    error: { code: "null_timestamp", message: expect.stringMatching(/^1 row has no time/) },
  });
  expect(await engine.tables()).toEqual([]);
  expect(await stateOf(engine, "job-1")).toEqual({ state: "ended", outcome });
});

test("unreadable lines are counted and skipped", async () => {
  const objects = [jsonObject(["{broken", ...KOALAS, ""])];
  const outcome = await run(checkedJob({ maxParseExceptions: 2 }), objects);
  expect(outcome).toMatchObject({
    status: "completed",
    totals: { numRowsProcessed: 3, numRowsSkippedByError: 2, numRowsPersisted: 2 },
    warning: { code: "invalid_rows_found", message: "2 unreadable records were skipped" },
  });
});

test("one unreadable line too many fails the job and leaves the table as it was", async () => {
  await run(checkedJob(), [jsonObject(KOALAS)]);
  const job = checkedJob({ maxParseExceptions: 1 });
  const outcome = await run(job, [jsonObject([...KOALAS, "{broken", '["'])], "job-2");
  expect(outcome).toMatchObject({
    status: "failed",
    totals: { numRowsPersisted: 0 },
    error: {
      code: "cannot_parse_source",
      message:
        'line 5 of "demo.json": expected one JSON object, received "[\\""; 2 unreadable records, maxParseExceptions allows 1',
    },
  });
  expect(await rowsOf('SELECT COUNT(*) FROM "Koalas"')).toEqual([[2]]);
});

test("a source without records completes with a warning", async () => {
  const warning = { code: "no_rows_found" };
  expect(await run(checkedJob(), [])).toMatchObject({ status: "completed", warning });
  const empty = await run(checkedJob(), [jsonObject([])], "job-2");
  expect(empty).toMatchObject({ status: "completed", totals: { numRowsPersisted: 0 }, warning });
});

test("a damaged object fails the job", async () => {
  const outcome = await run(checkedJob(), [bytesObject("demo.json.gz", Buffer.from("no gzip"))]);
  expect(outcome).toMatchObject({ status: "failed", error: { code: "cannot_parse_source" } });
});

test("a bucket that cannot be reached fails the job", async () => {
  const object: SourceObject = {
    ...jsonObject(KOALAS),
    open: () => Promise.reject(new BucketError("s3://demo-bucket", "s3://demo-bucket: access denied")),
  };
  const outcome = await run(checkedJob(), [object]);
  expect(outcome).toMatchObject({ status: "failed", error: { code: "could_not_connect_to_source" } });
});

test("an unexpected error fails the run, is reported, and leaves no table", async () => {
  const bug = new TypeError("a bug");
  const outcome = await run(checkedJob(), [{ ...jsonObject(KOALAS), open: () => Promise.reject(bug) }]);
  const message = "unexpected error while running job: a bug";
  expect(outcome).toMatchObject({ status: "failed", error: { code: "internal_error", message } });
  expect(errors).toEqual([bug]);
  expect(await stateOf(engine, "job-1")).toEqual({ state: "ended", outcome });
  expect(await engine.tables()).toEqual([]);
});

test("division by zero fails the job", async () => {
  const mappings = { ...PLAIN, n: '1 / ("session_length" - 7)' };
  const outcome = await run(checkedJob({ mappings }), [jsonObject(KOALAS)]);
  expect(outcome).toMatchObject({ status: "failed", error: { code: "internal_error", message: "/ by zero" } });
  expect(await engine.tables()).toEqual([]);
});

test("a NUL in a stored text fails the job, and one in a text that is not stored does not", async () => {
  const object = jsonObject([{ timestamp: "2024-01-01", city: "a\0b", session: "x\0".repeat(10) }]);
  const failed = await run(checkedJob({ mappings: PLAIN }), [object]);
  expect(failed).toMatchObject({ status: "failed", error: { code: "invalid_null_byte" } });
  const mappings = { __time: 'TIME_PARSE("timestamp")', n: 'LENGTH("session")' };
  await run(checkedJob({ mappings }), [object], "job-2");
  expect(await rowsOf('SELECT n FROM "Koalas"')).toEqual([[20]]);
});

test("a list in a text column fails the job", async () => {
  const object = jsonObject([{ timestamp: "2024-01-01", city: ["a", "b"] }]);
  const outcome = await run(checkedJob({ mappings: PLAIN }), [object]);
  expect(outcome).toMatchObject({ status: "failed", error: { code: "cannot_parse_multi_value_dimension" } });
});

test("big integers, NaN, floats and any text are kept exactly", async () => {
  const input = { ts: "string", l: "long", d: "double", f: "float", s: "string" } as const;
  const mappings = {
    __time: 'TIME_PARSE("ts")',
    l: '"l"',
    d: '"d"',
    f: '"f"',
    s: '"s"',
    more: '"l" + 1',
    yes: '"l" > 0',
  };
  const long = "日本語テキスト".repeat(500);
  const lines = [
    `{"ts":"2024-01-01","l":9223372036854775807,"d":"NaN","f":0.1,"s":"Kōala 🐨 ' \\" ;--"}`,
    `{"ts":"-0001-01-01","l":-9007199254740993,"d":"-Infinity","f":1e39,"s":${JSON.stringify(long)}}`,
    `{"ts":"20240229","l":-1,"d":0.1,"f":null,"s":""}`,
    `{"ts":"1969-12-31T23:59:59.999Z","s":"exactly12byt"}`,
  ];
  await run(checkedJob({ table: 'odd "name"; drop', input, mappings }), [jsonObject(lines)]);
  expect(await rowsOf('SELECT * FROM "odd ""name""; drop"')).toEqual([
    ["2024-01-01T00:00:00.000Z", 9223372036854775807n, Number.NaN, 0.1, "Kōala 🐨 ' \" ;--", -9223372036854775808n, 1],
    ["-0001-01-01T00:00:00.000Z", -9007199254740993n, -Infinity, Infinity, long, -9007199254740992n, 0],
    ["20240229-01-01T00:00:00.000Z", -1, 0.1, null, "", 0, 0],
    ["1969-12-31T23:59:59.999Z", null, null, null, "exactly12byt", null, null],
  ]);
});

test("names that differ only in case are different tables and columns", async () => {
  const input = { ts: "string", A: "string", a: "string" } as const;
  const mappings = { __time: 'TIME_PARSE("ts")', A: '"A"', a: '"a"' };
  const object = jsonObject([{ ts: "2024-01-01", A: "upper", a: "lower" }]);
  await run(checkedJob({ table: "T", input, mappings }), [object]);
  await run(checkedJob({ table: "t", input, mappings }), [object], "job-2");
  expect(await rowsOf('SELECT "A", "a" FROM "T"')).toEqual([["upper", "lower"]]);
  expect((await engine.tables()).map((table) => table.name)).toEqual(["T", "t"]);
});

test("appending adds columns, and rows that are there have null in them", async () => {
  await run(checkedJob({ mappings: PLAIN }), [jsonObject(KOALAS)]);
  const mappings = { __time: 'TIME_PARSE("timestamp")', session: '"session"' };
  await run(checkedJob({ mappings, create: false }), [jsonObject(KOALAS.slice(2))], "job-2");
  expect(await rowsOf('SELECT "city", "session" FROM "Koalas" ORDER BY "session", "city"')).toEqual([
    ["Perth", null],
    ["Sydney", null],
    ["Sydney", null],
    [null, "s-2"],
  ]);
});

test("a job that does not fit the table is refused, and fails where the table changed in between", async () => {
  const job = checkedJob({ mappings: { ...PLAIN, city: '"session_length"' } });
  const early = await engine.prepare(job);
  await run(checkedJob({ mappings: PLAIN }), [jsonObject(KOALAS)]);
  const message =
    'table "Koalas": column "city" is a dimension of type VARCHAR, and the job gives a dimension of type BIGINT';
  expect(await refusalsOf(engine, job)).toEqual([{ code: "table_mismatch", name: "city", message }]);
  expect(await refusalsOf(engine, checkedJob())).toMatchObject([{ code: "table_mismatch", name: "Koalas" }]);
  if ("refusals" in early) throw new Error("the job was refused too early");
  await engine.start("job-2", early.prepared, { objects: [jsonObject(KOALAS)] });
  const outcome = await endOf(engine, "job-2");
  expect(outcome).toMatchObject({ status: "failed", error: { code: "query_not_supported", message } });
});

test("a job into a table that is not there fails unless it may create it", async () => {
  const outcome = await run(checkedJob({ create: false }), [jsonObject(KOALAS)]);
  expect(outcome).toMatchObject({
    status: "failed",
    error: { message: expect.stringContaining('table "Koalas" does not exist') },
  });
});

test("every function that is not exact is named before anything runs", async () => {
  const mappings = { ...PLAIN, up: "REGEXP_EXTRACT(\"city\", 'x')", n: 'APPROX_COUNT_DISTINCT("session")' };
  const job = checkedJob({ mappings, filter: "REGEXP_LIKE(\"city\", 'S')" });
  expect(await refusalsOf(engine, job)).toEqual([
    {
      code: "unsupported_function",
      name: "REGEXP_LIKE",
      message: "DuckDB cannot run the function REGEXP_LIKE exactly as Druid does",
      pointer: "/filterExpression",
    },
    {
      code: "unsupported_function",
      name: "REGEXP_EXTRACT",
      message: "DuckDB cannot run the function REGEXP_EXTRACT exactly as Druid does",
      pointer: "/mappings/2/expression",
    },
    {
      code: "unsupported_function",
      name: "APPROX_COUNT_DISTINCT",
      message: "DuckDB cannot run the function APPROX_COUNT_DISTINCT exactly as Druid does",
      pointer: "/mappings/3/expression",
    },
  ]);
  expect(await refusalsOf(engine, checkedJob())).toEqual([]);
});

test("running a job again gives its outcome and no rows", async () => {
  const first = await run(checkedJob(), [jsonObject(KOALAS)]);
  expect(await run(checkedJob(), [jsonObject(KOALAS)])).toEqual(first);
  expect(await rowsOf('SELECT COUNT(*) FROM "Koalas"')).toEqual([[2]]);
});

test("jobs into one table at once all arrive, each once", async () => {
  const jobs = Array.from({ length: 8 }, (_, index) =>
    run(checkedJob({ mappings: PLAIN }), [jsonObject(KOALAS)], `job-${index}`),
  );
  const outcomes = await Promise.all(jobs);
  expect(outcomes.map((outcome) => outcome.status)).toEqual(Array(8).fill("completed"));
  expect(await rowsOf('SELECT COUNT(*) FROM "Koalas"')).toEqual([[24]]);
});

test("canceling a run leaves its outcome and nothing else", async () => {
  const object: SourceObject = {
    ...jsonObject(KOALAS),
    open: async (signal) => {
      await engine.cancel("job-1");
      return jsonObject(KOALAS).open(signal);
    },
  };
  const outcome = await run(checkedJob(), [object]);
  expect(outcome).toMatchObject({ status: "canceled", totals: { numRowsPersisted: 0 } });
  expect(await engine.tables()).toEqual([]);
  expect(await stateOf(engine, "job-1")).toEqual({ state: "ended", outcome });
});

test("a run can be canceled while DuckDB works", async () => {
  const records = Array.from({ length: 60_000 }, (_, index) => ({ timestamp: "2024-01-01", city: `city ${index}` }));
  const text = Array(40).fill('LOWER(UPPER("city"))').join(" || ");
  const job = checkedJob({ mappings: { ...PLAIN, city: text } });
  const outcome = await runToEnd(engine, "job-1", job, [jsonObject(records)], ({ share }) => {
    if (share >= 0.9) void engine.cancel("job-1");
  });
  expect(outcome).toMatchObject({ status: "canceled", totals: { numRowsProcessed: 60_000, numRowsPersisted: 0 } });
  expect(await engine.tables()).toEqual([]);
  expect(await stateOf(engine, "job-1")).toEqual({ state: "ended", outcome });
});

test("totals and share of a run only grow", async () => {
  const seen: RunProgress[] = [];
  const objects = [jsonObject(KOALAS), jsonObject(KOALAS, "more.json")];
  const outcome = await runToEnd(engine, "job-1", checkedJob(), objects, (progress) => seen.push(progress));
  const shares = seen.map((progress) => progress.share);
  expect(shares.length).toBeGreaterThan(1);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
  expect(outcome.totals).toEqual({
    numBytesProcessed: 548,
    numRowsProcessed: 6,
    numRowsSkippedByError: 0,
    numRowsPersisted: 2,
  });
});

test("a job over more rows than a chunk holds loses none", async () => {
  const records = Array.from({ length: 5000 }, (_, index) => ({
    timestamp: index % 7 === 0 ? "2024-01-01T00:00:00Z" : "2024-01-02",
    city: index % 3 === 0 ? null : `city number ${index}`,
    session_length: index % 5 === 0 ? null : -index,
  }));
  const mappings = { ...PLAIN, session_length: '"session_length"' };
  await run(checkedJob({ mappings }), [jsonObject(records)]);
  const rows = await rowsOf('SELECT "__time", "city", "session_length" FROM "Koalas"');
  const expected = records.map((record) => [
    record.timestamp.includes("T") ? "2024-01-01T00:00:00.000Z" : "2024-01-02T00:00:00.000Z",
    record.city,
    record.session_length === null ? null : record.session_length + 0,
  ]);
  expect(rows).toEqual(expected);
});

test("closing the engine stops a run without an outcome", async () => {
  const other = await openDuckDb({ memory: true });
  let closed: Promise<void> | undefined;
  const object: SourceObject = {
    ...jsonObject(KOALAS),
    open: async (signal) => {
      closed = other.close();
      return jsonObject(KOALAS).open(signal);
    },
  };
  await expect(runToEnd(other, "job-1", checkedJob(), [object])).rejects.toThrow("run job-1 became unknown");
  await closed;
  await expect(stateOf(other, "job-1")).rejects.toThrow("no state was observed");
});

test("a filter that keeps no record completes with a warning", async () => {
  const filter = "\"city\" = 'Hobart'";
  for (const [runId, mappings] of [
    ["job-1", PLAIN],
    ["job-2", { ...PLAIN, n: "COUNT(*)" }],
  ] as const) {
    const outcome = await run(checkedJob({ table: runId, mappings, filter }), [jsonObject(KOALAS)], runId);
    expect(outcome).toMatchObject({
      status: "completed",
      totals: { numRowsProcessed: 3, numRowsPersisted: 0 },
      warning: { code: "no_rows_found", message: "the filter keeps none of 3 records" },
    });
  }
});

test("records that the job itself holds are read", async () => {
  const source = {
    kind: "inline",
    data: KOALAS.map((record) => JSON.stringify(record)).join("\n"),
    format: { format: "nd-json" },
  } as const;
  const outcome = await run(checkedJob({ source, mappings: PLAIN }));
  expect(outcome).toMatchObject({ status: "completed", totals: { numRowsProcessed: 3, numBytesProcessed: 273 } });
  expect(await rowsOf('SELECT "city" FROM "Koalas"')).toEqual([["Sydney"], ["Sydney"], ["Perth"]]);
  const broken = await run(
    checkedJob({ source: { ...source, data: "{}\n{" }, mappings: PLAIN, maxParseExceptions: 0 }),
    [],
    "job-2",
  );
  expect(broken).toMatchObject({ error: { message: expect.stringMatching(/^line 2 of "inline data"/) } });
});

test("a declared double or float column stores any number as its nearest one", async () => {
  const mappings = { ...PLAIN, d: '"session_length"', f: '"session_length"', t: 'SUM("session_length")' };
  const declared = { d: "double", f: "float", t: "double", city: "string" } as const;
  const [long, other] = [9007199254740993n, 9007199254740992n];
  const line = (n: bigint) => `{"timestamp":"2024-01-01","city":"x","session_length":${n}}`;
  await run(checkedJob({ mappings, declared }), [jsonObject([line(long), line(long), line(other)])]);
  expect((await engine.table("Koalas"))?.columns.map(({ type }) => type).slice(2)).toEqual([
    "DOUBLE",
    "FLOAT",
    "DOUBLE",
  ]);
  // Two groups, since rows are grouped before their values are converted.
  expect(await rowsOf('SELECT d, f, t FROM "Koalas" ORDER BY t')).toEqual([
    [9007199254740992, 9007199000000000, 9007199254740992],
    [9007199254740992, 9007199000000000, 18014398509481984],
  ]);
});
