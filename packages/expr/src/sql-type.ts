/**
 * A type of Druid SQL, in the words this package uses. Druid's other words mean one of these where a value is stored:
 * INTEGER is BIGINT, DECIMAL and REAL are DOUBLE, CHAR is VARCHAR. `OTHER` is a value whose type is opaque, `NULL` the
 * type of a bare NULL.
 */
export type SqlType =
  | "VARCHAR"
  | "BIGINT"
  | "DOUBLE"
  | "FLOAT"
  | "TIMESTAMP"
  | "DATE"
  | "BOOLEAN"
  | "VARCHAR ARRAY"
  | "BIGINT ARRAY"
  | "DOUBLE ARRAY"
  | "FLOAT ARRAY"
  | `COMPLEX<${string}>`
  | "COMPLEX<json> ARRAY"
  | "OTHER"
  | "NULL";

/** The SQL type of each data type that an input schema of the contract can name. */
export interface SqlTypeOfInput {
  readonly string: "VARCHAR";
  readonly varchar: "VARCHAR";
  readonly long: "BIGINT";
  readonly bigint: "BIGINT";
  readonly double: "DOUBLE";
  readonly float: "FLOAT";
  readonly timestamp: "TIMESTAMP";
  readonly json: "COMPLEX<json>";
  readonly "complex<json>": "COMPLEX<json>";
  readonly stringArray: "VARCHAR ARRAY";
  readonly longArray: "BIGINT ARRAY";
  readonly doubleArray: "DOUBLE ARRAY";
  readonly floatArray: "FLOAT ARRAY";
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

/** A data type of an input schema: `"string"`, `"long"`, `"json"` … */
export type InputType = keyof SqlTypeOfInput;

/**
 * The SQL type of each data type of an input schema. Sketches and other types without an SQL word are opaque
 * `COMPLEX<…>`.
 *
 * @example
 * inputSqlTypes.long;
 * // => "BIGINT"
 */
export const inputSqlTypes: SqlTypeOfInput = {
  string: "VARCHAR",
  varchar: "VARCHAR",
  long: "BIGINT",
  bigint: "BIGINT",
  double: "DOUBLE",
  float: "FLOAT",
  timestamp: "TIMESTAMP",
  json: "COMPLEX<json>",
  "complex<json>": "COMPLEX<json>",
  stringArray: "VARCHAR ARRAY",
  longArray: "BIGINT ARRAY",
  doubleArray: "DOUBLE ARRAY",
  floatArray: "FLOAT ARRAY",
  geo: "COMPLEX<geo>",
  HLLSketch: "COMPLEX<HLLSketch>",
  ingest_timeseries: "COMPLEX<ingest_timeseries>",
  ipAddress: "COMPLEX<ipAddress>",
  ipPrefix: "COMPLEX<ipPrefix>",
  longStringPair: "COMPLEX<longStringPair>",
  quantilesDoublesSketch: "COMPLEX<quantilesDoublesSketch>",
  thetaSketch: "COMPLEX<thetaSketch>",
  variance: "COMPLEX<variance>",
};
