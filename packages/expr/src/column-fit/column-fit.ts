import type { InputType, SqlType } from "../sql-type.ts";

/** A data type that a measure of an aggregate table can have. */
export type MeasureType =
  | "bigint"
  | "double"
  | "float"
  | "HLLSketch"
  | "long"
  | "longStringPair"
  | "quantilesDoublesSketch"
  | "string"
  | "thetaSketch"
  | "ingest_timeseries"
  | "varchar"
  | "variance";

/**
 * The SQL types that fill a column of each data type. Druid stores a BOOLEAN and a time as a number, widens whole
 * numbers, and keeps what is COMPLEX only in a column of that very type.
 */
export interface SqlTypesOfColumn {
  readonly string: "VARCHAR";
  readonly varchar: "VARCHAR";
  readonly long: "BIGINT" | "BOOLEAN" | "TIMESTAMP" | "DATE";
  readonly bigint: "BIGINT" | "BOOLEAN" | "TIMESTAMP" | "DATE";
  readonly double: "DOUBLE" | "FLOAT" | "BIGINT";
  readonly float: "FLOAT" | "DOUBLE" | "BIGINT";
  readonly timestamp: "TIMESTAMP";
  readonly json: "COMPLEX<json>";
  readonly "complex<json>": "COMPLEX<json>";
  readonly stringArray: "VARCHAR ARRAY";
  readonly longArray: "BIGINT ARRAY";
  readonly doubleArray: "DOUBLE ARRAY" | "FLOAT ARRAY" | "BIGINT ARRAY";
  readonly floatArray: "FLOAT ARRAY" | "DOUBLE ARRAY" | "BIGINT ARRAY";
  readonly geo: "COMPLEX<geo>";
  readonly HLLSketch: "COMPLEX<HLLSketch>";
  readonly ingest_timeseries: "COMPLEX<ingest_timeseries>";
  readonly ipAddress: "COMPLEX<ipAddress>";
  readonly ipPrefix: "COMPLEX<ipPrefix>";
  readonly longStringPair: "COMPLEX<longStringPair>";
  readonly quantilesDoublesSketch: "COMPLEX<quantilesDoublesSketch>";
  readonly thetaSketch: "COMPLEX<thetaSketch>";
  readonly variance: "COMPLEX<variance>";
}

/**
 * The SQL types that fill a measure of each data type. A measure keeps what the aggregation holds before it is finished,
 * while SQL names the finished value: a count of an HLL sketch is a BIGINT.
 */
export interface SqlTypesOfMeasure extends Pick<SqlTypesOfColumn, Exclude<MeasureType, Unfinished>> {
  readonly HLLSketch: SqlTypesOfColumn["HLLSketch"] | "BIGINT";
  readonly thetaSketch: SqlTypesOfColumn["thetaSketch"] | "BIGINT";
  readonly variance: SqlTypesOfColumn["variance"] | "DOUBLE";
  readonly longStringPair: SqlTypesOfColumn["longStringPair"] | "VARCHAR";
}

type Unfinished = "HLLSketch" | "thetaSketch" | "variance" | "longStringPair";

/** The types that fit a column of any type: NULL, and types without an SQL word. */
export type FitsAnyColumn = "NULL" | "OTHER";

type ListOf<TTypes> = { readonly [TType in keyof TTypes]: readonly TTypes[TType][] };

const columnTypes: ListOf<SqlTypesOfColumn> = {
  string: ["VARCHAR"],
  varchar: ["VARCHAR"],
  long: ["BIGINT", "BOOLEAN", "TIMESTAMP", "DATE"],
  bigint: ["BIGINT", "BOOLEAN", "TIMESTAMP", "DATE"],
  double: ["DOUBLE", "FLOAT", "BIGINT"],
  float: ["FLOAT", "DOUBLE", "BIGINT"],
  timestamp: ["TIMESTAMP"],
  json: ["COMPLEX<json>"],
  "complex<json>": ["COMPLEX<json>"],
  stringArray: ["VARCHAR ARRAY"],
  longArray: ["BIGINT ARRAY"],
  doubleArray: ["DOUBLE ARRAY", "FLOAT ARRAY", "BIGINT ARRAY"],
  floatArray: ["FLOAT ARRAY", "DOUBLE ARRAY", "BIGINT ARRAY"],
  geo: ["COMPLEX<geo>"],
  HLLSketch: ["COMPLEX<HLLSketch>"],
  ingest_timeseries: ["COMPLEX<ingest_timeseries>"],
  ipAddress: ["COMPLEX<ipAddress>"],
  ipPrefix: ["COMPLEX<ipPrefix>"],
  longStringPair: ["COMPLEX<longStringPair>"],
  quantilesDoublesSketch: ["COMPLEX<quantilesDoublesSketch>"],
  thetaSketch: ["COMPLEX<thetaSketch>"],
  variance: ["COMPLEX<variance>"],
};

const measureTypes: ListOf<Pick<SqlTypesOfMeasure, Unfinished>> = {
  HLLSketch: ["COMPLEX<HLLSketch>", "BIGINT"],
  thetaSketch: ["COMPLEX<thetaSketch>", "BIGINT"],
  variance: ["COMPLEX<variance>", "DOUBLE"],
  longStringPair: ["COMPLEX<longStringPair>", "VARCHAR"],
};

/**
 * The SQL types that fill a column of a data type, the most usual one first; NULL and types without an SQL word fill any.
 *
 * @example
 * sqlTypesOfColumn("double", "column");
 * // => ["DOUBLE", "FLOAT", "BIGINT"]
 */
export function sqlTypesOfColumn(dataType: InputType, role: "column" | "measure"): readonly SqlType[] {
  if (role === "measure" && Object.hasOwn(measureTypes, dataType)) return measureTypes[dataType as Unfinished];
  return columnTypes[dataType];
}

/**
 * Whether a value of an SQL type can fill a column of a data type.
 *
 * @example
 * fitsColumn("BIGINT", "string", "column");
 * // => false
 */
export function fitsColumn(type: SqlType, dataType: InputType, role: "column" | "measure"): boolean {
  return type === "NULL" || type === "OTHER" || sqlTypesOfColumn(dataType, role).includes(type);
}

/** Whether a text is a data type of the contract. */
export function isDataType(value: unknown): value is InputType {
  return typeof value === "string" && Object.hasOwn(columnTypes, value);
}

/** The data types of the contract. */
export const dataTypes: readonly InputType[] = Object.keys(columnTypes) as InputType[];
