import { printExpr } from "@starfix/expr";
import { expect, test } from "vitest";
import { s3Connection } from "../connection/s3-connection.ts";
import {
  aggregateTable,
  detailTable,
  inline,
  max,
  pushStreamingConnection,
  sum,
  tableSource,
  timeParse,
  uploadedFiles,
} from "../index.ts";
import { batchJob } from "./batch-job.ts";
import type { ExpressionNode } from "./job-node.ts";

const demo = s3Connection("demo-conn")
  .bucket("demo-bucket")
  .region("us-east-1")
  .role("arn:aws:iam::012345678901:role/demo-role");

const push = pushStreamingConnection("push");

const base = batchJob("koalas")
  .from(demo)
  .uris("s3://demo-bucket/polaris-ingest/demo-file.json.gz")
  .format("nd-json")
  .input({ timestamp: "string", city: "string", session: "string", session_length: "long" })
  .into("Koalas", { createIfMissing: true });

function sqlOf(expression: ExpressionNode): string {
  return expression.kind === "sql" ? expression.sql : printExpr(expression.node);
}

test("a job holds what it was given", () => {
  const node = base
    .map((c) => ({ __time: timeParse(c.timestamp), max_session_length: max(c.session_length) }))
    .maxParseExceptions(3)
    .toNode();
  expect(node).toMatchObject({
    kind: "job",
    id: "koalas",
    selection: { uris: ["s3://demo-bucket/polaris-ingest/demo-file.json.gz"] },
    type: "batch",
    format: { settings: { format: "nd-json" }, registries: [] },
    target: { table: "Koalas", createIfMissing: true },
    request: { maxParseExceptions: 3 },
  });
  expect(node.source).toMatchObject({ kind: "objects", connection: { name: "demo-conn" } });
  expect(Object.entries(node.input).at(-1)).toEqual(["session_length", "long"]);
  expect(node.mappings.map(({ column, expression }) => [column, sqlOf(expression)])).toEqual([
    ["__time", 'TIME_PARSE("timestamp")'],
    ["max_session_length", 'MAX("session_length")'],
  ]);
});

test("mappings as expressions and as SQL text mix, and a second call adds columns", () => {
  const node = base
    .map((c) => ({ __time: timeParse(c.timestamp), city: '"city"' }))
    .map({ session: '"session"' })
    .toNode();
  expect(node.mappings.map(({ column, expression }) => [column, expression.kind, sqlOf(expression)])).toEqual([
    ["__time", "built", 'TIME_PARSE("timestamp")'],
    ["city", "sql", '"city"'],
    ["session", "sql", '"session"'],
  ]);
});

test("a column that is mapped twice is refused", () => {
  expect(() => base.map({ city: '"city"' }).map({ city: '"session"' })).toThrow('column "city" is mapped twice');
});

test("names that JavaScript would move are given as pairs", () => {
  const pairs = base.map([
    ["2", '"city"'],
    ["1", 'TIME_PARSE("timestamp")'],
  ]);
  expect(pairs.toNode().mappings.map(({ column }) => column)).toEqual(["2", "1"]);
  expect(
    base
      .map((c) => [
        ["2", c.city],
        ["1", '"session"'],
      ])
      .toNode()
      .mappings.map(({ column }) => column),
  ).toEqual(["2", "1"]);
  expect(() => base.map({ "1": '"city"' })).toThrow('give pairs instead, as in [["1", "\\"city\\""]]');
  // @ts-expect-error a pair has two members
  expect(() => base.map([["1"]])).toThrow("invalid mapping: expected a pair of a column and an expression");
});

test("records can stand in the job, in uploaded files or in another table", () => {
  const rest = batchJob("a").input({ t: "string" }).into("T").map({ __time: 'TIME_PARSE("t")' });
  expect(rest.from(inline([{ t: "2026-01-01" }, { t: "2026-01-02" }])).toNode()).toMatchObject({
    source: { kind: "inline", data: '{"t":"2026-01-01"}\n{"t":"2026-01-02"}\n' },
    selection: undefined,
  });
  expect(rest.from(uploadedFiles("a.json", "b.json")).toNode().source).toEqual({
    kind: "uploaded",
    files: ["a.json", "b.json"],
  });
  expect(rest.from(tableSource("Koalas", { interval: "2026-01-01/P1M" })).toNode().source).toEqual({
    kind: "table",
    table: "Koalas",
    interval: "2026-01-01/P1M",
    declared: undefined,
  });
});

test("objects are selected from an object store, and nowhere else", () => {
  const rows = batchJob("a").from(inline("{}")).input({ t: "string" });
  // @ts-expect-error objects are selected from a connection to S3 or Azure; this source has none
  expect(() => rows.uris("s3://demo-bucket/a")).toThrow("objects are selected from a connection to S3 or Azure");
  // @ts-expect-error the same
  expect(() => rows.pattern("*.json")).toThrow("and this job reads inline records");
  // A source that needs no selection takes an earlier one away.
  const again = rows.into("T").map({ __time: 'TIME_PARSE("t")' }).from(demo);
  // @ts-expect-error and then one is missing again
  expect(() => again.toNode()).toThrow("call .uris(…)");
  expect(base.from(demo).map({ __time: 'TIME_PARSE("timestamp")' }).toNode().selection).toEqual({
    uris: ["s3://demo-bucket/polaris-ingest/demo-file.json.gz"],
  });
});

test("a declared table that is read gives the input", () => {
  const sessions = aggregateTable("Sessions").columns({ city: "string" }).measures({ n: "long" });
  const node = batchJob("copy")
    .from(tableSource(sessions))
    .into("Copy")
    .map((c) => ({ __time: c.__time, n: c.n, records: sum(c.__count) }))
    .toNode();
  expect(Object.entries(node.input)).toEqual([
    ["__time", "timestamp"],
    ["city", "string"],
    ["n", "long"],
    ["__count", "long"],
  ]);
  const declared = sessions.measures({ __count: "long" });
  expect(
    Object.keys(batchJob("copy").from(tableSource(declared)).into("Copy").map({ n: '"n"' }).toNode().input),
  ).toEqual(["__time", "city", "n", "__count"]);
  const details = tableSource(detailTable("Raw").columns({ city: "string" }));
  const copy = batchJob("copy").from(details).into("Copy");
  // @ts-expect-error Property '__count' does not exist
  expect(() => copy.map((c) => ({ n: c.__count }))).toThrow('"__count" is not in');
  expect(node.source).toMatchObject({ kind: "table", table: "Sessions", declared: { kind: "table" } });
});

test("a job appends or replaces, and not both", () => {
  const job = base.map({ __time: 'TIME_PARSE("timestamp")' });
  expect(job.toNode().ingestion).toBeUndefined();
  expect(job.append().toNode().ingestion).toEqual({ mode: "append" });
  expect(job.replace("all").replace("2026-01-01/P1D", "2026-02-01/P1D").toNode().ingestion).toEqual({
    mode: "replace",
    intervals: ["2026-01-01/P1D", "2026-02-01/P1D"],
  });
  // @ts-expect-error the mode is set
  expect(() => job.replace("all").append()).toThrow("the mode is set by .replace() already");
  // @ts-expect-error the mode is set
  expect(() => job.append().replace("all")).toThrow("the mode is set by .append() already");
  // @ts-expect-error intervals or "all"
  expect(() => job.replace()).toThrow('invalid replace: expected "all" or intervals');
  // @ts-expect-error no interval
  expect(() => job.replace("2026-01-01")).toThrow("invalid interval: expected start/end such as");
});

test("what a job says of rows, chunks and the run is held", () => {
  const context = { sqlTimeZone: "UTC", nested: { a: [1] } };
  const job = base.map({ __time: 'TIME_PARSE("timestamp")' }).partitionBy("hour").clusterBy("city").context(context);
  context.nested.a.push(2);
  expect(job.toNode().request).toEqual({
    type: "batch",
    partitionedBy: "hour",
    clusteringColumns: ["city"],
    context: { sqlTimeZone: "UTC", nested: { a: [1] } },
  });
});

const unselected = batchJob("koalas").from(demo);
/** A call of each way to select objects. */
const selections = {
  uris: (job: typeof unselected) => job.uris("s3://demo-bucket/a/x.json"),
  objects: (job: typeof unselected) => job.objects("a/x.json"),
  prefixes: (job: typeof unselected) => job.prefixes("a/"),
  pattern: (job: typeof unselected) => job.pattern("a/*.json"),
};
const ways = Object.keys(selections) as (keyof typeof selections)[];

test.each(ways.flatMap((one) => ways.map((other) => [one, other] as const)))(
  "objects that are selected by .%s() are not selected by .%s() too, unless it is the same call",
  (one, other) => {
    const twice = (): unknown => selections[other](selections[one](unselected) as never);
    if (one === other) expect(twice).not.toThrow();
    else expect(twice).toThrow(`objects are selected by .${one}() already, and .${other}() contradicts it`);
  },
);

test("the same selection again replaces the first", () => {
  const job = unselected.pattern("a/*.json").pattern("b/*.json").input({ t: "string" }).into("T");
  expect(job.map({ __time: 'TIME_PARSE("t")' }).toNode().selection).toEqual({ pattern: "b/*.json" });
});

test("fields that are named by whole numbers are given as pairs, and stand in that order", () => {
  const node = base
    .input([
      ["10", "string"],
      ["at", "string"],
      ["2", "long"],
    ])
    .map((c) => ({ __time: timeParse(c.at), city: c["10"], n: c["2"], text: '"10"' }))
    .toNode();
  expect(node.inputOrder).toEqual(["10", "at", "2"]);
  expect(node.input).toEqual({ "10": "string", at: "string", "2": "long" });
  expect(node.mappings.map(({ column, expression }) => [column, sqlOf(expression)])).toEqual([
    ["__time", 'TIME_PARSE("at")'],
    ["city", '"10"'],
    ["n", '"2"'],
    ["text", '"10"'],
  ]);
  const again = base.input([["1", "string"]]).input({ at: "string" });
  expect(again.map({ __time: 'TIME_PARSE("at")' }).toNode().inputOrder).toBeUndefined();
});

test("a job without an id has none", () => {
  expect(
    batchJob().from(demo).objects("a").input({ t: "string" }).into("T").map({ __time: 'TIME_PARSE("t")' }).toNode().id,
  ).toBeUndefined();
});

test("a filter is a condition over the columns or SQL text", () => {
  const node = base.filter('"city" IS NOT NULL').map({ __time: 'TIME_PARSE("timestamp")' }).toNode();
  expect(node.filter).toEqual({ kind: "sql", sql: '"city" IS NOT NULL' });
});

test("a misspelt column throws where types are not checked", () => {
  // @ts-expect-error there is no such column
  expect(() => base.map((c) => ({ city: c.sesion }))).toThrow('unknown column: "sesion" is not in the input schema');
});

test("mappings before an input schema are refused", () => {
  expect(() => batchJob("koalas").map(() => ({}))).toThrow("call .input({ name: type }) before .map()");
});

test("another input schema takes the mappings back", () => {
  const again = base.map({ __time: 'TIME_PARSE("timestamp")' }).input({ at: "long" });
  // @ts-expect-error the mappings are gone
  expect(() => again.toNode()).toThrow('incomplete job "koalas": call .map({ column: expression })');
});

test("a job that lacks something says all that is to be called", () => {
  // @ts-expect-error everything is missing
  expect(() => batchJob("koalas").toNode()).toThrow(
    'incomplete job "koalas": call .from(source); call .uris(…), .objects(…), .prefixes(…) or .pattern(glob); call .input({ name: type }); call .into(table); call .map({ column: expression })',
  );
});

test.each([
  // @ts-expect-error there is no such length
  ["an unknown granularity", () => base.partitionBy("week"), "invalid granularity: expected one of second"],
  [
    "a column twice",
    () => base.clusterBy("a", "a"),
    'invalid clustering column: expected each name once, received "a"',
  ],
  ["a context that is no JSON", () => base.context({ a: () => 1 }), 'invalid context "a": expected a value that'],
  ["no records", () => inline([]), "invalid inline data: expected text, or a list of records"],
  ["no files", () => uploadedFiles(), "invalid file: expected at least one, such as koalas.json.gz"],
  // @ts-expect-error no interval
  ["a wrong interval", () => tableSource("T", { interval: "2026" }), "invalid interval"],
  ["a stream", () => batchJob("a").from(push as never), "invalid source: expected a connection to S3 or Azure"],
  ["a patch that is none", () => base.patch("x" as never), "invalid patch: expected a function"],
  [
    "a URI without a key",
    () => batchJob("a").uris("s3://demo-bucket"),
    "invalid uri: expected s3://bucket/key or azure://container/name",
  ],
  ["no URI", () => base.uris(), "invalid uri: expected at least one"],
  ["an empty key", () => batchJob("a").objects(""), "invalid object: expected text"],
  ["an empty table", () => base.into(""), "invalid table: expected a name with 1 to 255 characters"],
  ["a negative count", () => base.maxParseExceptions(-1), "invalid maxParseExceptions: expected a whole number from 0"],
  ["an empty input", () => base.input({}), "invalid input: expected at least one field"],
  ["a column that JavaScript would move", () => base.map({ "1": '"city"' }), 'invalid column name "1"'],
  [
    "a field that JavaScript would move",
    () => base.input({ "7": "string" }),
    'invalid input name "7": expected a name that is no whole number, because JavaScript would move it before the others; give pairs instead, as in [["7", "string"]]',
  ],
  ["no pairs", () => base.input([]), "invalid input: expected at least one field"],
  // @ts-expect-error a pair has a type
  ["a pair without a type", () => base.input([["7"]]), "invalid input: expected a pair of a name and a type"],
  // @ts-expect-error there is no such type
  ["a pair with another type", () => base.input([["7", "text"]]), 'invalid type of input "7": expected one of'],
  [
    "a pair that comes twice",
    () =>
      base.input([
        ["7", "string"],
        ["7", "long"],
      ]),
    'input "7" is given twice: give each field once',
  ],
  ["an id with a slash", () => batchJob("a/b"), "invalid job id: expected 1 to 64 ASCII letters"],
])("%s is refused", (_what, call, message) => {
  expect(call).toThrow(message);
});

test("an unknown key in the options is refused", () => {
  // @ts-expect-error there is no such option
  expect(() => base.into("Koalas", { createIfMising: true })).toThrow(
    'unknown option "createIfMising" of .into(): expected createIfMissing or rollup',
  );
});

test("a job that creates its table may give it a rollup", () => {
  const map = { __time: 'TIME_PARSE("timestamp")' };
  const target = base.into("Hours", { createIfMissing: true, rollup: "hour" }).map(map).toNode().target;
  expect(target).toMatchObject({ table: "Hours", createIfMissing: true, rollup: { timeResolution: "hour" } });
  expect(() => base.into("Hours", { rollup: "hour" })).toThrow("give createIfMissing: true too");
  expect(() => base.into("Hours", { createIfMissing: true, rollup: { period: "6h" } as never })).toThrow(
    "invalid period",
  );
  // @ts-expect-error a declared table has its own
  expect(() => base.into(aggregateTable("Hours"), { createIfMissing: true, rollup: "hour" })).toThrow(
    'rollup of .into() is for a table that is given by name: call .rollup() of table "Hours"',
  );
});

test("an unknown type of an input field is refused", () => {
  // @ts-expect-error there is no such type
  expect(() => base.input({ city: "text" })).toThrow('invalid type of input "city": expected one of string, varchar');
});

test("a connection that is none is refused", () => {
  // @ts-expect-error a name is not a connection
  expect(() => batchJob("koalas").from("demo-conn")).toThrow("invalid source: expected a connection");
});
