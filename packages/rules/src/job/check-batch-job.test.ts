import { expect, test } from "vitest";
import { contextOf, issuesOf, koalas, mapped, reading, s3 } from "../testing/requests.ts";
import { checkJob } from "./check-job.ts";

test("the guide's job becomes a checked job with its defaults and __count", () => {
  const { job, issues } = checkJob(koalas, contextOf({ complete: true }));
  expect(issues).toEqual([]);
  expect(job).toEqual({
    kind: "batch",
    target: { table: "Koalas", createIfMissing: true },
    source: {
      kind: "objects",
      type: "s3",
      connectionName: "demo-conn",
      selection: { kind: "uris", uris: ["s3://demo-bucket/polaris-ingest/demo-file.json.gz"] },
      format: { format: "nd-json" },
    },
    ingestion: { mode: "append" },
    transform: {
      input: s3.inputSchema,
      mappings: [
        expect.objectContaining({
          column: "__time",
          type: "TIMESTAMP",
          aggregate: false,
          pointer: "/mappings/0/expression",
        }),
        expect.objectContaining({ column: "city", type: "VARCHAR", text: '"city"' }),
        expect.objectContaining({ column: "session", type: "VARCHAR" }),
        expect.objectContaining({ column: "max_session_length", type: "BIGINT", aggregate: true }),
        {
          column: "__count",
          expression: { kind: "call", function: "COUNT", args: [{ kind: "star" }] },
          text: "COUNT(*)",
          type: "BIGINT",
          aggregate: true,
        },
      ],
      aggregates: true,
    },
    partitionedBy: "day",
    clusteringColumns: [],
    maxParseExceptions: 2147483647,
    context: {},
  });
});

test("what clients send as defaults changes nothing", () => {
  const request = {
    ...koalas,
    target: { ...koalas.target, intervals: [] },
    ingestionMode: "append" as const,
    replaceAll: false,
    context: {},
    source: { ...s3, objects: null, prefixes: [], pattern: null },
  };
  expect(checkJob(request, contextOf())).toEqual(checkJob(koalas, contextOf()));
});

test("a declared table gives its granularity, its type and the types of its columns", () => {
  const table = {
    name: "Koalas",
    type: "aggregate",
    timeResolution: "hour",
    partitioningGranularity: "month",
    columns: [
      { name: "city", role: "dimension", dataType: "string" },
      { name: "max_session_length", role: "measure", dataType: "long" },
    ],
  } as const;
  const { job } = checkJob(koalas, contextOf({ tables: [table] }));
  expect(job).toMatchObject({
    partitionedBy: "month",
    target: { table: "Koalas", createIfMissing: true, type: "aggregate", timeResolution: "hour" },
    transform: { mappings: [{}, { declaredType: "string" }, {}, { declaredType: "long" }, { column: "__count" }] },
  });
});

test("a connection or a table that is not found is an issue where everything is known", () => {
  const request = { ...koalas, createTableIfNotExists: false };
  expect(issuesOf(request, { connections: [] })).toEqual([]);
  expect(issuesOf(request, { connections: [], complete: true })).toEqual([
    'unknown_table /target/tableName: unknown table: expected a table of this project, or createTableIfNotExists: true where the job fills it, received "Koalas"',
    'unknown_connection /source/connectionName: unknown connection: expected a connection of this project, received "demo-conn"',
  ]);
});

test("a connection is of the type that the source says", () => {
  const kafka = { type: "kafka", name: "demo-conn" } as const;
  expect(issuesOf(koalas, { connections: [kafka] })).toEqual([
    'connection_type /source/connectionName: invalid connection "demo-conn": expected one of type s3, received kafka',
  ]);
});

test.each(["", " a", ".a", "a/b", "a\tb", "a🐨", "x".repeat(256)])("a table cannot be named %j", (tableName) => {
  expect(issuesOf({ ...koalas, target: { type: "table", tableName } })).toEqual([
    expect.stringMatching(/^invalid_name \/target\/tableName: invalid table name: expected .*, received "/),
  ]);
});

test.each(["Koalas", "Ein Tisch ä", "x".repeat(255)])("a table can be named %j", (tableName) => {
  expect(issuesOf({ ...koalas, target: { type: "table", tableName } })).toEqual([]);
});

test.each([-1, 1.5, 2147483648])("maxParseExceptions cannot be %d", (maxParseExceptions) => {
  expect(issuesOf({ ...koalas, maxParseExceptions })).toEqual([
    `invalid_value /maxParseExceptions: invalid maxParseExceptions: expected a whole number from 0 to 2147483647, received ${maxParseExceptions}`,
  ]);
});

test("fields have names of their own", () => {
  const { inputSchema } = s3;
  const issues = issuesOf(
    reading({
      pattern: "*.json",
      inputSchema: [...inputSchema, { name: "city", dataType: "long" }, { name: "", dataType: "long" }],
    }),
  );
  expect(issues).toEqual([
    'duplicate_field /source/inputSchema/4/name: field "city" is listed twice: name it once',
    "invalid_name /source/inputSchema/5/name: invalid field name: expected text, received an empty text",
  ]);
  const none = { ...koalas, mappings: [{ columnName: "__time", expression: "MILLIS_TO_TIMESTAMP(0)" }] };
  expect(issuesOf({ ...none, source: { ...s3, inputSchema: [] } })).toEqual([
    "empty_input_schema /source/inputSchema: invalid inputSchema: expected one field at least, received none",
  ]);
});

test("rows are sorted by mapped columns that are no measures", () => {
  expect(issuesOf({ ...koalas, clusteringColumns: ["city", "session", "__time"] })).toEqual([]);
  expect(issuesOf({ ...koalas, clusteringColumns: ["max_session_length", "nope", "city", "city"] })).toEqual([
    'clustering_by_measure /clusteringColumns/0: rows are sorted by measure "max_session_length": expected columns that are no measures',
    'unknown_clustering_column /clusteringColumns/1: rows are sorted by "nope", which is not mapped: expected one of __time, city, session',
    'duplicate_clustering_column /clusteringColumns/3: rows are sorted by "city" twice: name it once',
  ]);
});

test("trees that are given are not parsed again", () => {
  const tree = { kind: "column", name: "city" } as const;
  const request = mapped({ columnName: "city", expression: "this does not parse" });
  const context = { ...contextOf(), trees: new Map([["/mappings/1/expression", tree]]) };
  const { job } = checkJob(request, context);
  expect(job).toMatchObject({ transform: { mappings: [{}, { expression: tree, text: "this does not parse" }] } });
  expect(issuesOf(request)).toEqual([expect.stringMatching(/^invalid_expression \/mappings\/1\/expression: /)]);
});

test("a job that reads a table has its columns, and its time as it is", () => {
  const raw = { name: "Raw", columns: [{ name: "city", role: "dimension", dataType: "string" }] } as const;
  const request = {
    ...koalas,
    source: { type: "table", tableName: "Raw", interval: "2026-01-01/P1D" } as const,
    mappings: [
      { columnName: "__time", expression: '"__time"' },
      { columnName: "city", expression: 'UPPER("city")' },
    ],
  };
  const { job } = checkJob(request, contextOf({ tables: [raw] }));
  expect(job).toMatchObject({
    source: { kind: "table", table: "Raw", interval: "2026-01-01/P1D" },
    transform: {
      input: [
        { name: "__time", dataType: "timestamp" },
        { name: "city", dataType: "string" },
      ],
    },
  });
  expect(issuesOf({ ...request, source: { ...request.source, interval: "2026" } }, { tables: [raw] })).toEqual([
    'invalid_interval /source/interval: invalid interval: expected start/end such as 2026-01-01/2026-02-01, received "2026"',
  ]);
  expect(issuesOf(request)).toEqual([
    'unknown_table /source/tableName: unknown table: expected a table of this project, received "Raw"',
  ]);
  const input = [
    { name: "__time", dataType: "timestamp" },
    { name: "city", dataType: "string" },
  ] as const;
  expect(checkJob(request, { ...contextOf(), input }).issues).toEqual([]);
});

test("a job that appends a table to itself is warned of", () => {
  const table = { name: "Koalas", columns: [{ name: "city", role: "dimension", type: "VARCHAR" }] } as const;
  const request = {
    ...koalas,
    source: { type: "table", tableName: "Koalas" } as const,
    mappings: [{ columnName: "__time", expression: '"__time"' }],
  };
  expect(issuesOf(request, { tables: [table] })).toEqual([
    'reads_its_target /source/tableName: the job reads table "Koalas" and appends to it, so its rows are there twice afterwards: use ingestionMode replace, or write another table',
  ]);
  expect(issuesOf({ ...request, ingestionMode: "replace", replaceAll: true }, { tables: [table] })).toEqual([]);
});

test("inline records need a format, files need names that tell it", () => {
  const { inputSchema } = s3;
  const inline = { type: "inline", data: "timestamp,city,session,session_length", inputSchema } as const;
  expect(issuesOf({ ...koalas, source: { ...inline, formatSettings: { format: "csv" } } })).toEqual([]);
  expect(issuesOf({ ...koalas, source: inline })).toEqual([
    "unknown_format /source: unknown format: expected formatSettings, because records in the request have no file name, received none",
  ]);
  expect(issuesOf({ ...koalas, source: { type: "uploaded", fileList: ["a.json.gz"], inputSchema } })).toEqual([]);
  expect(issuesOf({ ...koalas, source: { type: "uploaded", fileList: [], inputSchema } })).toEqual([
    "invalid_value /source/fileList: invalid fileList: expected the name of one file at least, received none",
  ]);
  expect(issuesOf({ ...koalas, source: { type: "connection", connectionName: "events" } })).toEqual([
    'source_type /source/type: invalid source: expected one of s3, azure, inline, uploaded, table; a streaming job reads a stream, received "connection"',
  ]);
});
