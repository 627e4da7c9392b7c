import type {
  CreateBatchJobRequest,
  CreateConnectionRequest,
  CreateJobRequest,
  CreateStreamingJobRequest,
  DataFormatSettings,
  Mapping,
} from "@starfix/schema";
import { expect, test } from "vitest";
import { checkConnection } from "../connection/check-connection.ts";
import { checkBody } from "../contract/check-contract.ts";
import { checkJob } from "../job/check-job.ts";
import { checkProject } from "../project/check-project.ts";
import { checkTable } from "../table/check-table.ts";
import { contextOf, type KnownThings, koalas, mapped, reading, s3 } from "../testing/requests.ts";
import type { RuleCode } from "./rule-facts.ts";
import { formatRuleIssue, type RuleIssue } from "./rule-issue.ts";
import { ruleCodes, ruleTable } from "./rule-table.ts";

const job = (request: Parameters<typeof checkJob>[0], known?: KnownThings): readonly RuleIssue[] =>
  checkJob(request, contextOf(known)).issues;
const column = { name: "city", role: "dimension", dataType: "string" } as const;
const measure = { name: "n", role: "measure", dataType: "long" } as const;
const strict = { tables: [{ name: "Koalas", schemaMode: "strict", columns: [column, measure] }] } as const;
const lake: CreateConnectionRequest = { type: "s3", name: "lake", bucket: "b", awsEndpoint: "s3.amazonaws.com" };
const { formatSettings: _, ...untold } = s3;
const inlineOf = (data: string, formatSettings: DataFormatSettings) => ({
  ...koalas,
  source: { type: "inline", data, formatSettings, inputSchema: s3.inputSchema } as const,
});
const target = { type: "table", tableName: "Koalas" } as const;
const table = { kind: "table", name: "Koalas", owner: "zoo" } as const;
const writes = { table: "Koalas", pointer: "/target/tableName" };

const city: Mapping = { columnName: "city", expression: '"city"' };
const streaming: CreateStreamingJobRequest = {
  ...mapped(city),
  type: "streaming",
  source: { type: "connection", connectionName: "events", inputSchema: s3.inputSchema },
};
const stream = (change: Partial<CreateStreamingJobRequest>): readonly RuleIssue[] =>
  job({ ...streaming, ...change }, { connections: [] });
const replaced: CreateBatchJobRequest = { ...koalas, ingestionMode: "replace", replaceAll: true };
const replacing = (...intervals: string[]): readonly RuleIssue[] =>
  job({ ...koalas, ingestionMode: "replace", target: { ...target, intervals } });
const copying = (interval: string, written: string): readonly RuleIssue[] =>
  job(
    {
      ...koalas,
      source: { ...target, interval },
      ingestionMode: "replace",
      target: { ...target, intervals: [written] },
      mappings: [{ columnName: "__time", expression: '"__time"' }],
    },
    { tables: [{ name: "Koalas", columns: [] }] },
  );
const between = (...requests: readonly CreateJobRequest[]): readonly RuleIssue[] =>
  checkProject(
    requests.map((request, index) => ({
      kind: "job",
      name: `job${index}`,
      owner: "zoo",
      writes,
      job: checkJob(request, contextOf({ connections: [] })).job,
    })),
  );

/** A request that each rule refuses. A code without one does not compile. */
const refused: { readonly [TCode in RuleCode]: () => readonly RuleIssue[] } = {
  invalid_name: () => job({ ...koalas, target: { ...target, tableName: "a/b" } }),
  invalid_value: () => job({ ...koalas, maxParseExceptions: -1 }),
  invalid_interval: () => job({ type: "restore_data", target, interval: "today" }),
  invalid_request: () => checkBody("job", { ...koalas, target: 1 }),
  source_type: () => job({ ...koalas, source: { type: "connection", connectionName: "events" } }),
  unknown_connection: () => job(koalas, { complete: true, connections: [] }),
  connection_type: () => job(koalas, { connections: [{ type: "azure", name: "demo-conn", container: "c" }] }),
  missing_selection: () => job(reading({})),
  several_selections: () => job(reading({ objects: ["a"], prefixes: ["b"] })),
  invalid_uri: () => job(reading({ uris: ["a.json"] })),
  uri_of_another_bucket: () => job(reading({ uris: ["s3://other/a.json"] })),
  outside_prefix: () =>
    job(reading({ objects: ["a"] }), { connections: [{ type: "s3", name: "demo-conn", bucket: "b", prefix: "x/" }] }),
  invalid_pattern: () => job(reading({ pattern: "[" })),
  uri_as_key: () => job(reading({ objects: ["s3://demo-bucket/a"] })),
  leading_slash: () => job(reading({ objects: ["/a"] })),
  wildcard_in_name: () => job(reading({ objects: ["a/*"] })),
  names_a_folder: () => job(reading({ objects: ["a/"] })),
  unread_extension: () => job(reading({ objects: ["a.zip"] })),
  format_against_name: () => job(reading({ objects: ["a.csv"] })),
  unknown_format: () => job({ ...koalas, source: { ...untold, uris: null, objects: ["a"] } }),
  mixed_formats: () => job({ ...koalas, source: { ...untold, uris: null, objects: ["a.csv", "a.json"] } }),
  invalid_format: () =>
    job(reading({ objects: ["a"], formatSettings: { format: "csv" } })).concat(
      job({
        ...koalas,
        source: { type: "inline", data: "", inputSchema: s3.inputSchema, formatSettings: { format: "orc" } },
      }),
    ),
  empty_input_schema: () => job(reading({ objects: ["a"], inputSchema: [] })),
  duplicate_field: () => job(reading({ objects: ["a"], inputSchema: [...s3.inputSchema, ...s3.inputSchema] })),
  field_not_in_columns: () => job(inlineOf("a,b\n1,2", { format: "csv" })),
  field_not_in_data: () => job(inlineOf('{"a":1}', { format: "nd-json" })),
  envelope_field: () =>
    job(
      {
        ...koalas,
        type: "streaming",
        source: {
          type: "connection",
          connectionName: "events",
          formatSettings: { format: "nd-json" },
          inputSchema: [{ name: "kafka.key", dataType: "string" }],
        },
      },
      { connections: [] },
    ),
  group_count: () => job(inlineOf("a", { format: "regex", pattern: "(a)(b)", columns: ["timestamp"] })),
  header_skipped: () => job(inlineOf("x\ny", { format: "csv", skipHeaderRows: 1 })),
  header_read_as_record: () => job(inlineOf("timestamp\n1", { format: "csv", columns: ["timestamp"] })),
  data_of_another_format: () => job(inlineOf("[]", { format: "nd-json" })),
  unreadable_record: () => job(inlineOf('{"timestamp":1}\n[]', { format: "nd-json" })),
  reads_its_target: () => job({ ...koalas, source: target, mappings: [] }, strict),
  missing_time: () => job({ ...koalas, mappings: [] }),
  time_expression: () => job({ ...koalas, mappings: [{ columnName: "__time", expression: '"timestamp"' }] }),
  reserved_column: () => job(mapped({ columnName: "__x", expression: '"city"' })),
  duplicate_column: () => job(mapped({ columnName: "__time", expression: 'TIME_PARSE("city")' })),
  invalid_expression: () => job(mapped({ columnName: "x", expression: 'UPPER("city"' })),
  invalid_filter: () => job({ ...koalas, filterExpression: '"city"' }),
  unmarked_aggregation: () => job(mapped({ columnName: "x", expression: "COUNT(*)" })),
  not_an_aggregation: () => job(mapped({ columnName: "x", expression: '"city"', isAggregation: true })),
  unknown_table: () => job({ ...koalas, createTableIfNotExists: false }, { complete: true }),
  column_not_in_table: () => job(mapped({ columnName: "x", expression: '"city"' }), strict),
  column_type: () => job(mapped({ columnName: "city", expression: '"session_length"' }), strict),
  measure_without_aggregation: () => job(mapped({ columnName: "n", expression: '"session_length"' }), strict),
  aggregation_without_measure: () => job(mapped({ columnName: "city", expression: 'MAX("session_length")' }), strict),
  unknown_clustering_column: () => job({ ...koalas, clusteringColumns: ["x"] }),
  clustering_by_measure: () => job({ ...koalas, clusteringColumns: ["max_session_length"] }),
  duplicate_clustering_column: () => job({ ...koalas, clusteringColumns: ["city", "city"] }),
  replace_scope: () => job({ ...koalas, ingestionMode: "replace" }),
  unexpected_intervals: () => job({ ...koalas, target: { ...target, intervals: ["2026/2027"] } }),
  misaligned_interval: () =>
    job({
      ...koalas,
      ingestionMode: "replace",
      target: { ...target, intervals: ["2026-01-01/PT1H"] },
      partitionedBy: "day",
    }),
  deletion_scope: () => job({ type: "delete_data", target }),
  upsert_key: () =>
    job(
      { ...koalas, type: "streaming", source: { ...untold, type: "connection" }, enableUpserts: true },
      { connections: [] },
    ),
  invalid_query: () => job({ type: "sql", query: "SELECT 1" }),
  parameter_count: () => job({ type: "sql", query: "INSERT INTO x SELECT ? PARTITIONED BY DAY" }),
  rollup_coarser_than_chunk: () =>
    checkTable({ type: "aggregate", name: "Koalas", version: 0, timeResolution: "month" }),
  invalid_credentials: () => checkConnection(lake),
  selected_twice: () => job(reading({ objects: ["a", "a"] })),
  exclusion_without_discovery: () => stream({ dimensionExclusions: ["debug"] }),
  excluded_column: () => stream({ dimensionExclusions: ["city"], useSchemaDiscovery: true }),
  overlapping_intervals: () => replacing("2026-01-01/2026-01-03", "2026-01-02/2026-01-04"),
  replace_outside_source: () => copying("2026-01-01/P1D", "2026-02-01/P1D"),
  replace_beyond_source: () => copying("2026-01-01/P1D", "2026-01-01/P2D"),
  misaligned_deletion: () =>
    job(
      { type: "delete_data", target: { ...target, intervals: ["2026-01-05/P1D"] } },
      { tables: [{ name: "Koalas", columns: [], partitioningGranularity: "month" }] },
    ),
  upsert_aggregates: () => stream({ mappings: koalas.mappings ?? [], enableUpserts: true, upsertKeyColumns: ["city"] }),
  misspelt_context_key: () => job({ ...koalas, context: { maxNumTask: 3 } }),
  unknown_context_key: () => job({ ...koalas, context: { speed: "high" } }),
  cached_after_retention: () =>
    checkTable({
      type: "detail",
      name: "Koalas",
      version: 0,
      storagePolicy: { retain: { type: "period", period: "P1D" }, cached: { type: "period", period: "P2D" } },
    }),
  table_kinds_differ: () => between(koalas, mapped()),
  column_types_differ: () => between(mapped(city), mapped({ ...city, expression: '"session_length"' })),
  table_columns_differ: () => between(mapped(city), mapped({ ...city, columnName: "town" })),
  several_streams: () => between(streaming, streaming),
  overlapping_replacements: () => between(replaced, replaced),
  objects_read_twice: () => between(koalas, koalas),
  unknown_region: () => checkConnection({ ...lake, awsEndpoint: "s3.us-east-9.amazonaws.com" }),
  endpoint_without_region: () => checkConnection({ ...lake, awsEndpoint: "s3.amazonaws.com" }),
  duplicate_name: () => checkProject([table, { ...table, name: "KOALAS" }]),
  table_writers: () =>
    checkProject([
      table,
      { kind: "job", name: "a", owner: "Growth", writes },
      { kind: "job", name: "b", owner: "zoo", writes },
    ]),
};

test.each(ruleCodes)("%s refuses a request, and says what to do", (code) => {
  const issue = refused[code]().find((one) => one.code === code);
  expect(issue).toMatchObject({ code, severity: ruleTable[code].severity });
  expect(issue?.expected).not.toBe("");
  expect(issue?.received).not.toBe("");
  expect(issue && formatRuleIssue(issue)).toMatch(
    /expected |: (add|aggregate|begin|choose|declare|make|map|name|rename|use)|; (make|name)/,
  );
});
