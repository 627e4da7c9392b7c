import type {
  JobErrorCode,
  JobExecutionStatus,
  JobWarningCode,
  Mapping,
  TablePartitioningGranularity,
  User,
} from "@starfix/schema";
import type { EngineColumn, JobCounters, JobMessage } from "./engine.ts";
import type { RunnableJob } from "./plan/runnable-job.ts";

/** A connection as kept. `secrets` is ciphertext that only the server can read. */
export interface ConnectionRecord {
  readonly name: string;
  readonly type: "s3";
  readonly description?: string;
  readonly bucket: string;
  readonly awsEndpoint: string;
  readonly awsAssumedRoleArn?: string;
  readonly prefix?: string;
  readonly secrets?: string;
  readonly submittedByUser: User;
  readonly submittedOnTimestamp: string;
  readonly modifiedByUser: User;
  readonly modifiedOnTimestamp: string;
}

/** A job as kept: the request, and what became of it. */
export interface JobRecord {
  readonly id: string;
  readonly spec: RunnableJob;
  /** The mappings as run, with `__count` added for an aggregating job. */
  readonly mappings: readonly Mapping[];
  readonly executionStatus: JobExecutionStatus;
  readonly desiredExecutionStatus: "running" | "canceled";
  readonly error?: JobMessage<JobErrorCode>;
  readonly warning?: JobMessage<JobWarningCode>;
  readonly counters: JobCounters;
  readonly progress: number;
  readonly createdBy: User;
  readonly lastModifiedBy: User;
  readonly createdTimestamp: string;
  readonly lastUpdatedTimestamp: string;
  readonly startedTimestamp?: string;
  readonly completedTimestamp?: string;
}

/** A table as kept: what the engine does not know of it. */
export interface TableRecord {
  readonly id: string;
  readonly name: string;
  readonly type: "detail" | "aggregate";
  readonly schemaMode: "flexible" | "strict";
  readonly partitioningGranularity: TablePartitioningGranularity;
  readonly clusteringColumns: readonly string[];
  readonly columns: readonly EngineColumn[];
  readonly version: number;
  readonly createdByUser: User;
  readonly createdOnTimestamp: string;
  readonly modifiedByUser: User;
  readonly modifiedOnTimestamp: string;
}

/** An API key as kept: only its hash. */
export interface KeyRecord {
  readonly id: string;
  /** SHA-256 of the key, hex. */
  readonly hash: string;
  /** `pok_YxNxd...2xixwf`: the first and last characters, to tell keys apart. */
  readonly redacted: string;
  readonly permissions: readonly string[];
  readonly createdOnTimestamp: string;
}

/** Records of one kind, by their key. Each call is one transaction. */
export interface Records<TRecord> {
  /** All records, in the order they were added. */
  list(): Promise<readonly TRecord[]>;
  get(key: string): Promise<TRecord | undefined>;
  /** Adds a record; false, and nothing changes, when the key is taken. */
  add(key: string, record: TRecord): Promise<boolean>;
  /** Replaces a record; false when there is none of this key. */
  replace(key: string, record: TRecord): Promise<boolean>;
  /** Removes a record; false when there is none of this key. */
  remove(key: string): Promise<boolean>;
}

/** What the server keeps: connections by name, jobs by id, tables by name, API keys by hash, settings by name. Survives a kill after any settled call. */
export interface Store {
  readonly connections: Records<ConnectionRecord>;
  readonly jobs: Records<JobRecord>;
  readonly tables: Records<TableRecord>;
  readonly keys: Records<KeyRecord>;
  readonly settings: Records<string>;
}
