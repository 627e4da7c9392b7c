import type { CreateJobRequest, CreateStreamingJobRequest, DataFormatSettings } from "@starfix/schema";
import { expect, test } from "vitest";
import type { KnownConnection } from "../rule-context.ts";
import { contextOf, issuesOf, s3 } from "../testing/requests.ts";
import { checkJob } from "./check-job.ts";

const target = { type: "table", tableName: "Koalas" } as const;
const table = { name: "Koalas", columns: [] };
const connections: readonly KnownConnection[] = [
  { type: "kafka", name: "events" },
  { type: "confluent_schema_registry", name: "registry" },
];
const source = { type: "connection", connectionName: "events", inputSchema: s3.inputSchema } as const;
const stream: CreateStreamingJobRequest = {
  type: "streaming",
  target,
  source,
  mappings: [
    { columnName: "__time", expression: 'TIME_PARSE("timestamp")' },
    { columnName: "session", expression: '"session"' },
  ],
};

function jobOf(request: CreateJobRequest): unknown {
  const { job, issues } = checkJob(request, contextOf({ connections, tables: [table], complete: true }));
  expect(issues).toEqual([]);
  return job;
}

function of(request: CreateJobRequest): readonly string[] {
  return issuesOf(request, { connections, tables: [table], complete: true });
}

test("a streaming job is checked with its defaults", () => {
  expect(jobOf(stream)).toMatchObject({
    kind: "streaming",
    target: { table: "Koalas", createIfMissing: false },
    source: { kind: "stream", connectionName: "events" },
    transform: { input: [{ name: "timestamp" }, { name: "session" }], aggregates: false },
    partitionedBy: "day",
    readFromPoint: "latest",
    lateMessageRejectionPeriod: "P30D",
    earlyMessageRejectionPeriod: "P2000D",
    useSchemaDiscovery: false,
    dimensionExclusions: [],
    replaceRunning: false,
  });
  const upsert = { enableUpserts: true, upsertKeyColumns: ["session"], upsertVersionColumn: "session" };
  expect(jobOf({ ...stream, ...upsert })).toMatchObject({
    upsert: { keyColumns: ["session"], versionColumn: "session" },
  });
});

test("with schema discovery, fields and columns need not be listed", () => {
  const { inputSchema: _, ...bare } = source;
  const time = { columnName: "__time", expression: "MILLIS_TO_TIMESTAMP(0)" };
  const found = { ...stream, source: bare, mappings: [time], clusteringColumns: ["town"] };
  expect(of({ ...found, useSchemaDiscovery: true })).toEqual([]);
  expect(of(found)).toEqual([
    "empty_input_schema /source/inputSchema: invalid inputSchema: expected one field at least, received none",
    'unknown_clustering_column /clusteringColumns/0: rows are sorted by "town", which is not mapped: expected one of __time',
  ]);
});

test.each<[Partial<CreateStreamingJobRequest>, string]>([
  [
    { source: s3 },
    'source_type /source/type: invalid source: expected connection; a batch job reads objects, files, records and tables, received "s3"',
  ],
  [
    { source: { ...source, connectionName: "registry" } },
    'connection_type /source/connectionName: invalid connection "registry": expected one of type kafka or confluent or kinesis or push_streaming, received confluent_schema_registry',
  ],
  [
    { target: { ...target, intervals: ["2026/2027"] } },
    "unexpected_intervals /target/intervals: unexpected target.intervals: expected none, because the job is a stream, received 2026/2027",
  ],
  [
    { lateMessageRejectionPeriod: "1 day" },
    'invalid_value /lateMessageRejectionPeriod: invalid lateMessageRejectionPeriod: expected an ISO 8601 period, such as P30D, received "1 day"',
  ],
  [
    { enableUpserts: true, upsertKeyColumns: [] },
    "upsert_key /enableUpserts: invalid upsert: expected upsertKeyColumns with enableUpserts, received none",
  ],
  [
    { upsertVersionColumn: "session" },
    "upsert_key /upsertVersionColumn: invalid upsert: expected enableUpserts: true with the columns of an upsert, received none",
  ],
])("a streaming job with %j is refused", (part, want) => {
  expect(of({ ...stream, ...part })).toEqual([want]);
});

const registry = { type: "connection", connectionName: "registry" } as const;

test.each<DataFormatSettings>([
  { format: "csv", columns: ["timestamp", "city", "session", "session_length"] },
  { format: "kafka", valueFormat: { format: "avro_stream", parseSchemaProvider: registry } },
  { format: "kinesis", valueFormat: { format: "nd-json" } },
  { format: "protobuf", parseSchemaProvider: { type: "inline-protobuf", descriptor: "CgA=" } },
])("events can be of format %j", (formatSettings) => {
  expect(of({ ...stream, source: { ...source, formatSettings } })).toEqual([]);
});

test.each<[DataFormatSettings, string]>([
  [
    { format: "parquet" },
    'invalid_format /source/formatSettings/format: invalid format: expected one of nd-json, csv, regex, avro_stream, protobuf, kafka, kinesis, received "parquet"',
  ],
  [
    { format: "csv" },
    "invalid_format /source/formatSettings/columns: invalid format: expected columns, because a stream has no header, received none",
  ],
  [
    { format: "csv", columns: ["timestamp", "city", "session", "session_length"], skipHeaderRows: 1 },
    "invalid_format /source/formatSettings/skipHeaderRows: invalid format: expected no skipHeaderRows, because a stream has no header, received 1",
  ],
  [
    { format: "kafka", keyFormat: { format: "orc" }, valueFormat: { format: "nd-json" } },
    'invalid_format /source/formatSettings/keyFormat/format: invalid format: expected one of nd-json, csv, regex, avro_stream, protobuf, received "orc"',
  ],
  [
    { format: "avro_stream", parseSchemaProvider: { type: "connection", connectionName: "events" } },
    'connection_type /source/formatSettings/parseSchemaProvider/connectionName: invalid connection "events": expected one of type confluent_schema_registry, received kafka',
  ],
])("events cannot be of format %j", (formatSettings, want) => {
  expect(of({ ...stream, source: { ...source, formatSettings } })).toEqual([want]);
});

const query = 'INSERT INTO "Koalas" SELECT CURRENT_TIMESTAMP AS "__time", ? AS "city" PARTITIONED BY DAY';

test("a SQL job names its table and has a value for each question mark", () => {
  const parameters = [{ type: "VARCHAR", value: "Perth" }];
  expect(jobOf({ type: "sql", query, parameters })).toEqual({
    kind: "sql",
    query,
    parameters,
    createIfMissing: false,
    table: "Koalas",
    ingestion: { mode: "append" },
    columns: [
      { name: "__time", type: "TIMESTAMP" },
      { name: "city", type: "OTHER" },
    ],
    context: {},
  });
  expect(of({ type: "sql", query: "SELECT 1" })).toEqual([
    'invalid_query /query: invalid query: expected one INSERT INTO or REPLACE INTO statement with PARTITIONED BY, such as INSERT INTO "Koalas" SELECT … PARTITIONED BY DAY, received "SELECT 1"',
  ]);
  expect(of({ type: "sql", query })).toEqual([
    "parameter_count /parameters: invalid parameters: expected 1, one for each question mark of the statement, received 0",
  ]);
  const other = { type: "sql", query: query.replace("Koalas", "Cities"), parameters } as const;
  expect(of({ ...other, createTableIfNotExists: true })).toEqual([]);
  expect(of(other)).toEqual([
    'unknown_table /query: unknown table: expected a table of this project, or createTableIfNotExists: true where the job fills it, received "Cities"',
  ]);
});

test("a job that deletes rows says which", () => {
  const version = "2026-01-01T12:00:00.460Z";
  expect(jobOf({ type: "delete_data", target, deleteAll: true, versions: [version] })).toEqual({
    kind: "delete_data",
    table: "Koalas",
    rows: "all",
    softDelete: false,
    versions: [version],
  });
  const intervals = ["2026-01-01/P1D"];
  expect(jobOf({ type: "delete_data", target: { ...target, intervals }, softDelete: true })).toMatchObject({
    rows: intervals,
    softDelete: true,
  });
  expect(of({ type: "delete_data", target })).toEqual([
    "deletion_scope /target: invalid deletion: expected either target.intervals or deleteAll: true, received neither",
  ]);
  expect(of({ type: "delete_data", target: { ...target, intervals }, deleteAll: true })).toEqual([
    "deletion_scope /deleteAll: invalid deletion: expected either target.intervals or deleteAll: true, received both",
  ]);
  expect(of({ type: "delete_data", target: { ...target, intervals: ["today"] } })).toEqual([
    expect.stringMatching(/^invalid_interval \/target\/intervals\/0: /),
  ]);
  expect(of({ type: "delete_data", target, deleteAll: true, versions: ["latest"] })).toEqual([
    'invalid_value /versions/0: invalid version: expected an ISO 8601 time such as 2026-01-01T12:00:00.460Z, received "latest"',
  ]);
});

test("jobs that drop a table or restore rows take no intervals of the target", () => {
  const wrong = { ...target, intervals: ["2026/2027"] };
  const restore = { type: "restore_data", target, interval: "2026-01-01/P1D" } as const;
  expect(jobOf({ type: "drop_table", target })).toEqual({ kind: "drop_table", table: "Koalas", softDelete: false });
  expect(jobOf(restore)).toEqual({ kind: "restore_data", table: "Koalas", interval: "2026-01-01/P1D", versions: [] });
  expect(of({ type: "drop_table", target: wrong })).toEqual([
    "unexpected_intervals /target/intervals: unexpected target.intervals: expected none, because the job drops the table, received 2026/2027",
  ]);
  expect(of({ ...restore, target: wrong, interval: "2027/2026" })).toEqual([
    "unexpected_intervals /target/intervals: unexpected target.intervals: expected interval alone, because the job restores rows, received 2026/2027",
    expect.stringMatching(/^invalid_interval \/interval: .* with the end after the start, received "2027\/2026"/),
  ]);
});

test("a table that is not there cannot be deleted from, dropped or restored", () => {
  const missing = { type: "table", tableName: "Cities" } as const;
  const want = ['unknown_table /target/tableName: unknown table: expected a table of this project, received "Cities"'];
  expect(of({ type: "delete_data", target: missing, deleteAll: true })).toEqual(want);
  expect(of({ type: "drop_table", target: missing })).toEqual(want);
  expect(of({ type: "restore_data", target: missing, interval: "2026/2027" })).toEqual(want);
  expect(issuesOf({ type: "drop_table", target: missing })).toEqual([]);
});

test("a deletion that cuts time chunks of its table is a warning", () => {
  const known = { tables: [{ ...table, partitioningGranularity: "month" as const }] };
  const deleting = (...intervals: string[]): readonly string[] =>
    issuesOf({ type: "delete_data", target: { ...target, intervals } }, known);
  expect(deleting("2026-01-01/P1M", "2026-03-01/P2M")).toEqual([]);
  expect(deleting("2026-01-01/P1M", "2026-03-02/P1M")).toEqual([
    'misaligned_deletion /target/intervals/1: interval "2026-03-02/P1M" cuts a time chunk of length month, and rows of one chunk may be deleted as a whole: begin and end with a chunk, in UTC',
  ]);
});

test("columns of an upsert are mapped, to values of single events", () => {
  const upserting = (more: Partial<CreateStreamingJobRequest>): readonly string[] =>
    of({ ...stream, enableUpserts: true, upsertKeyColumns: ["session"], ...more });
  expect(upserting({})).toEqual([]);
  expect(upserting({ upsertKeyColumns: ["session", "city"] })).toEqual([
    'upsert_key /upsertKeyColumns/1: invalid upsert: expected one of __time, session, which mappings fill, received "city"',
  ]);
  expect(upserting({ upsertKeyColumns: ["city"], useSchemaDiscovery: true })).toEqual([]);
  expect(upserting({ upsertVersionColumn: "city" })).toEqual([
    'upsert_key /upsertVersionColumn: invalid upsert: expected one of __time, session, which mappings fill, received "city"',
  ]);
  const count = { columnName: "n", expression: "COUNT(*)", isAggregation: true };
  expect(upserting({ mappings: [...(stream.mappings ?? []), count] })).toEqual([
    expect.stringMatching(/^upsert_aggregates \/mappings\/2\/expression: column "n" aggregates/),
  ]);
});

test("a stream excludes fields from schema discovery that it does not map", () => {
  expect(of({ ...stream, dimensionExclusions: ["debug"], useSchemaDiscovery: true })).toEqual([]);
  expect(of({ ...stream, dimensionExclusions: ["debug", "session"], useSchemaDiscovery: true })).toEqual([
    'excluded_column /dimensionExclusions/1: column "session" is mapped, and excluded from the columns of the table: name it in one of the two places only',
  ]);
  expect(of({ ...stream, dimensionExclusions: ["session"] })).toEqual([
    "exclusion_without_discovery /dimensionExclusions: fields are excluded from schema discovery, which is off: expected useSchemaDiscovery: true with dimensionExclusions, received no schema discovery",
  ]);
});

test("keys of a context are those that Druid knows", () => {
  const having = (context: Readonly<Record<string, unknown>>): readonly string[] =>
    of({ type: "sql", query: query.replace("?", "1"), context });
  expect(having({ maxNumTasks: 3, sqlTimeZone: "UTC", finalizeAggregations: false })).toEqual([]);
  expect(having({ maxnumTasks: 3 })).toEqual([
    'misspelt_context_key /context/maxnumTasks: unknown key "maxnumTasks" of the context, which Druid ignores: use maxNumTasks',
  ]);
  expect(having({ "a/b": 3 })).toEqual([
    'unknown_context_key /context/a~1b: unknown key "a/b" of the context, which Druid ignores: expected a key that Druid knows',
  ]);
});
