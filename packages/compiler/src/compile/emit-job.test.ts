import {
  azureConnection,
  batchJob,
  confluentSchemaRegistryConnection,
  deleteDataJob,
  detailTable,
  dropTableJob,
  inline,
  kafkaConnection,
  max,
  restoreDataJob,
  s3Connection,
  secret,
  sql,
  sqlJob,
  streamingJob,
  tableSource,
  timeParse,
  uploadedFiles,
} from "@starfix/dsl";
import { expect, test } from "vitest";
import { compileDefinition, type DefinitionBuilder } from "../compile/compile-definition.ts";

const demo = s3Connection("demo").bucket("demo-bucket").region("us-east-1").role("arn:aws:iam::012345678901:role/r");
const azure = azureConnection("azure").account("demoaccount").container("events").accountKey(secret("AZURE_KEY"));
const kafka = kafkaConnection("kafka")
  .servers("broker.example.com:9092")
  .topic("events")
  .sasl({ mechanism: "PLAIN", username: "u", password: secret("KAFKA_PASSWORD") });
const registry = confluentSchemaRegistryConnection("registry")
  .urls(["https://registry.example.com"])
  .basic({ username: "u", password: secret("REGISTRY_PASSWORD") });
const koalas = detailTable("Koalas").columns({ city: "string" }).strict();
const time = 'TIME_PARSE("timestamp")';
const inputSchema = [{ name: "timestamp", dataType: "string" }];
const mappings = [{ columnName: "__time", expression: time }];

const given: readonly (readonly [string, DefinitionBuilder, unknown, readonly string[]])[] = [
  [
    "a batch job with all that it can say",
    batchJob("a")
      .from(demo)
      .pattern("polaris-ingest/*.csv")
      .format("csv", { columns: ["timestamp", "city"], skipHeaderRows: 1 })
      .input({ timestamp: "string", city: "string" })
      .into("Koalas", { createIfMissing: true })
      .map((c) => ({ __time: timeParse(c.timestamp), longest: max(timeParse(c.city)) }))
      .filter('"city" IS NOT NULL')
      .replace("2026-01-01/2026-02-01")
      .partitionBy("month")
      .clusterBy("__time")
      .maxParseExceptions(0)
      .context({ sqlTimeZone: "UTC" }),
    {
      type: "batch",
      target: { type: "table", tableName: "Koalas", intervals: ["2026-01-01/2026-02-01"] },
      createTableIfNotExists: true,
      source: {
        type: "s3",
        connectionName: "demo",
        pattern: "polaris-ingest/*.csv",
        formatSettings: { format: "csv", columns: ["timestamp", "city"], skipHeaderRows: 1 },
        inputSchema: [
          { name: "timestamp", dataType: "string" },
          { name: "city", dataType: "string" },
        ],
      },
      ingestionMode: "replace",
      filterExpression: '"city" IS NOT NULL',
      mappings: [
        { columnName: "__time", expression: time },
        { columnName: "longest", expression: 'MAX(TIME_PARSE("city"))', isAggregation: true },
      ],
      partitionedBy: "month",
      clusteringColumns: ["__time"],
      maxParseExceptions: 0,
      context: { sqlTimeZone: "UTC" },
    },
    ["connection:demo"],
  ],
  [
    "a batch job from Azure into a declared table, replacing all",
    batchJob("a")
      .from(azure)
      .uris("azure://events/a.json")
      .input({ timestamp: "string" })
      .into(koalas)
      .map({ __time: time })
      .replace("all"),
    {
      type: "batch",
      target: { type: "table", tableName: "Koalas" },
      source: { type: "azure", connectionName: "azure", uris: ["azure://events/a.json"], inputSchema },
      ingestionMode: "replace",
      replaceAll: true,
      mappings,
    },
    ["connection:azure", "table:Koalas"],
  ],
  [
    "a batch job of records in the definition, with a patch",
    batchJob("a")
      .from(inline([{ timestamp: "2026-01-01" }]))
      .input({ timestamp: "string" })
      .into("T")
      .map({ __time: time })
      .append()
      .patch((json) => ({ ...json, maxParseExceptions: 3 })),
    {
      type: "batch",
      target: { type: "table", tableName: "T" },
      source: {
        type: "inline",
        data: '{"timestamp":"2026-01-01"}\n',
        formatSettings: { format: "nd-json" },
        inputSchema,
      },
      ingestionMode: "append",
      mappings,
      maxParseExceptions: 3,
    },
    [],
  ],
  [
    "a batch job of uploaded files",
    batchJob("a").from(uploadedFiles("a.json")).input({ timestamp: "string" }).into("T").map({ __time: time }),
    {
      type: "batch",
      target: { type: "table", tableName: "T" },
      source: { type: "uploaded", fileList: ["a.json"], inputSchema },
      mappings,
    },
    [],
  ],
  [
    "a batch job of another table, whose time is one already",
    batchJob("a")
      .from(tableSource(koalas, { interval: "2026-01-01/P1M" }))
      .into("Copy")
      .map((c) => ({ __time: c.__time, city: c.city })),
    {
      type: "batch",
      target: { type: "table", tableName: "Copy" },
      source: { type: "table", tableName: "Koalas", interval: "2026-01-01/P1M" },
      mappings: [
        { columnName: "__time", expression: '"__time"' },
        { columnName: "city", expression: '"city"' },
      ],
    },
    ["table:Koalas"],
  ],
  [
    "a streaming job with all that it can say",
    streamingJob("a")
      .from(kafka)
      .format("kafka", { valueFormat: { format: "avro_stream", parseSchemaProvider: registry }, headerFormat: "utf-8" })
      .input({ timestamp: "string" })
      .into("Events", { createIfMissing: true })
      .map({ __time: time })
      .filter('"timestamp" IS NOT NULL')
      .discoverSchema()
      .exclude("debug")
      .readFrom("earliest")
      .rejectLate("P7D")
      .rejectEarly("P5D")
      .partitionBy("hour")
      .clusterBy("session")
      .maxParseExceptions(5)
      .replaceRunning()
      .upsert({ key: ["session"], version: "at" }),
    {
      type: "streaming",
      target: { type: "table", tableName: "Events" },
      createTableIfNotExists: true,
      source: {
        type: "connection",
        connectionName: "kafka",
        formatSettings: {
          format: "kafka",
          valueFormat: {
            format: "avro_stream",
            parseSchemaProvider: { type: "connection", connectionName: "registry" },
          },
          headerFormat: "utf-8",
        },
        inputSchema,
      },
      filterExpression: '"timestamp" IS NOT NULL',
      mappings,
      useSchemaDiscovery: true,
      dimensionExclusions: ["debug"],
      readFromPoint: "earliest",
      lateMessageRejectionPeriod: "P7D",
      earlyMessageRejectionPeriod: "P5D",
      partitionedBy: "hour",
      clusteringColumns: ["session"],
      maxParseExceptions: 5,
      replaceRunning: true,
      enableUpserts: true,
      upsertKeyColumns: ["session"],
      upsertVersionColumn: "at",
    },
    ["connection:kafka", "connection:registry"],
  ],
  [
    "a SQL job",
    sqlJob("a")
      .query(sql`REPLACE INTO ${koalas} OVERWRITE ALL SELECT * FROM "X" WHERE "n" > ? PARTITIONED BY DAY`)
      .parameters(3)
      .uses(demo)
      .createIfMissing()
      .context({ maxNumTasks: 2 }),
    {
      type: "sql",
      query: 'REPLACE INTO "Koalas" OVERWRITE ALL SELECT * FROM "X" WHERE "n" > ? PARTITIONED BY DAY',
      parameters: [{ type: "BIGINT", value: 3 }],
      createTableIfNotExists: true,
      context: { maxNumTasks: 2 },
    },
    ["connection:demo", "table:Koalas"],
  ],
  [
    "a job that deletes intervals",
    deleteDataJob("a").table("T").intervals("2026-01-01/P1M").soft().versions("2026-01-01T12:00:00.460Z"),
    {
      type: "delete_data",
      target: { type: "table", tableName: "T", intervals: ["2026-01-01/P1M"] },
      softDelete: true,
      versions: ["2026-01-01T12:00:00.460Z"],
    },
    [],
  ],
  [
    "a job that deletes all rows",
    deleteDataJob("a").table("T").all(),
    { type: "delete_data", target: { type: "table", tableName: "T" }, deleteAll: true },
    [],
  ],
  [
    "a job that drops a table",
    dropTableJob("a").table(koalas).soft(false),
    { type: "drop_table", target: { type: "table", tableName: "Koalas" }, softDelete: false },
    ["table:Koalas"],
  ],
  [
    "a job that restores rows",
    restoreDataJob("a").table("T").interval("2026-01-01/P1M"),
    { type: "restore_data", target: { type: "table", tableName: "T" }, interval: "2026-01-01/P1M" },
    [],
  ],
];

test.each(given)("%s becomes its request, with its keys in a fixed order", (_what, definition, want, dependsOn) => {
  const { artifact, issues } = compileDefinition(definition);
  expect(issues).toEqual([]);
  expect(artifact?.text).toBe(`${JSON.stringify(want, null, 2)}\n`);
  expect(artifact?.path).toBe("jobs/a.json");
  expect(artifact?.dependsOn).toEqual(dependsOn);
});
