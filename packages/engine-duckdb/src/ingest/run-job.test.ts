import { BucketError, type BucketObject, type JobProgress } from "@starfix/engine";
import { parseQuery } from "@starfix/expr/parse";
import { afterEach, beforeEach, expect, test } from "vitest";
import { bytesObject, jobPlan, jsonObject, runOptions } from "../job-fixture.ts";
import { type DuckDb, openDuckDb } from "../open-duckdb.ts";

const KOALAS = [
  { timestamp: "2024-03-01T00:00:01.234Z", city: "Sydney", session: "s-1", session_length: 10 },
  { timestamp: "2024-03-01T00:00:01.234Z", city: "Sydney", session: "s-1", session_length: 345 },
  { timestamp: "2024-03-01T00:00:02Z", city: "Perth", session: "s-2", session_length: 7 },
];
const PLAIN = { __time: 'TIME_PARSE("timestamp")', city: '"city"' };

let db: DuckDb;
beforeEach(async () => {
  db = await openDuckDb({ memory: true });
});
afterEach(() => db.close());

const rowsOf = async (sql: string) => (await db.engine.query(parseQuery(sql))).rows;

test("a job groups by its dimensions and makes the table", async () => {
  const outcome = await db.engine.run(jobPlan(), [jsonObject(KOALAS, "demo.json.gz")], runOptions());
  expect(outcome).toEqual({
    status: "completed",
    counters: { bytesProcessed: 274, rowsProcessed: 3, rowsSkippedByError: 0, rowsPersisted: 2 },
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
  expect(await db.engine.outcome("job-1")).toEqual(outcome);
  expect(await db.engine.tables()).toEqual([await db.engine.table("Koalas")]);
  expect(await db.engine.table("Koalas")).toMatchObject({
    name: "Koalas",
    aggregate: true,
    rows: 2,
    bytes: 2 * 24 + 11 + 6,
  });
});

test("a job without aggregates keeps every row, and __time comes first", async () => {
  const mappings = { city: '"city"', __time: 'TIME_PARSE("timestamp")' };
  await db.engine.run(jobPlan({ mappings }), [jsonObject(KOALAS)], runOptions());
  const { columns, rows } = await db.engine.query(parseQuery('SELECT * FROM "Koalas"'));
  expect(columns.map((column) => column.name)).toEqual(["__time", "city"]);
  expect(rows).toHaveLength(3);
});

test("a filter leaves rows out before times are looked at", async () => {
  const objects = [jsonObject([...KOALAS, { timestamp: "nonsense", city: "X" }])];
  const mappings = PLAIN;
  const filter = 'TIME_PARSE("timestamp") IS NOT NULL AND "city" <> \'Perth\'';
  const outcome = await db.engine.run(jobPlan({ mappings, filter }), objects, runOptions());
  expect(outcome).toMatchObject({ status: "completed", counters: { rowsProcessed: 4, rowsPersisted: 2 } });
});

test("a row without a time fails the job and leaves no table", async () => {
  const outcome = await db.engine.run(jobPlan(), [jsonObject([...KOALAS, { city: "X" }])], runOptions());
  expect(outcome).toMatchObject({
    status: "failed",
    error: { code: "null_timestamp", message: expect.stringMatching(/^1 row has no time/) },
  });
  expect(await db.engine.tables()).toEqual([]);
  expect(await db.engine.outcome("job-1")).toEqual(outcome);
});

test("unreadable lines are counted and skipped", async () => {
  const objects = [jsonObject(["{broken", ...KOALAS, ""])];
  const outcome = await db.engine.run(jobPlan({ maxParseExceptions: 2 }), objects, runOptions());
  expect(outcome).toMatchObject({
    status: "completed",
    counters: { rowsProcessed: 3, rowsSkippedByError: 2, rowsPersisted: 2 },
    warning: { code: "invalid_rows_found", message: "2 unreadable records were skipped" },
  });
});

test("one unreadable line too many fails the job and leaves the table as it was", async () => {
  await db.engine.run(jobPlan(), [jsonObject(KOALAS)], runOptions());
  const plan = jobPlan({ jobId: "job-2", maxParseExceptions: 1 });
  const outcome = await db.engine.run(plan, [jsonObject([...KOALAS, "{broken", '["'])], runOptions());
  expect(outcome).toMatchObject({
    status: "failed",
    counters: { rowsPersisted: 0 },
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
  expect(await db.engine.run(jobPlan(), [], runOptions())).toMatchObject({ status: "completed", warning });
  const empty = await db.engine.run(jobPlan({ jobId: "job-2" }), [jsonObject([])], runOptions());
  expect(empty).toMatchObject({ status: "completed", counters: { rowsPersisted: 0 }, warning });
});

test("a damaged object fails the job", async () => {
  const outcome = await db.engine.run(jobPlan(), [bytesObject("demo.json.gz", Buffer.from("no gzip"))], runOptions());
  expect(outcome).toMatchObject({ status: "failed", error: { code: "cannot_parse_source" } });
});

test("a bucket that cannot be reached fails the job", async () => {
  const object: BucketObject = {
    key: "demo.json",
    size: 1,
    open: () => Promise.reject(new BucketError("s3://demo-bucket", "s3://demo-bucket: access denied")),
  };
  const outcome = await db.engine.run(jobPlan(), [object], runOptions());
  expect(outcome).toMatchObject({ status: "failed", error: { code: "could_not_connect_to_source" } });
});

test("a fault of ours is thrown and leaves nothing", async () => {
  const object: BucketObject = { key: "demo.json", size: 1, open: () => Promise.reject(new TypeError("a bug")) };
  await expect(db.engine.run(jobPlan(), [object], runOptions())).rejects.toThrow("a bug");
  expect(await db.engine.outcome("job-1")).toBeUndefined();
});

test("division by zero fails the job", async () => {
  const mappings = { ...PLAIN, n: '1 / ("session_length" - 7)' };
  const outcome = await db.engine.run(jobPlan({ mappings }), [jsonObject(KOALAS)], runOptions());
  expect(outcome).toMatchObject({ status: "failed", error: { code: "internal_error", message: "/ by zero" } });
  expect(await db.engine.tables()).toEqual([]);
});

test("a NUL in a stored text fails the job, and one in a text that is not stored does not", async () => {
  const object = jsonObject([{ timestamp: "2024-01-01", city: "a\0b", session: "x\0".repeat(10) }]);
  const failed = await db.engine.run(jobPlan({ mappings: PLAIN }), [object], runOptions());
  expect(failed).toMatchObject({ status: "failed", error: { code: "invalid_null_byte" } });
  const mappings = { __time: 'TIME_PARSE("timestamp")', n: 'LENGTH("session")' };
  await db.engine.run(jobPlan({ jobId: "job-2", mappings }), [object], runOptions());
  expect(await rowsOf('SELECT n FROM "Koalas"')).toEqual([[20]]);
});

test("a list in a text column fails the job", async () => {
  const object = jsonObject([{ timestamp: "2024-01-01", city: ["a", "b"] }]);
  const outcome = await db.engine.run(jobPlan({ mappings: PLAIN }), [object], runOptions());
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
  await db.engine.run(jobPlan({ table: 'odd "name"; drop', input, mappings }), [jsonObject(lines)], runOptions());
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
  await db.engine.run(jobPlan({ table: "T", input, mappings }), [object], runOptions());
  await db.engine.run(jobPlan({ jobId: "job-2", table: "t", input, mappings }), [object], runOptions());
  expect(await rowsOf('SELECT "A", "a" FROM "T"')).toEqual([["upper", "lower"]]);
  expect((await db.engine.tables()).map((table) => table.name)).toEqual(["T", "t"]);
});

test("appending adds columns, and rows that are there have null in them", async () => {
  await db.engine.run(jobPlan({ mappings: PLAIN }), [jsonObject(KOALAS)], runOptions());
  const mappings = { __time: 'TIME_PARSE("timestamp")', session: '"session"' };
  await db.engine.run(
    jobPlan({ jobId: "job-2", mappings, create: false }),
    [jsonObject(KOALAS.slice(2))],
    runOptions(),
  );
  expect(await rowsOf('SELECT "city", "session" FROM "Koalas" ORDER BY "session", "city"')).toEqual([
    ["Perth", null],
    ["Sydney", null],
    ["Sydney", null],
    [null, "s-2"],
  ]);
});

test("a job that does not fit the table is refused, and fails where the table changed in between", async () => {
  await db.engine.run(jobPlan({ mappings: PLAIN }), [jsonObject(KOALAS)], runOptions());
  const mappings = { ...PLAIN, city: '"session_length"' };
  const plan = jobPlan({ jobId: "job-2", mappings });
  const message =
    'table "Koalas": column "city" is a dimension of type VARCHAR, and the job gives a dimension of type BIGINT';
  expect(await db.engine.refusals(plan)).toEqual([{ code: "table_mismatch", name: "city", message }]);
  const outcome = await db.engine.run(plan, [jsonObject(KOALAS)], runOptions());
  expect(outcome).toMatchObject({ status: "failed", error: { code: "query_not_supported", message } });
  expect(await db.engine.refusals(jobPlan({ jobId: "job-3" }))).toMatchObject([
    { code: "table_mismatch", name: "Koalas" },
  ]);
});

test("a job into a table that is not there fails unless it may create it", async () => {
  const outcome = await db.engine.run(jobPlan({ create: false }), [jsonObject(KOALAS)], runOptions());
  expect(outcome).toMatchObject({
    status: "failed",
    error: { message: expect.stringContaining('table "Koalas" does not exist') },
  });
});

test("every function that is not exact is named before anything runs", async () => {
  const mappings = { ...PLAIN, up: "REGEXP_EXTRACT(\"city\", 'x')", n: 'APPROX_COUNT_DISTINCT("session")' };
  const plan = jobPlan({ mappings, filter: "REGEXP_LIKE(\"city\", 'S')" });
  expect(await db.engine.refusals(plan)).toEqual([
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
  expect(await db.engine.refusals(jobPlan())).toEqual([]);
});

test("running a job again gives its outcome and no rows", async () => {
  const first = await db.engine.run(jobPlan(), [jsonObject(KOALAS)], runOptions());
  expect(await db.engine.run(jobPlan(), [jsonObject(KOALAS)], runOptions())).toEqual(first);
  expect(await rowsOf('SELECT COUNT(*) FROM "Koalas"')).toEqual([[2]]);
});

test("jobs into one table at once all arrive, each once", async () => {
  const jobs = Array.from({ length: 8 }, (_, index) =>
    db.engine.run(jobPlan({ jobId: `job-${index}`, mappings: PLAIN }), [jsonObject(KOALAS)], runOptions()),
  );
  const outcomes = await Promise.all(jobs);
  expect(outcomes.map((outcome) => outcome.status)).toEqual(Array(8).fill("completed"));
  expect(await rowsOf('SELECT COUNT(*) FROM "Koalas"')).toEqual([[24]]);
});

test("canceling a job leaves its outcome and nothing else", async () => {
  const abort = new AbortController();
  const object: BucketObject = {
    ...jsonObject(KOALAS),
    open: async (signal) => {
      abort.abort();
      return jsonObject(KOALAS).open(signal);
    },
  };
  const outcome = await db.engine.run(jobPlan(), [object], runOptions({ signal: abort.signal }));
  expect(outcome).toMatchObject({ status: "canceled", counters: { rowsPersisted: 0 } });
  expect(await db.engine.tables()).toEqual([]);
  expect(await db.engine.outcome("job-1")).toEqual(outcome);
});

test("a job can be canceled while DuckDB works", async () => {
  const records = Array.from({ length: 60_000 }, (_, index) => ({ timestamp: "2024-01-01", city: `city ${index}` }));
  const abort = new AbortController();
  const text = Array(40).fill('LOWER(UPPER("city"))').join(" || ");
  const plan = jobPlan({ mappings: { ...PLAIN, city: text } });
  const object: BucketObject = {
    ...jsonObject(records),
    open: async (signal) => {
      const stream = await jsonObject(records).open(signal);
      stream.once("close", () => setTimeout(() => abort.abort(), 50));
      return stream;
    },
  };
  const outcome = await db.engine.run(plan, [object], runOptions({ signal: abort.signal }));
  expect(outcome).toMatchObject({ status: "canceled", counters: { rowsProcessed: 60_000, rowsPersisted: 0 } });
  expect(await db.engine.tables()).toEqual([]);
  expect(await db.engine.outcome("job-1")).toEqual(outcome);
});

test("progress grows and ends at one", async () => {
  const seen: JobProgress[] = [];
  const objects = [jsonObject(KOALAS), jsonObject(KOALAS, "more.json")];
  await db.engine.run(jobPlan(), objects, runOptions({ onProgress: (progress) => seen.push(progress) }));
  expect(seen.length).toBeGreaterThan(1);
  expect(seen.map((progress) => progress.share)).toEqual(
    seen.map((progress) => progress.share).toSorted((a, b) => a - b),
  );
  expect(seen.at(-1)).toEqual({
    bytesProcessed: 548,
    rowsProcessed: 6,
    rowsSkippedByError: 0,
    rowsPersisted: 2,
    share: 1,
  });
});

test("a job over more rows than a chunk holds loses none", async () => {
  const records = Array.from({ length: 5000 }, (_, index) => ({
    timestamp: index % 7 === 0 ? "2024-01-01T00:00:00Z" : "2024-01-02",
    city: index % 3 === 0 ? null : `city number ${index}`,
    session_length: index % 5 === 0 ? null : -index,
  }));
  const mappings = { ...PLAIN, session_length: '"session_length"' };
  await db.engine.run(jobPlan({ mappings }), [jsonObject(records)], runOptions());
  const rows = await rowsOf('SELECT "__time", "city", "session_length" FROM "Koalas"');
  const expected = records.map((record) => [
    record.timestamp.includes("T") ? "2024-01-01T00:00:00.000Z" : "2024-01-02T00:00:00.000Z",
    record.city,
    record.session_length === null ? null : record.session_length + 0,
  ]);
  expect(rows).toEqual(expected);
});

test("closing the engine stops a job, which can then be run again", async () => {
  const other = await openDuckDb({ memory: true });
  let closed: Promise<void> | undefined;
  const object: BucketObject = {
    ...jsonObject(KOALAS),
    open: async (signal) => {
      closed = other.close();
      return jsonObject(KOALAS).open(signal);
    },
  };
  await expect(other.engine.run(jobPlan(), [object], runOptions())).rejects.toThrow("the engine was closed");
  await closed;
  await expect(other.engine.outcome("job-1")).rejects.toThrow("the database is closed");
});
