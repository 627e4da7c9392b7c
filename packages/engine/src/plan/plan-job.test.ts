import type { CreateJobRequest, Mapping } from "@starfix/schema";
import { expect, test } from "vitest";
import fixture from "../../fixtures/job-request.json" with { type: "json" };
import { type PlanContext, planJob } from "./plan-job.ts";
import type { RunnableJob } from "./runnable-job.ts";

// JSON widens the literals of the contract to string.
const koalas = fixture as RunnableJob;
const connection = { name: "demo-conn", bucket: "demo-bucket" };
const context: PlanContext = { jobId: "job-1", connection };

function plan(request: RunnableJob, more: Partial<PlanContext> = {}) {
  const planned = planJob(request, { ...context, ...more });
  if ("issues" in planned) throw new Error(planned.issues.map((issue) => issue.message).join("\n"));
  return planned.plan;
}

function issues(request: CreateJobRequest, more: Partial<PlanContext> = {}): string[] {
  const planned = planJob(request, { ...context, ...more });
  return "plan" in planned ? [] : planned.issues.map(({ code, pointer, message }) => `${code} ${pointer} ${message}`);
}

const source = (change: Partial<RunnableJob["source"]>): RunnableJob => ({
  ...koalas,
  source: { ...koalas.source, uris: null, ...change },
});
const mapped = (...mappings: readonly Mapping[]): RunnableJob => ({
  ...koalas,
  mappings: [{ columnName: "__time", expression: 'TIME_PARSE("timestamp")' }, ...mappings],
});

const s3 = koalas.source;
test.each<readonly [string, CreateJobRequest, string]>([
  ["a job", { type: "sql", query: "SELECT 1" }, "unsupported /type jobs of type sql are not supported; expected batch"],
  [
    "a source",
    { ...koalas, source: { type: "uploaded", fileList: ["a.json"], inputSchema: s3.inputSchema } },
    "unsupported /source/type sources of type uploaded are not supported; expected s3",
  ],
  [
    "a format",
    { ...koalas, source: { ...s3, formatSettings: { format: "csv" } } },
    "unsupported /source/formatSettings/format records of format csv are not supported; expected nd-json",
  ],
])("%s of a kind that no engine runs is refused by name", (_, request, want) => {
  expect(issues(request)).toEqual([want]);
});

test("the guide's job becomes a plan with its defaults and __count", () => {
  const { mappings, ...rest } = plan(koalas);
  expect(rest).toEqual({
    jobId: "job-1",
    table: "Koalas",
    createTableIfNotExists: true,
    connectionName: "demo-conn",
    selection: { kind: "uris", uris: ["s3://demo-bucket/polaris-ingest/demo-file.json.gz"] },
    format: { format: "nd-json" },
    input: koalas.source.inputSchema,
    filter: undefined,
    aggregates: true,
    partitionedBy: "day",
    clusteringColumns: [],
    maxParseExceptions: 2147483647,
  });
  expect(mappings.map(({ column, type, aggregate, pointer }) => [column, type, aggregate, pointer])).toEqual([
    ["__time", "TIMESTAMP", false, "/mappings/0/expression"],
    ["city", "VARCHAR", false, "/mappings/1/expression"],
    ["session", "VARCHAR", false, "/mappings/2/expression"],
    ["max_session_length", "BIGINT", true, "/mappings/3/expression"],
    ["__count", "BIGINT", true, undefined],
  ]);
  expect(mappings.at(-1)?.expression).toEqual({ kind: "call", function: "COUNT", args: [{ kind: "star" }] });
});

test("what clients send as defaults changes nothing", () => {
  const request: RunnableJob = {
    ...koalas,
    target: { ...koalas.target, intervals: [] },
    ingestionMode: "append",
    replaceAll: false,
    context: {},
    source: {
      ...koalas.source,
      objects: null,
      prefixes: [],
      pattern: null,
      formatSettings: { format: "nd-json", flattenSpec: null },
    },
    mappings: (koalas.mappings ?? []).map((mapping) => ({ isAggregation: null, ...mapping })),
  };
  expect(plan(request)).toEqual(plan(koalas));
});

test("a job without aggregates has no __count, and a field that nothing reads is not read", () => {
  const { mappings, aggregates, input } = plan(mapped({ columnName: "city", expression: '"city"' }));
  expect(aggregates).toBe(false);
  expect(mappings.map(({ column }) => column)).toEqual(["__time", "city"]);
  expect(input.map(({ name }) => name)).toEqual(["timestamp", "city"]);
});

test("a mapped __count stays as it is", () => {
  const { mappings } = plan(
    mapped({ columnName: "__count", expression: 'SUM("session_length")', isAggregation: true }),
  );
  expect(mappings.map(({ column }) => column)).toEqual(["__time", "__count"]);
});

test("replacing is refused by name", () => {
  expect(
    issues({
      ...koalas,
      ingestionMode: "replace",
      replaceAll: true,
      target: { ...koalas.target, intervals: ["2024-01-01/P1D"] },
    }),
  ).toEqual([
    "unsupported /ingestionMode ingestionMode replace is not supported; expected append",
    "unsupported /replaceAll replaceAll is not supported; a batch job can only append",
    "unsupported /target/intervals target.intervals are not supported; they belong to replace, a batch job can only append",
  ]);
});

test.each([
  [{}, "missing_selection /source missing objects: expected one of uris, objects, prefixes, pattern"],
  [
    { uris: [], objects: [] },
    "missing_selection /source missing objects: expected one of uris, objects, prefixes, pattern",
  ],
  [
    { objects: ["a.json"], pattern: "*.json" },
    "several_selections /source/pattern expected exactly one of uris, objects, prefixes, pattern, received objects and pattern",
  ],
  [
    { uris: ["https://x/y.json"] },
    'invalid_uri /source/uris/0 invalid URI: expected s3://<bucket>/<key>, received "https://x/y.json"',
  ],
  [
    { uris: ["s3://demo-bucket/"] },
    'invalid_uri /source/uris/0 invalid URI: expected s3://<bucket>/<key>, received "s3://demo-bucket/"',
  ],
  [
    { uris: ["s3://demo-bucket/a.json", "s3://other/a.json"] },
    'other_bucket /source/uris/1 invalid URI: connection "demo-conn" reads bucket "demo-bucket", received "s3://other/a.json"; a connection reads one bucket, make one for each',
  ],
  [
    { objects: [""] },
    "invalid_key /source/objects/0 invalid object: expected the key of an object, received an empty text",
  ],
  [
    { pattern: "" },
    "invalid_pattern /source/pattern invalid pattern: expected a glob such as **.json, received an empty text",
  ],
  [
    { pattern: "{a" },
    'invalid_pattern /source/pattern invalid pattern "{a": expected } to close the group that opens at position 1',
  ],
  [{ objects: ["a.json.bz2"] }, "unsupported /source/objects/0 compression bz2 is not supported; expected .gz or none"],
])("selection %j: %s", (change, issue) => {
  expect(issues(source({ formatSettings: { format: "nd-json" }, ...change }))).toEqual([issue]);
});

test("what lies outside the prefix of the connection is refused", () => {
  const limited = { connection: { ...connection, prefix: "polaris-ingest/" } };
  const formatSettings = { format: "nd-json" } as const;
  const outside = 'is out of reach: connection "demo-conn" is limited to keys that begin with "polaris-ingest/"';
  expect(issues(koalas, limited)).toEqual([]);
  expect(issues(source({ uris: ["s3://demo-bucket/a.json"] }), limited)).toEqual([
    `outside_prefix /source/uris/0 "a.json" ${outside}`,
  ]);
  expect(issues(source({ prefixes: ["pol", "x/"], formatSettings }), limited)).toEqual([
    `outside_prefix /source/prefixes/1 "x/" ${outside}`,
  ]);
  expect(issues(source({ pattern: "**.json" }), limited)).toEqual([]);
  expect(issues(source({ pattern: "x/*.json" }), limited)).toEqual([`outside_prefix /source/pattern "x/" ${outside}`]);
});

test.each(["a.json", "a.json.gz", "a.jsonl", "a.jsonl.gz", "a.ndjson", "b/a.ndjson.gz"])(
  "%s tells the format",
  (key) => {
    const { formatSettings: _, ...rest } = koalas.source;
    const request = (name: string): RunnableJob => ({
      ...koalas,
      source: { ...rest, uris: null, objects: [name] },
    });
    expect(plan(request(key)).format).toEqual({ format: "nd-json" });
    expect(issues(request(`${key}x`))).toEqual([
      `unknown_format /source/objects/0 "${key}x" does not tell the format: expected .json, .jsonl, .ndjson, with or without .gz; or set formatSettings, {"format":"nd-json"}`,
    ]);
  },
);

test("a prefix does not tell the format", () => {
  const { formatSettings: _, ...rest } = koalas.source;
  expect(issues({ ...koalas, source: { ...rest, uris: null, prefixes: ["a/"] } })).toEqual([
    'unknown_format /source a prefix does not tell the format; set formatSettings, {"format":"nd-json"}',
  ]);
});

test("a flattenSpec that does something is refused", () => {
  const flat = (flattenSpec: Record<string, unknown>) =>
    issues({ ...koalas, source: { ...koalas.source, formatSettings: { format: "nd-json", flattenSpec } } });
  expect(flat({ useFieldDiscovery: true, fields: [] })).toEqual([]);
  expect(flat({ useFieldDiscovery: false })).toHaveLength(1);
  expect(flat({ fields: [{ type: "path", name: "x", expr: "$.x" }] })[0]).toMatch(
    /^unsupported \/source\/formatSettings\/flattenSpec /,
  );
});

test("fields have distinct names and types that can be read", () => {
  const extra = (name: string, dataType: RunnableJob["source"]["inputSchema"][number]["dataType"]) =>
    issues({
      ...koalas,
      source: { ...koalas.source, inputSchema: [...koalas.source.inputSchema, { name, dataType }] },
    });
  expect(extra("x", "float")).toEqual([]);
  expect(extra("city", "long")).toEqual([
    'duplicate_field /source/inputSchema/4/name duplicate field: "city" is field 1 already',
  ]);
  expect(extra("", "long")).toEqual([
    "invalid_field /source/inputSchema/4/name invalid field: expected a name, received an empty text",
  ]);
  expect(extra("__time", "long")[0]).toMatch(/^unsupported \/source\/inputSchema\/4\/name a field named __time/);
  expect(extra("x", "longArray")).toEqual([
    "unsupported_type /source/inputSchema/4/dataType data type longArray is not supported: expected one of string, varchar, long, bigint, double, float, json, complex<json>",
  ]);
});

test.each<[Mapping, string]>([
  [
    { columnName: "x", expression: '"sesion"' },
    'unknown_column /mappings/1/expression unknown column: "sesion" is not in the input schema, which has "timestamp", "city", "session", "session_length"; did you mean "session"? (at 1:1)',
  ],
  [
    { columnName: "x", expression: 'UPPR(\n "city")' },
    "unknown_function /mappings/1/expression unknown function: Druid SQL has no UPPR; did you mean UPPER? (at 1:1)",
  ],
  [
    { columnName: "", expression: '"city"' },
    "invalid_column /mappings/1/columnName invalid column: expected a name, received an empty text",
  ],
  [
    { columnName: "__time", expression: 'TIME_PARSE("city")' },
    'duplicate_column /mappings/1/columnName duplicate column: "__time" is filled by mapping 0 already',
  ],
  [
    { columnName: "__x", expression: '"city"' },
    'reserved_column /mappings/1/columnName reserved column: names that begin with __ are Druid\'s own, received "__x"',
  ],
  [
    { columnName: "__count", expression: '"city"' },
    'reserved_column /mappings/1/columnName reserved column: names that begin with __ are Druid\'s own, received "__count", and __count is for jobs that aggregate',
  ],
  [
    { columnName: "x", expression: '"city"', isAggregation: true },
    'not_an_aggregation /mappings/1/isAggregation the expression of "x" does not aggregate, but isAggregation is true; aggregate it, SUM or MAX, or leave isAggregation out',
  ],
  [
    { columnName: "x", expression: "COUNT(*)", isAggregation: false },
    'unmarked_aggregation /mappings/1/isAggregation the expression of "x" aggregates, but isAggregation is false; set isAggregation: true',
  ],
  [
    { columnName: "x", expression: "COUNT(*)" },
    'unmarked_aggregation /mappings/1/isAggregation the expression of "x" aggregates, but isAggregation is not set and the table has no such measure; set isAggregation: true',
  ],
])("mapping %j: %s", (mapping, issue) => {
  expect(issues(mapped(mapping))).toEqual([issue]);
});

test("an expression that does not parse is shown with its place", () => {
  const [issue] = issues(mapped({ columnName: "x", expression: 'UPPER("city"' }));
  expect(issue).toMatch(/^syntax \/mappings\/1\/expression invalid SQL at 1:\d+: expected .*, received /);
});

test("a column of the table decides where isAggregation is not set", () => {
  const table = { columns: [{ name: "n", type: "BIGINT", role: "measure" }] } as const;
  expect(issues(mapped({ columnName: "n", expression: "COUNT(*)" }), { table })).toEqual([]);
  expect(issues(mapped({ columnName: "n", expression: '"session_length"' }), { table })).toEqual([
    'not_an_aggregation /mappings/1/expression the expression of "n" does not aggregate, but the table has it as a measure; aggregate it, SUM or MAX, or leave isAggregation out',
  ]);
});

const timed = (expression: string): RunnableJob => ({
  ...koalas,
  mappings: [{ columnName: "__time", expression }],
});

test.each([
  'TIME_PARSE("timestamp")',
  "TIME_PARSE(COALESCE(\"timestamp\", '2024'), 'yyyy')",
  'MILLIS_TO_TIMESTAMP("session_length" * 1000)',
  "TIME_PARSE(NULLIF(\"timestamp\", ''))",
])("__time may be %s", (expression) => {
  expect(issues(timed(expression))).toEqual([]);
});

test.each([
  [
    '"timestamp"',
    'invalid __time: expected TIME_PARSE(…) or MILLIS_TO_TIMESTAMP(…) outermost, received the column "timestamp" (VARCHAR) (at 1:1)',
  ],
  [
    "TIME_FLOOR(TIME_PARSE(\"timestamp\"), 'PT1H')",
    "invalid __time: expected TIME_PARSE(…) or MILLIS_TO_TIMESTAMP(…) outermost, received TIME_FLOOR(…) (TIMESTAMP) (at 1:1)",
  ],
  [
    'MILLIS_TO_TIMESTAMP(MAX("session_length"))',
    "invalid __time: expected a time of each row, received an aggregate (at 1:1)",
  ],
])("__time may not be %s", (expression, message) => {
  expect(issues(timed(expression))).toEqual([`invalid_time /mappings/0/expression ${message}`]);
});

test("__time must be mapped", () => {
  expect(issues({ ...koalas, mappings: [] })).toEqual([
    'missing_time /mappings missing column: expected a mapping of __time, such as TIME_PARSE("…")',
  ]);
});

test("json cannot be a dimension of an aggregating job", () => {
  const request = (...more: Mapping[]): RunnableJob => ({
    ...mapped({ columnName: "j", expression: '"j"' }, ...more),
    source: { ...koalas.source, inputSchema: [...koalas.source.inputSchema, { name: "j", dataType: "json" }] },
  });
  expect(issues(request())).toEqual([]);
  expect(issues(request({ columnName: "n", expression: "COUNT(*)", isAggregation: true }))[0]).toMatch(
    /^unsupported_type \/mappings\/1\/expression rows cannot be grouped by "j"/,
  );
});

test("a filter is a condition on each row", () => {
  const filtered = (filterExpression: string) => issues({ ...koalas, filterExpression });
  expect(filtered('"city" IS NOT NULL')).toEqual([]);
  expect(plan({ ...koalas, filterExpression: '"city" IS NOT NULL' }).filter).toMatchObject({
    kind: "is",
    negated: true,
  });
  expect(filtered('"city"')).toEqual([
    "invalid_filter /filterExpression invalid filter: expected a condition (BOOLEAN), received VARCHAR",
  ]);
  expect(filtered("COUNT(*) > 1")).toEqual([
    "invalid_filter /filterExpression invalid filter: expected a condition on each row, received an aggregate",
  ]);
  expect(filtered('"city" =')[0]).toMatch(/^syntax \/filterExpression /);
});

test("rows are clustered by mapped dimensions", () => {
  const clustered = (...clusteringColumns: string[]) => issues({ ...koalas, clusteringColumns });
  expect(clustered("city", "session")).toEqual([]);
  expect(clustered("max_session_length", "nope", "city", "city").map((issue) => issue.split(" ", 2).join(" "))).toEqual(
    [
      "unknown_clustering_column /clusteringColumns/0",
      "unknown_clustering_column /clusteringColumns/1",
      "duplicate_column /clusteringColumns/3",
    ],
  );
});

test("numbers, names and context keys that would change rows are checked", () => {
  expect(issues({ ...koalas, maxParseExceptions: -1 })).toEqual([
    "invalid_number /maxParseExceptions invalid maxParseExceptions: expected a whole number of records from 0, received -1",
  ]);
  expect(issues({ ...koalas, context: { maxNumTasks: 3, sqlTimeZone: "UTC" } })).toEqual([]);
  expect(issues({ ...koalas, context: { sqlTimeZone: "Asia/Tokyo", "a/b": 1 } })).toEqual([
    'unsupported /context/sqlTimeZone context key "sqlTimeZone" is not supported; leave it out',
    'unsupported /context/a~1b context key "a/b" is not supported; leave it out',
  ]);
  for (const tableName of ["", " a", ".a", "a/b", "a\tb", "a🐨"]) {
    expect(issues({ ...koalas, target: { type: "table", tableName } })[0]).toMatch(
      /^invalid_table_name \/target\/tableName /,
    );
  }
  expect(issues({ ...koalas, target: { type: "table", tableName: "Ein Tisch ä" } })).toEqual([]);
});
