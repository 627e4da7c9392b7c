import { expect, test } from "vitest";
import {
  batchJob,
  col,
  days,
  defineJobs,
  deleteDataJob,
  detailTable,
  dropTableJob,
  kafkaConnection,
  restoreDataJob,
  s3Connection,
  secret,
  sql,
  sqlJob,
  streamingJob,
} from "../index.ts";

const kafka = kafkaConnection("events")
  .servers("broker.example.com:9092")
  .topic("events")
  .sasl({ mechanism: "PLAIN", username: "u", password: secret("KAFKA_PASSWORD") });
const demo = s3Connection("demo").bucket("demo-bucket").region("us-east-1").role("arn:aws:iam::012345678901:role/r");
const koalas = detailTable("Koalas").columns({ city: "string" });
const stream = streamingJob("events")
  .from(kafka)
  .format("nd-json")
  .input({ timestamp: "string", session: "string" })
  .into("Events")
  .map({ __time: 'TIME_PARSE("timestamp")' });

test("a streaming job holds what it was given", () => {
  const node = stream
    .readFrom("earliest")
    .discoverSchema()
    .exclude("debug")
    .rejectLate("P7D")
    .rejectEarly("PT1H")
    .replaceRunning()
    .upsert({ key: ["session"], version: "at" })
    .filter('"session" IS NOT NULL')
    .partitionBy("hour")
    .clusterBy("session")
    .maxParseExceptions(5)
    .toNode();
  expect(node).toMatchObject({
    type: "streaming",
    id: "events",
    connection: { name: "events" },
    upsert: { keyColumns: ["session"], versionColumn: "at" },
    filter: { kind: "sql", sql: '"session" IS NOT NULL' },
    request: {
      readFromPoint: "earliest",
      useSchemaDiscovery: true,
      dimensionExclusions: ["debug"],
      lateMessageRejectionPeriod: "P7D",
      earlyMessageRejectionPeriod: "PT1H",
      replaceRunning: true,
      partitionedBy: "hour",
      clusteringColumns: ["session"],
      maxParseExceptions: 5,
    },
  });
});

test("a SQL job takes text, or a template with values and tables", () => {
  const text = 'INSERT INTO "Cities" SELECT "city" FROM "Koalas" WHERE "n" = ? -- why?\nPARTITIONED BY ALL;';
  expect(sqlJob("a").query(text).parameters(7).createIfMissing().context({ maxNumTasks: 2 }).toNode()).toMatchObject({
    type: "sql",
    query: text,
    parameters: [{ type: "BIGINT", value: 7 }],
    request: { type: "sql", createTableIfNotExists: true, context: { maxNumTasks: 2 } },
    uses: [],
  });
  const template = sql`REPLACE INTO ${koalas} OVERWRITE ALL SELECT ${col("c", "VARCHAR")} FROM "X" WHERE "c" <> ${"it's"} OR "n" > ${3} PARTITIONED BY DAY`;
  const node = sqlJob("b").query(template).uses(demo).toNode();
  expect(node.query).toBe(
    `REPLACE INTO "Koalas" OVERWRITE ALL SELECT "c" FROM "X" WHERE "c" <> 'it''s' OR "n" > 3 PARTITIONED BY DAY`,
  );
  expect(node.uses.map(({ kind, name }) => [kind, name])).toEqual([
    ["table", "Koalas"],
    ["connection", "demo"],
  ]);
  expect(String(sql`a ${sql`b ${null}`} ${true}`)).toBe("a b NULL TRUE");
});

test("values for question marks have SQL types", () => {
  const job = sqlJob("a").query("INSERT INTO t SELECT ?, ?, ?, ? PARTITIONED BY ALL");
  const time = { type: "TIMESTAMP", value: "2026-01-01 00:00:00" };
  expect(job.parameters("x", 1.5, true, time).toNode().parameters).toEqual([
    { type: "VARCHAR", value: "x" },
    { type: "DOUBLE", value: 1.5 },
    { type: "BOOLEAN", value: true },
    time,
  ]);
  expect(() => job.parameters("x").toNode()).toThrow(
    'invalid parameters of job "a": expected 4, one for each question mark of the statement, received 1',
  );
});

test("jobs that delete, drop and restore hold their table and rows", () => {
  expect(deleteDataJob("a").table("Koalas").intervals("2026-01-01/2026-02-01").soft().toNode()).toMatchObject({
    type: "delete_data",
    target: { table: "Koalas", declared: undefined },
    rows: { intervals: ["2026-01-01/2026-02-01"] },
    request: { type: "delete_data", softDelete: true },
  });
  expect(deleteDataJob("a").table("Koalas").all().toNode().rows).toBe("all");
  // @ts-expect-error rows are selected
  expect(() => deleteDataJob("a").intervals("2026-01-01/P1D").all()).toThrow(
    "rows are selected by .intervals() already",
  );
  // @ts-expect-error rows are selected
  expect(() => deleteDataJob("a").all().intervals("2026-01-01/P1D")).toThrow("rows are selected by .all() already");
  expect(dropTableJob("a").table(koalas).toNode()).toMatchObject({
    type: "drop_table",
    target: { table: "Koalas", declared: { kind: "table" } },
  });
  expect(dropTableJob("a").table(koalas).toNode().request).toEqual({ type: "drop_table" });
  expect(
    restoreDataJob("a").table("Koalas").interval("2026-01-01/P1M").versions("2026-01-01T12:00:00.460Z").toNode(),
  ).toMatchObject({
    type: "restore_data",
    interval: "2026-01-01/P1M",
    request: { versions: ["2026-01-01T12:00:00.460Z"] },
  });
});

test("jobs over a list are told apart by their ids", () => {
  const make = (id: string) =>
    batchJob(id).from(demo).prefixes("a/").input({ t: "string" }).into("T").map({ __time: 'TIME_PARSE("t")' });
  const jobs = defineJobs(days("2026-01-01/2026-01-03"), (day) => make(`koalas-${day.name}`).replace(day.interval));
  expect(jobs.map((job) => job.toNode().id)).toEqual(["koalas-2026-01-01", "koalas-2026-01-02"]);
  const pairs = defineJobs(["dev", "prod"], (stage, index) => [make(`a-${stage}`), make(`b-${index}`)]);
  expect(pairs.map((job) => job.toNode().id)).toEqual(["a-dev", "b-0", "a-prod", "b-1"]);
  expect(() => defineJobs(["a", "b"], () => make("koalas"))).toThrow('two jobs of a list are named "koalas"');
  expect(() => defineJobs(["a"], () => batchJob().from(demo) as never)).toThrow("job 1 of a list has no id");
  // @ts-expect-error a connection is no job
  expect(() => defineJobs(["a"], () => demo)).toThrow("invalid job: expected a job such as batchJob(…)…");
  expect(() => defineJobs(7 as never, () => make("a"))).toThrow("invalid list: expected a list");
});

const refusals: readonly (readonly [string, () => unknown, string])[] = [
  // @ts-expect-error a table is missing
  ["a deletion without a table", () => deleteDataJob("a").all().toNode(), 'incomplete job "a": call .table(name)'],
  // @ts-expect-error rows are missing
  ["a deletion of no rows", () => deleteDataJob("a").table("T").toNode(), 'call .intervals("start/end") or .all()'],
  // @ts-expect-error a table is missing
  ["a drop of no table", () => dropTableJob("a").toNode(), 'incomplete job "a": call .table(name)'],
  // @ts-expect-error an interval is missing
  ["a restore without an interval", () => restoreDataJob("a").table("T").toNode(), 'call .interval("start/end")'],
  // @ts-expect-error a statement is missing
  ["a SQL job without a statement", () => sqlJob("a").toNode(), 'incomplete job "a": call .query(sql)'],
  // @ts-expect-error everything is missing
  ["an empty streaming job", () => streamingJob("a").toNode(), "call .from(connection); call .input"],
  [
    "a query",
    () => sqlJob("a").query("SELECT 1 PARTITIONED BY DAY"),
    "expected one INSERT INTO or REPLACE INTO statement",
  ],
  ["no partitions", () => sqlJob("a").query("INSERT INTO t SELECT 'PARTITIONED BY DAY'"), "with PARTITIONED BY"],
  [
    "two statements",
    () => sqlJob("a").query("INSERT INTO t SELECT 1 PARTITIONED BY DAY; DROP x"),
    "expected one statement",
  ],
  [
    "a replacement of what",
    () => sqlJob("a").query("REPLACE INTO t SELECT 1 PARTITIONED BY DAY"),
    "expected OVERWRITE ALL",
  ],
  ["an open text", () => sqlJob("a").query("INSERT INTO t SELECT 'x PARTITIONED BY DAY"), "with all quotes closed"],
  // @ts-expect-error a secret cannot stand in SQL
  ["a secret in SQL", () => sql`INSERT ${secret("A")}`, "a secret or another object cannot stand in SQL"],
  ["a number that is none", () => sqlJob("a").parameters(Number.NaN), "invalid parameter: expected a number"],
  ["a type that is none", () => sqlJob("a").parameters({ type: "7", value: 1 }), "invalid type of parameter"],
  ["a version that is no time", () => deleteDataJob("a").versions("1"), "invalid version: expected an ISO 8601 time"],
  // @ts-expect-error objects are no stream
  ["objects as a stream", () => streamingJob("a").from(demo), "expected one of Kafka, Confluent, Kinesis or push"],
  // @ts-expect-error not a point
  ["another point", () => stream.readFrom("middle"), "invalid readFrom: expected earliest or latest"],
  // @ts-expect-error no period
  ["a period that is none", () => stream.rejectLate("7 days"), "invalid rejectLate: expected an ISO 8601 period"],
  // @ts-expect-error a key has a column
  ["a key of nothing", () => stream.upsert({ key: [] }), "invalid key column: expected at least one"],
  // @ts-expect-error a format of objects
  ["a format of objects", () => stream.format("parquet"), '"parquet" is for objects, not for streams'],
];

test.each(refusals)("%s is refused", (_what, call, message) => {
  expect(call).toThrow(message);
});
