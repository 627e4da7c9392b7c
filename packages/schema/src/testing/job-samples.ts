import { both, closed, type Json, oneOf, open, type Samples } from "./sample.ts";

const id = "674f3355-7e17-4158-8f53-de3d5b4ee7c4";
const time = "2022-10-28T21:36:36.547149211Z";
const user = { username: "ada", userId: "631db145-a6d9-492f-9c9e-99240345628a" };
const target: Json = { type: "table", tableName: "Koalas" };
const inputSchema = [{ name: "city", dataType: "string" }];
const avro: Json = { type: "inline-avro", schema: { type: "record" } };
const csv: Json = { format: "csv", columns: ["a"], delimiter: ";", listDelimiter: "|", skipHeaderRows: 1 };
const kafka: Json = { format: "kafka", valueFormat: csv, keyFormat: { format: "nd-json" }, headerFormat: "utf-8" };
const stream: Json = { type: "connection", connectionName: "c", formatSettings: kafka, inputSchema };
const head: Json = {
  id,
  target,
  desiredExecutionStatus: "running",
  createdBy: user,
  lastModifiedBy: user,
  executionStatus: "running",
  health: null,
  createdTimestamp: null,
  lastUpdatedTimestamp: time,
};

const specs = {
  DeleteData: { type: "delete_data", target, deleteAll: true, softDelete: false, versions: [time] },
  DropTable: { type: "drop_table", target, softDelete: true },
  RestoreData: { type: "restore_data", target, interval: "2015-07-01/P100D", versions: null },
  Sql: { type: "sql", query: "SELECT 1", context: { a: 1 }, parameters: [{ type: "VARCHAR", value: "a" }] },
  Streaming: {
    type: "streaming",
    source: stream,
    target,
    readFromPoint: "earliest",
    lateMessageRejectionPeriod: "P1D",
    enableUpserts: null,
    upsertKeyColumns: ["city"],
    upsertVersionColumn: null,
    dimensionExclusions: [],
  },
} as const;

function job(name: keyof typeof specs, required: string[], answered: Json): Readonly<Record<string, Samples>> {
  const spec = specs[name];
  const summary: Json = { type: spec.type, ...head };
  const short = name === "Streaming" ? { source: { type: "connection", connectionName: "c" } } : {};
  return {
    [`Create${name}JobRequest`]: closed(spec, "type", ...required),
    [`${name}JobResponse`]: open(
      { ...summary, ...answered, spec },
      "type",
      "id",
      "health",
      "spec",
      ...Object.keys(answered),
    ),
    [`${name}JobSummaryResponse`]: open({ ...summary, ...short }, "type", "id", "target", ...Object.keys(short)),
  };
}

function format(value: Json, ...required: string[]): Samples {
  return both(closed(value, "format", ...required), { valid: [], invalid: [{ ...value, format: "CSV" }] });
}

/** Samples of jobs, their sources and formats, but for batch jobs from S3. */
export const jobSamples: Readonly<Record<string, Samples>> = {
  JobTimestamp: { valid: [time, null], invalid: ["2022-10-28", 1] },
  ...job("DeleteData", ["target"], {}),
  ...job("DropTable", ["target"], {}),
  ...job("RestoreData", ["target", "interval"], { interval: "2015-07-01/P100D" }),
  ...job("Sql", ["query"], { query: "SELECT 1" }),
  ...job("Streaming", ["source", "target"], { source: stream }),
  SegmentVersions: { valid: [null, [], [time]], invalid: [[1], "v"] },
  SqlParameter: {
    valid: [
      { type: "VARCHAR", value: "a" },
      { type: "BIGINT", value: 1 },
      { type: "VARCHAR", value: null },
    ],
    invalid: [{ type: "VARCHAR" }, { value: 1 }, { type: "VARCHAR", value: "a", extra: 1 }, null],
  },
  DimensionExclusions: { valid: [[], ["a"]], invalid: [[1], null] },
  StreamingReadFromPoint: oneOf("earliest", "latest"),
  JobTargetType: oneOf("table"),
  AzureJobSource: closed(
    { type: "azure", connectionName: "c", inputSchema, uris: null, pattern: "*.json" },
    "type",
    "connectionName",
    "inputSchema",
  ),
  ConnectionJobSource: closed(stream, "type", "connectionName"),
  TableJobSource: closed({ type: "table", tableName: "T", interval: "a/b" }, "type", "tableName"),
  InlineJobSource: closed({ type: "inline", data: "{}", inputSchema }, "type", "data", "inputSchema"),
  UploadedJobSource: closed({ type: "uploaded", fileList: ["a.json"], inputSchema }, "type", "fileList", "inputSchema"),
  InputSchema: { valid: [[], inputSchema], invalid: [[{}], null] },
  DataFormat: oneOf("csv", "nd-json", "regex"),
  AvroOcfFormatSettings: format({ format: "avro_ocf", binaryAsString: true, schema: null }),
  AvroStreamFormatSettings: format({ format: "avro_stream", parseSchemaProvider: avro }, "parseSchemaProvider"),
  CsvFormatSettings: format(csv),
  KafkaFormatSettings: both(format(kafka, "valueFormat"), {
    valid: [{ format: "kafka", valueFormat: kafka }],
    invalid: [{ ...kafka, keyFormat: { format: "csv", pattern: "a" } }],
  }),
  KinesisFormatSettings: format({ format: "kinesis", valueFormat: csv, partitionKeyColumnName: "k" }, "valueFormat"),
  OrcFormatSettings: format({ format: "orc", binaryAsString: false }),
  ParquetFormatSettings: format({ format: "parquet", flattenSpec: null }),
  ProtobufFormatSettings: format({ format: "protobuf", parseSchemaProvider: avro }, "parseSchemaProvider"),
  RegexFormatSettings: format({ format: "regex", columns: ["a"], pattern: "(.*)" }, "columns", "pattern"),
  ParseSchemaProvider: both(closed(avro, "type"), closed({ type: "connection", connectionName: "r" }, "type")),
  ConnectionParseSchemaProvider: closed({ type: "connection", connectionName: "r" }, "type"),
  InlineAvroParseSchemaProvider: closed(avro, "type"),
  InlineProtobufParseSchemaProvider: closed(
    { type: "inline-protobuf", descriptor: "Cg==", protoMessageType: "K" },
    "type",
  ),
  AzureJobSourceSummary: open({ type: "azure", connectionName: "c" }, "type", "connectionName"),
  ConnectionJobSourceSummary: open({ type: "connection", connectionName: "c" }, "type", "connectionName"),
  TableJobSourceSummary: open({ type: "table", tableName: "T" }, "type", "tableName"),
  InlineJobSourceSummary: open({ type: "inline", data: "{}" }, "type", "data"),
  UploadedJobSourceSummary: open({ type: "uploaded" }, "type"),
};
