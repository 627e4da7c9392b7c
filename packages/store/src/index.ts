export { allRecords } from "./all-records.ts";
export { createMemoryStore, type MemoryStore, type MemoryStoreOptions } from "./memory/memory-store.ts";
export type { ConnectionRecord } from "./records/connection-record.ts";
export { isUnfinished, type JobField, type JobMessage, type JobRecord } from "./records/job-record.ts";
export type { KeyRecord } from "./records/key-record.ts";
export type { TableField, TableRecord } from "./records/table-record.ts";
export type {
  Claim,
  ClaimedJob,
  Jobs,
  Page,
  PageQuery,
  Records,
  Store,
  Stored,
} from "./store.ts";
export { StoreFailedError, StoreFullError } from "./store-error.ts";
export { updateRecord } from "./update-record.ts";
