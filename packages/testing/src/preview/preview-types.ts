import type { BatchJobNode, Definition, InputSchema, StreamingJobNode, TableShape } from "@starfix/dsl";

// Written out, since these declarations are read where no engine is installed. A test holds it to the engine's own.
/** A value of a row: 64-bit integers beyond 2^53 come as bigint, timestamps as ISO 8601 text in UTC with milliseconds. */
export type Cell = string | number | bigint | boolean | null | readonly Cell[];

/** A complete job that has mappings: what `batchJob()` and `streamingJob()` make. */
export interface PreviewJob<TInput extends InputSchema = InputSchema, TTable = unknown>
  extends Definition<BatchJobNode | StreamingJobNode> {
  /** Type only: the input schema. */
  readonly " input": TInput;
  /** Type only: the table that is filled. */
  readonly " table": TTable;
  allow(code: string, reason: string): unknown;
}

/** A value of a record. It need not be of the declared type: a job reads it as Druid does. */
export type PreviewValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | Date
  | readonly PreviewValue[]
  | { readonly [name: string]: PreviewValue };

/** A record with fields of the input schema; a field that is left out is missing. */
export type PreviewInput<TInput extends InputSchema> = { readonly [TName in keyof TInput]?: PreviewValue };

/** The value of a cell of each data type; others have no value of their own. */
interface CellOfDataType {
  readonly string: string;
  readonly varchar: string;
  readonly long: number | bigint;
  readonly bigint: number | bigint;
  readonly double: number;
  readonly float: number;
}

type CellOf<TType> = TType extends keyof CellOfDataType ? CellOfDataType[TType] | null : Cell;

/**
 * A row of the table: its columns by name, `__time` as ISO 8601 text in UTC. Cells are typed by a table that is declared
 * in code; a table that is given by its name says nothing of them.
 */
export type PreviewRow<TTable> = TTable extends TableShape
  ? { readonly __time: string } & {
      readonly [TName in keyof TTable["columns"] as Exclude<TName, "__time">]?: CellOf<TTable["columns"][TName]>;
    } & {
      readonly [TName in keyof TTable["measures"]]?: CellOf<TTable["measures"][TName]>;
    } & (TTable["mode"] extends "strict" ? unknown : Readonly<Record<string, Cell | undefined>>)
  : { readonly __time: string } & Readonly<Record<string, Cell>>;
