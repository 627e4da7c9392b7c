export type * from "./checked-job.ts";
export type { KnownColumn, KnownConnection, KnownTable, RuleContext } from "./rule-context.ts";
