import type { ExprNode, SqlType } from "@starfix/expr";
import type { ConnectionResponse, DataType, TablePartitioningGranularity, TimeResolution } from "@starfix/schema";
import type { InputField } from "./checked-job.ts";

/** A column of a table that is known. */
export interface KnownColumn {
  readonly name: string;
  readonly role: "dimension" | "measure";
  /** As declared; absent for a column that was found in data. */
  readonly dataType?: DataType;
  /** As stored; absent for a declared column that holds no rows yet. */
  readonly type?: SqlType;
}

/** What is known of a table: its declaration, the columns that an engine stores, or both. */
export interface KnownTable {
  readonly name: string;
  readonly type?: "detail" | "aggregate";
  readonly schemaMode?: "strict" | "flexible";
  readonly columns: readonly KnownColumn[];
  readonly partitioningGranularity?: TablePartitioningGranularity;
  readonly timeResolution?: TimeResolution;
}

/** What is known of a connection: the members that decide what a job can reach through it. */
export type KnownConnection = Pick<ConnectionResponse, "type" | "name"> & {
  readonly bucket?: string;
  readonly container?: string;
  readonly prefix?: string;
};

/**
 * What the rules know around a request. A compiler knows the definitions of its project; a server knows everything that
 * its store has, so for it a name that is not found is an issue (`complete`).
 */
export interface RuleContext {
  /** Whether a connection or a table that is not found does not exist. */
  readonly complete: boolean;
  readonly connection: (name: string) => KnownConnection | undefined;
  readonly table: (name: string) => KnownTable | undefined;
  /**
   * The names of all connections, where not every connection that has one is known. A statement can name any, so that one
   * that is not among them is an issue.
   */
  readonly connectionNames?: ReadonlySet<string>;
  /**
   * The columns of a table that a job reads, where they are known otherwise than from `table`: the request of such a job
   * does not list them.
   */
  readonly input?: readonly InputField[];
  /**
   * Trees of expressions that are already parsed, by JSON pointer: `/mappings/0/expression`. The text of the request is
   * not parsed again where there is one. {@link mappingPointer} gives the pointer of a mapping without making a new string.
   */
  readonly trees?: ReadonlyMap<string, ExprNode>;
}
