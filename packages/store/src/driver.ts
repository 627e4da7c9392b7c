// For implementations of `Store`: what they all do alike. Servers need `@starfix/store` only.
export { JOB_KIND } from "./kinds/job-kind.ts";
export { RECORD_KINDS } from "./kinds/kinds.ts";
export { formatOf, type Indexed, indexRecord, migrateRecord, type RecordKind } from "./kinds/record-kind.ts";
export { formatCursor, type PagePlace, type PagePlan, parsePageQuery } from "./page-plan.ts";
export { UNFINISHED } from "./records/job-record.ts";
