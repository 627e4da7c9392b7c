export type { ConnectionRecord } from "./records/connection-record.ts";
export type { JobMessage, JobRecord } from "./records/job-record.ts";
export type { KeyRecord } from "./records/key-record.ts";
export type { TableRecord } from "./records/table-record.ts";
export type {
  Claim,
  ClaimedJob,
  JobField,
  Jobs,
  Page,
  PageQuery,
  Records,
  Store,
  Stored,
} from "./store.ts";
