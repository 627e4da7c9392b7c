import { readFileSync } from "node:fs";
import { connectionSamples } from "./connection-samples.ts";
import { jobSamples } from "./job-samples.ts";
import { otherSamples } from "./other-samples.ts";
import { both, closed, type Json, nullable, oneOf, open, type Samples, samplesOf, text, without } from "./sample.ts";

function guide(name: string): Json {
  return JSON.parse(readFileSync(new URL(`../../fixtures/guide/${name}.json`, import.meta.url), "utf8"));
}

const connection: Json = guide("connection-request");
export const connectionByKey: Json = guide("connection-request-access-key");
const connectionResponse: Json = guide("connection-response");
export const job: Json = guide("job-request");
const jobResponse: Json = { ...guide("job-response"), spec: job };

const source = job.source as Json;
const user = { username: "ada", userId: "631db145-a6d9-492f-9c9e-99240345628a" };
const id = "674f3355-7e17-4158-8f53-de3d5b4ee7c4";
const time = "2022-10-28T21:36:36.547149211Z";
const summary: Json = {
  name: "Koalas",
  type: "detail",
  version: 0,
  id,
  availability: "available",
  schemaMode: "flexible",
  partitioningGranularity: "day",
  createdByUser: user,
  createdOnTimestamp: time,
  modifiedByUser: user,
  modifiedOnTimestamp: time,
  segmentCount: 1,
  precachedDataSizeBytes: 1,
  totalDataSizeBytes: 1,
  totalRows: 1,
};
const jobSummary: Json = {
  ...without(without(jobResponse, "spec"), "mappings"),
  source: { type: "s3", connectionName: "demo-conn" },
};
const accessKey: Json = { type: "access_key", accessKeyId: "AKIAIOSFODNN7EXAMPLE", accessKeySecret: "secret" };
const dimension: Json = { type: "dimension", name: "city", dataType: "string" };
const measure: Json = { type: "measure", name: "max", dataType: "long" };
const error: Json = {
  code: "BadArgument",
  message: "no",
  target: "/a",
  details: [{ code: "a", message: "b", details: [] }],
};
const mapping: Json = { columnName: "__time", expression: 'TIME_PARSE("timestamp")' };

const createConnection = both(closed(connection, "type", "name", "bucket", "awsEndpoint"), {
  valid: [connectionByKey, { ...connection, name: "🐨".repeat(64) }, { ...connection, prefix: "", description: "d" }],
  invalid: [
    { ...connection, name: "" },
    { ...connection, name: "🐨".repeat(65) },
    { ...connection, type: "gcs" },
    { ...connectionByKey, secrets: { ...accessKey, extra: 1 } },
    { ...connectionByKey, secrets: without(accessKey, "accessKeySecret") },
    { ...connection, awsAssumedRoleArn: null },
  ],
});
const updateConnection = both(closed({ type: "s3" }, "type"), {
  valid: [
    { type: "s3", secrets: { type: "access_key" } },
    { type: "s3", bucket: "b" },
  ],
  invalid: [
    { type: "s3", name: "n" },
    { type: "s3", secrets: {} },
  ],
});
const createJob = both(closed(job, "type", "source", "target"), {
  valid: [
    without(job, "mappings"),
    { ...job, maxParseExceptions: 0, context: { a: { b: [1] } }, ingestionMode: "replace", replaceAll: true },
    { ...job, source: { ...without(source, "uris"), pattern: "**.json" } },
    { ...job, source: { ...source, uris: null } },
    { ...job, maxParseExceptions: 1e3, partitionedBy: "day", clusteringColumns: [] },
    { ...job, source: { ...source, formatSettings: { format: "nd-json", flattenSpec: null } } },
    { ...job, mappings: [{ ...mapping, isAggregation: null }] },
  ],
  invalid: [
    { ...job, source: without(source, "inputSchema") },
    { ...job, source: { ...source, uris: "s3://x" } },
    { ...job, source: { ...source, inputSchema: [{ name: "a", dataType: "text" }] } },
    { ...job, source: { ...source, formatSettings: { format: "tsv" } } },
    { ...job, target: { type: "table", tableName: "" } },
    { ...job, target: { type: "table", tableName: "T".repeat(256) } },
    { ...job, mappings: [{ ...mapping, isAggregation: "yes" }] },
    { ...job, mappings: [{ columnName: "a" }] },
    { ...job, maxParseExceptions: 1.5 },
    { ...job, maxParseExceptions: 2 ** 53 },
    { ...job, context: [] },
    { ...job, partitionedBy: "week" },
  ],
});
const s3Source = both(closed(source, "type", "connectionName", "inputSchema"), {
  valid: [{ ...source, objects: [], prefixes: null }],
  invalid: [{ ...source, objects: [1] }],
});
const format = both(closed({ format: "nd-json" }, "format"), {
  valid: [{ format: "nd-json", flattenSpec: { a: 1 } }],
  invalid: [{ format: "nd-json", flattenSpec: [] }],
});
const target = both(closed({ type: "table", tableName: "Koalas" }, "type", "tableName"), {
  valid: [
    { type: "table", tableName: "K", intervals: null },
    { type: "table", tableName: "K", intervals: ["a/b"] },
  ],
  invalid: [{ type: "table", tableName: "K", intervals: [null] }],
});
const secrets = closed(accessKey, "type", "accessKeySecret");
const answeredSecrets = both(closed(accessKey, "type"), {
  valid: [without(accessKey, "accessKeySecret")],
  invalid: [],
});
const updateSecrets = closed({ type: "access_key" }, "type");
const logEntry = {
  valid: [{}, { timestamp: null }, { timestamp: time, healthStatus: "ok", extra: 1 }],
  invalid: [{ timestamp: "yesterday" }, { healthStatus: "fine" }, null, []],
};
const okHealth = open({ status: "ok" }, "status");
const warnHealth = both(open({ status: "warn", code: "multiple", log: { message: "m" } }, "status", "code"), {
  valid: [],
  invalid: [{ status: "warn", code: "canceled" }],
});
const errorHealth = both(open({ status: "error", code: "null_timestamp", message: null }, "status", "code"), {
  valid: [],
  invalid: [{ status: "error", code: "no_rows_found" }],
});
const jobFull = both(open(jobResponse, "type", "id", "target", "health", "source", "spec", "createdTimestamp"), {
  valid: [{ ...jobResponse, completedTimestamp: "2022-10-28T21:36:36+02:00" }],
  invalid: [
    { ...jobResponse, id: "1" },
    { ...jobResponse, createdTimestamp: "2022-10-28" },
    { ...jobResponse, health: { status: "fine" } },
  ],
});
const jobShort = open(jobSummary, "type", "id", "source", "health");
const detailTable = both(
  open(
    { type: "detail", name: "K", version: 1, schema: [{ name: "a", dataType: "string" }] },
    "type",
    "name",
    "version",
  ),
  {
    valid: [
      {
        type: "detail",
        name: "K",
        version: 1,
        description: null,
        queryableSchema: [{ name: "a", dataType: "long", isDiscovered: true }],
      },
    ],
    invalid: [
      { type: "detail", name: "K", version: 1, schema: [{ name: "a" }] },
      { type: "detail", name: "K", version: 1, id: "x" },
    ],
  },
);
const aggregateTable = both(
  open({ type: "aggregate", name: "K", version: 1, schema: [dimension, measure] }, "type", "name", "version"),
  {
    valid: [{ type: "aggregate", name: "K", version: 1, timeResolution: "hour" }],
    invalid: [
      { type: "aggregate", name: "K", version: 1, schema: [{ ...measure, type: "dimension", dataType: "sum" }] },
    ],
  },
);
const totals: Samples = {
  valid: [{}, { numRowsPersisted: null }, { numRowsPersisted: 2 ** 53 - 1 }],
  invalid: [{ numRowsPersisted: 1.5 }, { numRowsPersisted: "1" }, { numRowsPersisted: 2 ** 53 }, []],
};
const timestamps: Samples = {
  valid: [time, "2022-10-27T21:04:03Z", "2024-02-29T00:00:00.1-05:30"],
  invalid: [
    "2023-02-29T00:00:00Z",
    "2022-10-27T21:04Z",
    "2022-10-27T21:04:03",
    "2022-10-27",
    "2022-13-01T00:00:00Z",
    "2022-10-27T25:00:00Z",
    "",
    1,
  ],
};
const uuid: Samples = {
  valid: [id, "00000000-0000-0000-0000-000000000000", id.toUpperCase()],
  invalid: ["", "674f3355", `${id}0`, "674f3355-7e17-4158-8f53-xxxxxxxxxxxx", 1],
};
const name64: Samples = { valid: ["a", "🐨".repeat(64)], invalid: ["", "🐨".repeat(65), "a".repeat(65), 1] };
const name255: Samples = { valid: ["a", "🐨".repeat(255)], invalid: ["", "🐨".repeat(256), 1] };

/** Samples of every component of the contract. */
export const samples: Readonly<Record<string, Samples>> = {
  ...connectionSamples,
  ...jobSamples,
  ...otherSamples,
  ProjectId: text,
  ErrorResponse: both(open(error, "code", "message"), {
    valid: [],
    invalid: [
      { ...error, details: [{ code: "a" }] },
      { ...error, innererror: {} },
    ],
  }),
  InnerError: open({ code: "a", message: "b" }, "code", "message"),
  User: open(user, "username", "userId"),
  Timestamp: timestamps,
  ConnectionName: name64,
  ConnectionDescription: text,
  S3Bucket: text,
  AwsEndpoint: text,
  AwsAssumedRoleArn: text,
  S3Prefix: text,
  CreateConnectionRequest: both(createConnection, ...samplesOf(connectionSamples, /^Create/)),
  CreateS3ConnectionRequest: createConnection,
  UpdateConnectionRequest: both(updateConnection, ...samplesOf(connectionSamples, /^Update.*Connection/)),
  UpdateS3ConnectionRequest: updateConnection,
  ConnectionSecrets: both(answeredSecrets, ...samplesOf(connectionSamples, /^(?!Update)\w+Secrets$/)),
  ConnectionSecretsWritable: both(
    secrets,
    ...samplesOf(connectionSamples, /^(AwsIam|SasToken)Secrets$|^\w+SecretsWritable$/),
  ),
  AccessKeySecrets: answeredSecrets,
  AccessKeySecretsWritable: secrets,
  UpdateConnectionSecrets: both(updateSecrets, ...samplesOf(connectionSamples, /^Update\w+Secrets$/)),
  UpdateAccessKeySecrets: updateSecrets,
  ConnectionResponse: open(connectionResponse, "type", "name", "submittedByUser"),
  S3ConnectionResponse: open(connectionResponse, "type", "name", "modifiedOnTimestamp"),
  ConnectionListResponse: both(open({ values: [connectionResponse] }, "values"), {
    valid: [{ values: [] }],
    invalid: [{ values: [{}] }],
  }),
  JobId: uuid,
  JobType: oneOf("batch", "delete_data", "drop_table", "restore_data", "streaming", "sql"),
  JobExecutionStatus: oneOf("pending", "running", "completed", "idle", "canceled", "failed", "suspended", "unknown"),
  DesiredJobExecutionStatus: oneOf("running", "canceled", "suspended"),
  JobHealthStatus: oneOf("ok", "warn", "error"),
  JobSortColumn: oneOf("created_by_user_name", "target_table_name", "type"),
  SortOrder: oneOf("ASC", "DESC"),
  CreateJobRequest: both(createJob, ...samplesOf(jobSamples, /^Create/)),
  CreateBatchJobRequest: createJob,
  JobTarget: target,
  TableJobTarget: target,
  JobSource: both(s3Source, ...samplesOf(jobSamples, /JobSource$/)),
  S3JobSource: s3Source,
  FieldNameAndDataType: closed({ name: "a", dataType: "complex<json>" }, "name", "dataType"),
  DataType: oneOf("bigint", "complex<json>", "HLLSketch", "string"),
  DataFormatSettings: both(format, ...samplesOf(jobSamples, /FormatSettings$/)),
  JsonFormatSettings: format,
  IngestionMode: oneOf("append", "replace"),
  PartitioningGranularity: { valid: ["second", "all"], invalid: ["week", "", null] },
  ClusteringColumns: { valid: [[], ["city"]], invalid: [[1], {}, null, "city"] },
  Mappings: { valid: [[], [mapping]], invalid: [[{}], {}, null, [{ ...mapping, extra: 1 }]] },
  Mapping: closed(mapping, "columnName", "expression"),
  ColumnName: text,
  JobHealth: nullable(both(okHealth, warnHealth, errorHealth)),
  JobOkHealth: okHealth,
  JobWarnHealth: warnHealth,
  JobErrorHealth: errorHealth,
  JobWarningCode: oneOf("lost_connection_to_source", "multiple"),
  JobErrorCode: oneOf("canceled", "null_timestamp"),
  JobLogEntry: logEntry,
  JobResponse: both(jobFull, ...samplesOf(jobSamples, /JobResponse$/)),
  BatchJobResponse: jobFull,
  JobSummaryResponse: both(jobShort, ...samplesOf(jobSamples, /SummaryResponse$/)),
  BatchJobSummaryResponse: jobShort,
  JobSourceSummary: open({ type: "s3", connectionName: "c" }, "type", "connectionName"),
  S3JobSourceSummary: open({ type: "s3", connectionName: "c" }, "type", "connectionName"),
  JobListResponse: both(open({ values: [jobSummary] }, "values"), {
    valid: [],
    invalid: [{ values: [{}] }, { values: [], moreResultsAvailable: "no" }],
  }),
  JobStatusResponse: open({ executionStatus: "running" }, "executionStatus"),
  UpdateJobStatusRequest: closed({ desiredExecutionStatus: "canceled" }, "desiredExecutionStatus"),
  JobProgressResponse: both(open({ overallProgress: 0.5 }, "overallProgress"), {
    valid: [],
    invalid: [{ overallProgress: "1" }, { overallProgress: null }],
  }),
  JobLogsResponse: both(open({ logs: [{ message: "m" }] }, "logs"), { valid: [], invalid: [{ logs: [1] }] }),
  JobMetricsResponse: {
    valid: [{}, { totals: {} }],
    invalid: [{ totals: null }, { totals: { numRowsPersisted: "1" } }, []],
  },
  IngestionJobTotals: totals,
  TableId: uuid,
  TableName: name255,
  TableType: oneOf("detail", "aggregate"),
  TableVersion: { valid: [0, -1, 2 ** 53 - 1], invalid: [0.5, 2 ** 53, "0", null] },
  TableAvailability: oneOf("available", "deleting", "unavailable"),
  TableSchemaMode: oneOf("flexible", "strict"),
  TablePartitioningGranularity: oneOf("second", "week", "all"),
  TimeResolution: oneOf("millisecond", "all"),
  QueryableColumn: open({ name: "a", dataType: "long", isDiscovered: false }, "name", "dataType", "isDiscovered"),
  DetailTableColumn: closed({ name: "a", dataType: "long" }, "name", "dataType"),
  AggregateTableColumn: both(closed(dimension, "type", "name"), closed(measure, "type", "dataType")),
  AggregateTableDimensionColumn: both(closed(dimension, "type", "name"), { valid: [], invalid: [measure] }),
  AggregateTableMeasureColumn: both(closed(measure, "type", "name"), { valid: [], invalid: [dimension] }),
  MeasureDataType: oneOf("bigint", "longStringPair"),
  TableResponse: both(detailTable, aggregateTable),
  DetailTableResponse: detailTable,
  AggregateTableResponse: aggregateTable,
  TableProperties: open({ name: "K", version: 0 }, "name", "version"),
  TablePropertiesWritable: open({ name: "K", version: 0 }, "name", "version"),
  TableSummary: open(summary, ...Object.keys(summary)),
  TableListResponse: both(open({ values: [summary] }, "values"), { valid: [], invalid: [{ values: [{}] }] }),
  SqlRequest: both(closed({ query: "SELECT 1" }, "query"), {
    valid: [{ query: "", context: { sqlTimeZone: "UTC" }, parameters: [{ type: "VARCHAR", value: "a" }] }],
    invalid: [
      { query: "", parameters: [1] },
      { query: "", resultFormat: "xml" },
      { query: "", header: 1 },
    ],
  }),
  SqlResultFormat: oneOf("object", "array", "objectLines", "arrayLines", "csv"),
  SqlResponse: { valid: [[], [{ city: "a", n: 1 }]], invalid: [{}, [1], [[]], null] },
  SqlErrorResponse: {
    valid: [{}, { category: "TIMEOUT", context: { a: 1 } }],
    invalid: [{ category: "OTHER" }, { context: 1 }, []],
  },
};
