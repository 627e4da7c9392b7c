import type { DataFormatSettings, S3JobSource } from "@starfix/schema";
import { expect, test } from "vitest";
import { contextOf, issuesOf, koalas, reading, s3 } from "../../testing/requests.ts";
import { checkJob } from "../check-job.ts";

const { formatSettings: _, ...untold } = s3;

function formatOf(change: Partial<S3JobSource>): DataFormatSettings | undefined {
  const { job } = checkJob({ ...koalas, source: { ...untold, uris: null, ...change } }, contextOf());
  if (job?.kind !== "batch" || job.source.kind !== "objects") throw new Error("the job passes the rules");
  return job.source.format;
}

function untoldIssues(change: Partial<S3JobSource>): readonly string[] {
  return issuesOf({ ...koalas, source: { ...untold, uris: null, ...change } });
}

test.each<[string, DataFormatSettings]>([
  ["a.json", { format: "nd-json" }],
  ["a.jsonl.gz", { format: "nd-json" }],
  ["b/a.ndjson.zst", { format: "nd-json" }],
  ["a.csv", { format: "csv" }],
  ["a.tsv.bz2", { format: "csv", delimiter: "\t" }],
  ["a.parquet", { format: "parquet" }],
  ["a.orc", { format: "orc" }],
  ["a.avro", { format: "avro_ocf" }],
])("the name %s tells the format", (name, format) => {
  expect(formatOf({ objects: [name] })).toEqual(format);
  expect(formatOf({ uris: [`s3://demo-bucket/${name}`] })).toEqual(format);
  expect(formatOf({ pattern: `**/${name}` })).toEqual(format);
});

test.each(["a.jsonx", "json", "a", "a.gz"])("the name %s does not tell the format", (name) => {
  expect(untoldIssues({ objects: ["b.json", name] })).toEqual([
    `unknown_format /source/objects/1: unknown format: expected formatSettings, or a name that ends in one of .json, .jsonl, .ndjson, .csv, .tsv, .parquet, .orc, .avro, compressed or not, received "${name}"`,
  ]);
});

test("objects that are found by listing may tell the format when the job runs", () => {
  expect(formatOf({ prefixes: ["a/"] })).toBeUndefined();
  expect(formatOf({ pattern: "a/**" })).toBeUndefined();
});

test("one job reads objects of one format", () => {
  expect(formatOf({ objects: ["a.json", "b.jsonl"] })).toEqual({ format: "nd-json" });
  expect(untoldIssues({ objects: ["a.json", "b.csv"] })).toEqual([
    'mixed_formats /source/objects/1: objects of several formats: expected nd-json, received "b.csv", which tells csv; make a job for each format',
  ]);
  expect(issuesOf(reading({ objects: ["a.json", "b.csv"] }))).toEqual([
    'format_against_name /source/objects/1: "b.csv" is read as nd-json, and its name says otherwise: expected csv',
  ]);
});

test("formats of streams are not for objects", () => {
  const formatSettings = { format: "kafka", valueFormat: { format: "nd-json" } } as const;
  expect(issuesOf(reading({ objects: ["a"], formatSettings }))).toEqual([
    'invalid_format /source/formatSettings/format: invalid format: expected one of nd-json, csv, parquet, orc, avro_ocf, regex, received "kafka"',
  ]);
});
