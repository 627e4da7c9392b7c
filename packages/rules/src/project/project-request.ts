import { readStatement } from "@starfix/expr";
import type { CreateJobRequest } from "@starfix/schema";
import type { CheckedJob } from "../checked-job.ts";

/** A request of a project, or one of another project that goes to the same service. */
export interface ProjectRequest {
  readonly kind: "connection" | "table" | "job";
  /** Name of the connection or the table, id of the job. */
  readonly name: string;
  /** Who answers for it. */
  readonly owner: string;
  /**
   * Whether another project makes it: it decides what this one may do, and no issue is reported at it.
   *
   * @default false
   */
  readonly foreign?: boolean;
  /** Of a table: the owners whose jobs may write it with that of the table. */
  readonly writers?: readonly string[];
  /** Of a job: the table that it writes, as {@link tableWrittenBy} tells. */
  readonly writes?: WrittenTable | undefined;
  /** Of a job that passed the rules: what it does to its table. Without it, only names and owners are compared. */
  readonly job?: CheckedJob | undefined;
}

export interface WrittenTable {
  readonly table: string;
  /** JSON pointer of its name in the request. */
  readonly pointer: string;
}

/**
 * The table whose rows a job writes or takes away; undefined for a statement that does not name one plainly.
 *
 * @example
 * tableWrittenBy({ type: "sql", query: 'INSERT INTO "Cities" SELECT … PARTITIONED BY DAY' });
 * // => { table: "Cities", pointer: "/query" }
 */
export function tableWrittenBy(request: CreateJobRequest): WrittenTable | undefined {
  if (request.type !== "sql") return { table: request.target.tableName, pointer: "/target/tableName" };
  const frame = readStatement(request.query);
  return "expected" in frame || frame.table === undefined ? undefined : { table: frame.table, pointer: "/query" };
}
