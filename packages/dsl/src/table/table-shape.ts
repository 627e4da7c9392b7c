import type { Expr, FitsAnyColumn, SqlType, SqlTypesOfColumn, SqlTypesOfMeasure, TypeMessage } from "@starfix/expr";
import type { DataType, MeasureDataType } from "@starfix/schema";
import type { Definition } from "../definition.ts";
import type { TableNode } from "./table-node.ts";

/** Columns and their data types, in the order of `SELECT *`. */
export type TableColumns = Readonly<Record<string, DataType>>;

/** Measures and their data types. */
export type TableMeasures = Readonly<Record<string, MeasureDataType>>;

/** No columns, or no measures. */
export type NoColumns = Readonly<Record<never, never>>;

/** Whether jobs may fill columns that are not declared; by default they may. */
export type TableMode = "default" | "flexible" | "strict";

/** Columns with their types as they are given; only `__time` is a timestamp. */
export type CheckedColumns<TColumns> = {
  readonly [TName in keyof TColumns]: TColumns[TName] extends "timestamp"
    ? TName extends "__time"
      ? TColumns[TName]
      : TypeMessage<"only __time is a timestamp: take long, milliseconds since 1970, or string">
    : TName extends "__time"
      ? TypeMessage<"__time is a timestamp: it is there in any case and need not be declared">
      : TColumns[TName];
};

/** What a table says of itself to the jobs that fill it. Types only. */
export interface TableShape {
  readonly name: string;
  readonly columns: TableColumns;
  readonly measures: TableMeasures;
  readonly mode: TableMode;
  /** Columns that the service adds: `__count` of an aggregate table. */
  readonly added: TableColumns;
}

/** A table declared in code, as `.into()` takes it. */
export interface TableDefinition<TShape extends TableShape = TableShape> extends Definition<TableNode> {
  /** Type only: columns, measures and mode. */
  readonly " shape": TShape;
}

/** The table of a job that knows its target by name alone. */
export interface AnyTable {
  readonly mode: "unknown";
}

/**
 * What fills each column, held against the table: `unknown` when all of it fits, else a message for each column that does
 * not.
 */
export type FittedMappings<TMappings, TTable extends TableShape> =
  TMappings extends FittingExprs<TTable>
    ? TTable["mode"] extends "strict"
      ? keyof TMappings extends KnownColumn<TTable>
        ? unknown
        : FaultsOf<TMappings, TTable>
      : unknown
    : FaultsOf<TMappings, TTable>;

type KnownColumn<TTable extends TableShape> = keyof TTable["columns"] | keyof TTable["measures"] | "__time";

/** What may fill each declared column, made once for a table: SQL text is left to the compiler. */
type FittingExprs<TTable extends TableShape> = FittingColumns<TTable["columns"]> &
  FittingMeasures<TTable["measures"]> & { readonly __time?: Expr<"TIMESTAMP", "scalar"> | string };

type FittingColumns<TColumns extends TableColumns> = {
  readonly [TName in keyof TColumns]?: Expr<SqlTypesOfColumn[TColumns[TName]] | FitsAnyColumn, "scalar"> | string;
};

type FittingMeasures<TMeasures extends TableMeasures> = {
  readonly [TName in keyof TMeasures]?: Expr<SqlTypesOfMeasure[TMeasures[TName]] | FitsAnyColumn, "aggregate"> | string;
};

type FaultsOf<TMappings, TTable extends TableShape> = {
  readonly [TName in keyof TMappings]: FaultOf<TMappings[TName], TName & string, TTable>;
};

type FaultOf<TValue, TName extends string, TTable extends TableShape> =
  TName extends KnownColumn<TTable>
    ? TValue extends Expr
      ? TName extends keyof TTable["measures"]
        ? TValue extends Expr<SqlType, "aggregate">
          ? FaultOfType<TValue, SqlTypesOfMeasure[TTable["measures"][TName]], TName, TTable["measures"][TName]>
          : TypeMessage<`measure ${TName} of table ${TTable["name"]} takes an aggregation such as sum(…)`>
        : TValue extends Expr<SqlType, "scalar">
          ? TName extends keyof TTable["columns"]
            ? FaultOfType<TValue, SqlTypesOfColumn[TTable["columns"][TName]], TName, TTable["columns"][TName]>
            : FaultOfType<TValue, "TIMESTAMP", TName, "timestamp">
          : TypeMessage<`column ${TName} of table ${TTable["name"]} is no measure and takes no aggregation`>
      : unknown
    : TTable["mode"] extends "strict"
      ? TypeMessage<`unknown column: ${TName} is not in table ${TTable["name"]}, which is strict`>
      : unknown;

type FaultOfType<TExpr extends Expr, TTakes extends SqlType, TName extends string, TType extends DataType> = [
  Exclude<TExpr["$type"], TTakes | FitsAnyColumn>,
] extends [never]
  ? unknown
  : TypeMessage<`column ${TName} is of type ${TType} and takes ${TTakes}, received ${TExpr["$type"]}`>;
