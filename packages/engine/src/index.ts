export { type Bucket, BucketError, type BucketObject } from "./bucket.ts";
export { type LocalBucketOptions, localBucket } from "./buckets/local-bucket.ts";
export { type S3BucketOptions, type S3Credentials, s3Bucket } from "./buckets/s3-bucket.ts";
export { allowedEndpoint, isAllowedEndpoint, regionOfEndpoint, type S3Endpoint } from "./buckets/s3-endpoint.ts";
export {
  type Cell,
  type Engine,
  type EngineColumn,
  type EngineTable,
  type JobCounters,
  type JobMessage,
  type JobOutcome,
  type JobProgress,
  QueryRefusedError,
  type QueryResult,
  type Refusal,
  type RunOptions,
} from "./engine.ts";
export type { InputField, JobPlan, ObjectSelection, PlannedMapping } from "./job-plan.ts";
export { compileGlob } from "./objects/compile-glob.ts";
export { GlobSyntaxError } from "./objects/parse-glob.ts";
export { type SelectionIssue, type SelectionOptions, selectObjects } from "./objects/select-objects.ts";
export type { PlanIssue, PlanIssueCode } from "./plan/plan-issue.ts";
export { type PlanConnection, type PlanContext, planJob } from "./plan/plan-job.ts";
export type { RunnableJob } from "./plan/runnable-job.ts";
export { type LineBatch, openRecords } from "./records/open-records.ts";
export { parseRecord } from "./records/parse-record.ts";
export { ReadError } from "./records/read-error.ts";
export type { ConnectionRecord, JobRecord, KeyRecord, Records, Store, TableRecord } from "./store.ts";
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
