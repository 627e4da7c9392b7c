import type { ConnectionRecord } from "./records/connection-record.ts";
import type { JobField, JobRecord } from "./records/job-record.ts";
import type { KeyRecord } from "./records/key-record.ts";
import type { TableField, TableRecord } from "./records/table-record.ts";

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
  /** Keeps records whose searchable text contains this one; upper and lower case are the same. */
  readonly search?: string;
  /** Fields are sorted by code point. @default the order in which records were added */
  readonly orderBy?: TField;
  /** `DESC` is the exact reverse of `ASC`. @default "ASC" */
  readonly direction?: "ASC" | "DESC";
  /** Most records of the page, from 1. */
  readonly limit: number;
  /** Records to skip. @default 0 */
  readonly offset?: number;
  /** Of the page before, for a query of the same order: goes on behind its last record, whatever was added or changed since. */
  readonly cursor?: string;
}

export interface Page<TRecord> {
  readonly items: readonly Stored<TRecord>[];
  /** Where the next page begins; absent on the last one. */
  readonly cursor?: string;
}

/**
 * Records of one kind, by their key. Each call is one transaction. A record is kept as JSON: what is read is equal to what
 * `JSON.parse(JSON.stringify(record))` gives, shares nothing with what was written, and may be frozen.
 */
export interface Records<TRecord, TField extends string = never> {
  get(key: string): Promise<Stored<TRecord> | undefined>;
  /** Records that sort alike are in the order in which they were added. */
  page(query: PageQuery<TField>): Promise<Page<TRecord>>;
  /** Adds a record with revision 1; false, and nothing changes, when the key is taken. */
  add(key: string, record: TRecord): Promise<boolean>;
  /** Replaces a record that still has this revision; its new revision, or undefined, and nothing changes, when it has not. */
  replaceIf(key: string, revision: number, record: TRecord): Promise<number | undefined>;
  /** Removes a record that still has this revision; false, and nothing changes, when it has not. */
  removeIf(key: string, revision: number): Promise<boolean>;
}

/** The right to write one unfinished job until the lease ends. */
export interface Claim {
  readonly jobId: string;
  readonly owner: string;
  /** Grows each time the job is claimed, from 1: an older claim can write nothing. */
  readonly fence: number;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

export interface ClaimedJob {
  readonly claim: Claim;
  readonly job: Stored<JobRecord>;
}

/**
 * Jobs, and who runs them. A claim is valid while its job is unfinished (`pending` or `running`), its lease has not ended and
 * the job was not claimed again. Records are also changed by others than the holder, with `replaceIf`: then the holder's
 * revision is old, and it reads the record again.
 */
export interface Jobs extends Records<JobRecord, JobField> {
  /**
   * Claims the oldest unfinished job that is not held, and whose target table no other held job writes. Undefined when there
   * is none. The revision stays; jobs of one table are claimed in the order in which they were added.
   */
  claim(owner: string, leaseMs: number): Promise<ClaimedJob | undefined>;
  /** Starts the lease anew; undefined when the claim is no longer valid. */
  heartbeat(claim: Claim, leaseMs: number): Promise<Claim | undefined>;
  /**
   * Replaces the record as its holder; its new revision, or undefined, and nothing changes, when the revision is old or the
   * claim no longer valid. A record that is finished ends the claim.
   */
  replaceClaimed(claim: Claim, revision: number, record: JobRecord): Promise<number | undefined>;
  /** Gives the job back: it can be claimed at once. Does nothing when the claim is no longer valid. */
  release(claim: Claim): Promise<void>;
}

/**
 * What a server keeps: connections by name, jobs by id, tables by name, API keys by hash, settings by name. What a settled
 * call changed survives a kill.
 */
export interface Store {
  readonly connections: Records<ConnectionRecord>;
  readonly jobs: Jobs;
  readonly tables: Records<TableRecord, TableField>;
  readonly keys: Records<KeyRecord>;
  readonly settings: Records<string>;
  /** Waits for the calls before it; calls after it reject. Calling it again does nothing. */
  close(): Promise<void>;
}
