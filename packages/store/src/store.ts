import type { ConnectionRecord } from "./records/connection-record.ts";
import type { JobRecord } from "./records/job-record.ts";
import type { KeyRecord } from "./records/key-record.ts";
import type { TableRecord } from "./records/table-record.ts";

/** A record as the store has it. */
export interface Stored<TRecord> {
  readonly key: string;
  /** Grows with each change of the record, from 1. */
  readonly revision: number;
  readonly record: TRecord;
}

/** What a page of records keeps, how it is sorted and where it begins. */
export interface PageQuery<TField extends string> {
  /** Records whose field has one of the values; a field that is left out, or has no values, keeps all. */
  readonly where?: { readonly [TEach in TField]?: readonly string[] };
  /** Keeps records whose searchable text holds this one; upper and lower case are the same. */
  readonly search?: string;
  /** @default by the order in which records were added */
  readonly orderBy?: TField;
  /** @default "ASC" */
  readonly direction?: "ASC" | "DESC";
  readonly limit: number;
  /** Records to pass over first. @default 0 */
  readonly offset?: number;
  /** Of the page before: goes on behind its last record, whatever was added or changed since. */
  readonly cursor?: string;
}

export interface Page<TRecord> {
  readonly items: readonly Stored<TRecord>[];
  /** Where the next page begins; absent on the last one. */
  readonly cursor?: string;
}

/** Records of one kind, by their key. Each call is one transaction. */
export interface Records<TRecord, TField extends string = never> {
  get(key: string): Promise<Stored<TRecord> | undefined>;
  /** Records that sort alike stay in the order in which they were added. */
  page(query: PageQuery<TField>): Promise<Page<TRecord>>;
  /** Adds a record with revision 1; false, and nothing changes, when the key is taken. */
  add(key: string, record: TRecord): Promise<boolean>;
  /** Replaces a record that still has this revision; its new revision, or undefined, and nothing changes, when it has not. */
  replaceIf(key: string, revision: number, record: TRecord): Promise<number | undefined>;
  /** Removes a record that still has this revision; false, and nothing changes, when it has not. */
  removeIf(key: string, revision: number): Promise<boolean>;
}

/** The fields by which jobs are filtered and sorted. */
export type JobField =
  | "type"
  | "executionStatus"
  | "healthStatus"
  | "connectionName"
  | "sourceType"
  | "sourceTable"
  | "targetTable"
  | "createdBy"
  | "created"
  | "lastUpdated";

/** The right to write one job until the lease ends. */
export interface Claim {
  readonly jobId: string;
  readonly owner: string;
  /** Grows each time the job is claimed: who holds an older one can write nothing. */
  readonly fence: number;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

export interface ClaimedJob {
  readonly claim: Claim;
  readonly job: Stored<JobRecord>;
}

export interface Jobs extends Records<JobRecord, JobField> {
  /**
   * Claims the oldest unfinished job (`pending` or `running`) that nobody holds or whose lease has ended, and whose target
   * table no other held job writes. Undefined when there is none.
   */
  claim(owner: string, leaseMs: number): Promise<ClaimedJob | undefined>;
  /** Extends a lease; undefined when the claim is no longer valid. */
  heartbeat(claim: Claim, leaseMs: number): Promise<Claim | undefined>;
  /** Replaces the record as its holder; undefined, and nothing changes, when the revision is older or the claim not valid. */
  replaceClaimed(claim: Claim, revision: number, record: JobRecord): Promise<number | undefined>;
  /** Gives the job back: it can be claimed at once. Does nothing when the claim is no longer valid. */
  release(claim: Claim): Promise<void>;
}

/** What a server keeps: connections by name, jobs by id, tables by name, API keys by hash, settings by name. Survives a kill after any settled call. */
export interface Store {
  readonly connections: Records<ConnectionRecord>;
  readonly jobs: Jobs;
  readonly tables: Records<TableRecord>;
  readonly keys: Records<KeyRecord>;
  readonly settings: Records<string>;
  close(): Promise<void>;
}
