import { expect, test } from "vitest";
import { confluentSchemaRegistryConnection, s3Connection, secret } from "../index.ts";
import { parseFormat } from "./parse-format.ts";

const registry = confluentSchemaRegistryConnection("registry")
  .urls(["https://registry.example.com"])
  .basic({ username: "u", password: secret("REGISTRY_PASSWORD") });
const demo = s3Connection("demo").bucket("demo-bucket").region("us-east-1").role("arn:aws:iam::012345678901:role/r");

test.each([
  ["nd-json", undefined, { format: "nd-json" }],
  [
    "nd-json",
    { flattenSpec: { useFieldDiscovery: true } },
    { format: "nd-json", flattenSpec: { useFieldDiscovery: true } },
  ],
  [
    "csv",
    { skipHeaderRows: 1, delimiter: ";", columns: ["a", "b"], listDelimiter: "|" },
    { format: "csv", columns: ["a", "b"], delimiter: ";", listDelimiter: "|", skipHeaderRows: 1 },
  ],
  ["tsv", { columns: ["a"] }, { format: "csv", columns: ["a"], delimiter: "\t" }],
  ["parquet", { binaryAsString: true }, { format: "parquet", binaryAsString: true }],
  ["orc", {}, { format: "orc" }],
  [
    "avro_ocf",
    { schema: { type: "record" }, extractUnionsByType: true },
    { format: "avro_ocf", extractUnionsByType: true, schema: { type: "record" } },
  ],
  ["regex", { pattern: "(.*)", columns: ["line"] }, { format: "regex", columns: ["line"], pattern: "(.*)" }],
] as const)("the format %s of objects takes %j", (format, options, want) => {
  const { settings, registries } = parseFormat(format, options, "objects");
  expect(JSON.stringify(settings)).toBe(JSON.stringify(want));
  expect(registries).toEqual([]);
});

test.each([
  [
    "avro_stream",
    { parseSchemaProvider: registry, binaryAsString: true },
    {
      format: "avro_stream",
      parseSchemaProvider: { type: "connection", connectionName: "registry" },
      binaryAsString: true,
    },
    ["registry"],
  ],
  [
    "avro_stream",
    { parseSchemaProvider: { schema: { type: "record" } } },
    { format: "avro_stream", parseSchemaProvider: { type: "inline-avro", schema: { type: "record" } } },
    [],
  ],
  [
    "protobuf",
    { parseSchemaProvider: { descriptor: "aGk=", protoMessageType: "zoo.Koala" } },
    {
      format: "protobuf",
      parseSchemaProvider: { type: "inline-protobuf", descriptor: "aGk=", protoMessageType: "zoo.Koala" },
    },
    [],
  ],
  [
    "kafka",
    {
      timestampColumnName: "at",
      headerFormat: "utf-8",
      keyFormat: { format: "csv", columns: ["key"] },
      valueFormat: { format: "avro_stream", parseSchemaProvider: registry },
    },
    {
      format: "kafka",
      valueFormat: {
        format: "avro_stream",
        parseSchemaProvider: { type: "connection", connectionName: "registry" },
      },
      keyFormat: { format: "csv", columns: ["key"] },
      headerFormat: "utf-8",
      timestampColumnName: "at",
    },
    ["registry"],
  ],
  [
    "kinesis",
    { valueFormat: "nd-json", partitionKeyColumnName: "key" },
    { format: "kinesis", valueFormat: { format: "nd-json" }, partitionKeyColumnName: "key" },
    [],
  ],
] as const)("the format %s of a stream takes its options", (format, options, want, names) => {
  const { settings, registries } = parseFormat(format, options, "stream");
  expect(JSON.stringify(settings)).toBe(JSON.stringify(want));
  expect(registries.map(({ name }) => name)).toEqual(names);
});

test.each([
  ["kafka", { valueFormat: "nd-json" }, "objects", 'invalid format: "kafka" is for streams, not for batch jobs'],
  ["parquet", {}, "stream", 'invalid format: "parquet" is for objects, not for streams'],
  ["json", {}, "objects", "invalid format: expected one of nd-json, csv, tsv, parquet, orc, avro_ocf, regex"],
  ["csv", { header: true }, "objects", 'unknown option "header" of format csv: expected columns, delimiter'],
  ["tsv", { delimiter: "," }, "objects", 'unknown option "delimiter" of format tsv'],
  ["csv", { skipHeaderRows: -1 }, "objects", "invalid skipHeaderRows: expected a whole number from 0, received -1"],
  ["csv", { columns: "a" }, "objects", "invalid columns: expected a list of texts"],
  ["csv", {}, "stream", "invalid columns: expected the names of the fields, because a stream has no header"],
  ["csv", { columns: ["a"], skipHeaderRows: 1 }, "stream", "invalid skipHeaderRows: expected none"],
  ["regex", { columns: ["a"] }, "objects", "invalid options of regex: expected pattern, which it needs"],
  ["parquet", { binaryAsString: "yes" }, "objects", "invalid binaryAsString: expected true or false"],
  ["avro_stream", {}, "stream", "invalid options of avro_stream: expected parseSchemaProvider, which it needs"],
  [
    "avro_stream",
    { parseSchemaProvider: demo },
    "stream",
    "invalid parseSchemaProvider: expected a connection such as",
  ],
  ["protobuf", { parseSchemaProvider: { descriptor: "?" } }, "stream", "with a descriptor set in Base64"],
  [
    "kafka",
    { valueFormat: "kinesis" },
    "stream",
    'invalid valueFormat of format: "kinesis" is not the format of a value',
  ],
  ["kafka", { valueFormat: "nd-json", headerFormat: "latin" }, "stream", "invalid headerFormat: expected one of utf-8"],
  ["kafka", { valueFormat: { format: "csv" } }, "stream", "because a stream has no header"],
] as const)("the format %s with %j is refused for %s", (format, options, use, message) => {
  expect(() => parseFormat(format, options, use)).toThrow(message);
});
