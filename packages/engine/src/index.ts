export { type Bucket, BucketError } from "./bucket.ts";
export { type LocalBucketOptions, localBucket } from "./buckets/local-bucket.ts";
export { locationOpener, type OpenLocation } from "./buckets/open-location.ts";
export { type S3BucketOptions, type S3Credentials, s3Bucket } from "./buckets/s3-bucket.ts";
export { allowedEndpoint, isAllowedEndpoint, regionOfEndpoint, type S3Endpoint } from "./buckets/s3-endpoint.ts";
export {
  type ByteSource,
  type Cell,
  type Engine,
  type EngineCapabilities,
  type EngineColumn,
  type EngineTable,
  type ObjectLocation,
  type PreparedJob,
  QueryRefusedError,
  type QueryResult,
  type Refusal,
  type RunMessage,
  type RunOutcome,
  type RunProgress,
  type RunState,
  type RunTotals,
  runIdOf,
  type SourceAccess,
  type SourceObject,
} from "./engine.ts";
export { type SelectionIssue, type SelectionOptions, selectObjects } from "./objects/select-objects.ts";
export { type LineBatch, openRecords } from "./records/open-records.ts";
export { parseRecord } from "./records/parse-record.ts";
export { ReadError } from "./records/read-error.ts";
export {
  type ColumnValue,
  coerce,
  columnReader,
  isReadable,
  type ReadableDataType,
  readableDataTypes,
  UnreadableValueError,
} from "./values/column-reader.ts";
export { formatDouble } from "./values/double-text.ts";
export { type InputRecord, type JsonValue, WholeDouble } from "./values/json-value.ts";
export { parseDouble } from "./values/parse-double.ts";
