import { both, closed, type Json, nullable, oneOf, open, type Samples, text } from "./sample.ts";

const id = "674f3355-7e17-4158-8f53-de3d5b4ee7c4";
const time = "2022-10-28T21:36:36.547149211Z";
const user = { username: "ada", userId: "631db145-a6d9-492f-9c9e-99240345628a" };
const digest: Json = { algo: "md5", hash: "098f6bcd4621d373cade4e832627b4f6" };
const file: Json = {
  id,
  name: "a/b.json.gz",
  sizeBytes: 1,
  dataFormat: "nd-json",
  compressionFormat: "gz",
  digest,
  uploadedBy: user,
  uploadedOnDatetime: time,
};
const space: Json = { allocatedBytes: 3, usedBytes: 1, remainingBytes: 2 };
const tableSource: Json = { type: "table", tableName: "Cities" };
const lookup: Json = { name: "l", source: tableSource };
const alias: Json = { key: "k", name: "n", value: "v" };
const intervals: Json = { type: "intervals", intervals: ["a/b"], period: null };
const period: Json = { type: "period", period: "P30D" };
const simple: Json = { type: "simple", granularity: "hour" };
const months: Json = { type: "period", period: "P1M", origin: null, timeZone: "UTC" };
const detail: Json = { type: "detail", name: "K", version: 0, schema: [{ name: "city", dataType: "string" }], id };
const aggregate: Json = {
  type: "aggregate",
  name: "K",
  version: 0,
  schema: [{ type: "measure", name: "n", dataType: "long" }],
  queryGranularity: months,
};
const segment: Json = {
  createdOnTimestamp: time,
  id: "s",
  interval: "a/b",
  partitionNumber: 0,
  sizeBytes: 1,
  tableName: "K",
  version: "v",
};
const page: Json = { id: 0, numRows: 7, sizeInBytes: 279 };
const project: Json = { metadata: { name: "zoo", uid: id }, spec: { plan: "a.02" }, status: { state: "running" } };
const values = (one: Json): Samples =>
  both(open({ values: [one] }, "values"), { valid: [{ values: [] }], invalid: [{ values: [{}] }, { values: null }] });
const loose = (valid: Json, ...invalid: unknown[]): Samples => ({
  valid: [{}, valid, { ...valid, extra: 1 }],
  invalid: [...invalid, [], "text"],
});
const onlyKnown = (valid: Json, ...invalid: unknown[]): Samples => ({
  valid: [{}, valid],
  invalid: [{ ...valid, extra: 1 }, ...invalid, null, []],
});

/** Samples of files, lookups, tables as they shall be, statements, projects and keys. */
export const otherSamples: Readonly<Record<string, Samples>> = {
  FileSortColumn: oneOf("name", "size_bytes"),
  CompressionFormat: oneOf("none", "gz", "zstd"),
  UploadFileRequest: onlyKnown({ file: "bytes" }, { file: 1 }),
  FileMetadata: open(file, ...Object.keys(file)),
  FileDigest: open(digest, "algo", "hash"),
  FileListResponse: both(open({ files: [file], space, links: {}, totalCount: 1 }, "files", "space"), {
    valid: [],
    invalid: [{ files: [{}], space }],
  }),
  PageLinks: loose({ "@nextLink": "/n", "@prevLink": "/p" }, { "@nextLink": 1 }),
  FileSpace: open(space, ...Object.keys(space)),
  LookupName: text,
  LookupSource: closed(tableSource, "type", "tableName"),
  TableLookupSource: closed(tableSource, "type", "tableName"),
  CreateLookupRequest: closed(lookup, "name", "source"),
  UpdateLookupRequest: closed({ source: tableSource }, "source"),
  LookupResponse: open(lookup, "name", "source"),
  LookupListResponse: values(lookup),
  LookupAlias: closed(alias, "key", "name", "value"),
  LookupAliasListResponse: values(alias),
  UpdateLookupAliasesRequest: closed({ values: [alias] }, "values"),
  TableDescription: nullable(text),
  TableRequest: both(closed(detail, "type", "name", "version"), closed(aggregate, "type", "name", "version")),
  DetailTableRequest: closed(detail, "type", "name", "version"),
  AggregateTableRequest: closed(aggregate, "type", "name", "version"),
  TableStoragePolicy: onlyKnown({ cached: period, retain: null }, { cached: {} }),
  StoragePolicy: nullable(both(closed(intervals, "type", "intervals"), closed(period, "type", "period"))),
  IntervalsStoragePolicy: closed(intervals, "type", "intervals"),
  PeriodStoragePolicy: closed(period, "type", "period"),
  Granularity: both(closed(simple, "type", "granularity"), closed(months, "type", "period")),
  SimpleGranularity: closed(simple, "type", "granularity"),
  PeriodGranularity: closed(months, "type", "period"),
  SegmentId: text,
  SegmentResponse: open(segment, ...Object.keys(segment)),
  SegmentListResponse: values(segment),
  SqlStatementRequest: both(closed({ query: "SELECT 1", context: {}, parameters: [{}] }, "query"), {
    valid: [],
    invalid: [{ query: "SELECT 1", resultFormat: "csv" }],
  }),
  QueryId: text,
  SqlState: oneOf("ACCEPTED", "SUCCESS"),
  SqlStatusResponse: loose(
    { queryId: "q", state: "RUNNING", createdAt: null, schema: [{ name: "a" }], durationMs: -1, result: null },
    { state: "DONE" },
  ),
  SqlResultSummary: nullable(loose({ numTotalRows: 7, sampleRecords: [[1]], pages: [page] }, { pages: [1] })),
  SqlPages: { valid: [[], [page]], invalid: [[1], {}, null] },
  SqlPage: loose(page, { id: "0" }),
  SqlStatementErrorResponse: loose({ taskId: "t", state: "FAILED", error: { error: "e" } }, { error: 1 }),
  ProjectRequest: closed(project, "metadata", "spec"),
  ProjectResponse: open(project, "metadata", "spec"),
  ProjectListResponse: { valid: [[], [project]], invalid: [[{}], {}, null] },
  ProjectMetadata: both(closed({ name: "zoo", uid: id, createdOnTimestamp: time }, "name"), {
    valid: [],
    invalid: [{ name: "" }, { name: "z".repeat(129) }],
  }),
  ProjectSpec: onlyKnown({ desiredState: "paused", deletionProtection: true }, { region: "mars-1" }),
  Region: oneOf("us-east-1", "westus2"),
  ProjectStatus: loose({ state: "running", maxBytes: 1, version: "c" }, { state: "fine" }),
  ApiKeyInfoResponse: loose({ id: "k", permissions: ["ManageTables"] }, { permissions: [1] }),
  WrappedErrorResponse: loose({ error: { code: "a", message: "b" } }),
};
