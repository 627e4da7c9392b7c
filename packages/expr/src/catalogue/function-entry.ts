import type { SqlType } from "../sql-type.ts";

/**
 * The return type of a function: a type of the planner, or a rule over its arguments. `NUMBER_OF_ARG1` is the first argument's
 * type, DECIMAL for text; `TEXT_OF_ARG1` CHAR of a CHAR, else VARCHAR; `VALUE_OF_ARG1` the type of a number or a CHAR, else
 * VARCHAR; `COMMON_TYPE` what all arguments become together, `SAME_TYPE` the like where text does not mix with numbers;
 * `EXTREME` is GREATEST's own; `NUMERIC_COMMON` the wider number; `SUM` is BIGINT of whole numbers, else DOUBLE; `RETURNING` is
 * the type in the call; `COMPLEX_NAMED` the complex type that the first argument names.
 */
export type ReturnRule =
  | Exclude<SqlType, "NULL" | "OTHER">
  | "INTEGER"
  | "CHAR"
  | "TIME"
  | "OTHER"
  | "SAME_AS_ARG1"
  | "SAME_AS_ARG2"
  | "NUMBER_OF_ARG1"
  | "INTEGER_OF_ARG1"
  | "TEXT_OF_ARG1"
  | "VALUE_OF_ARG1"
  | "ELEMENT_OF_ARG1"
  | "ARRAY_OF_ARG1"
  | "ARRAY_LIKE_ARG1"
  | "ARRAY_LIKE_ARG2"
  | "COMMON_TYPE"
  | "SAME_TYPE"
  | "EXTREME"
  | "NUMERIC_COMMON"
  | "MOD"
  | "SUM"
  | "RETURNING"
  | "COMPLEX_NAMED"
  | "TIMESTAMPADD"
  | "TABLE";

/**
 * What an argument must be. The plain words are strict, as Druid's own functions are; `any…` are those of Calcite, which
 * convert text, numbers and times implicitly. With a `?` a bare NULL is accepted.
 */
export type ArgumentFamily =
  | "text"
  | "text?"
  | "nullableText"
  | "anyText"
  | "number"
  | "number?"
  | "anyNumber"
  | "numberOrInterval"
  | "integer"
  | "integer?"
  | "integerOrText"
  | "textOrInteger"
  | "digits"
  | "count"
  | "exact"
  | "time"
  | "time?"
  | "datetime"
  | "extractable"
  | "boolean"
  | "array"
  | "array?"
  | "arrayLike"
  | "textOrArray"
  | "item"
  | "itemOrArray"
  | "countable"
  | "gathered"
  | "notComplex"
  | "sketch"
  | "extremum";

/** What a literal argument must be: its text, or its number. */
export type LiteralContent =
  | "regex"
  | "jsonPath"
  | "period"
  | "floorPeriod"
  | "timePattern"
  | "zone"
  | "extractUnit"
  | "truncUnit"
  | "interval"
  | "base64"
  | "json"
  | "complexType"
  | "subnet4"
  | "hllKind"
  | "subnet6"
  | NumberContent;

/** What a whole number must be; the numbers that Druid takes are in `NUMBER_CONTENTS`. */
export type NumberContent =
  | "bytesOfList"
  | "bytesOfText"
  | "digitsShown"
  | "groupNumber"
  | "hllSize"
  | "quantilesSize"
  | "thetaSize"
  | "tupleSize";

/** A function of Druid SQL. */
export interface FunctionEntry {
  /** In upper case. */
  readonly name: string;
  readonly kind:
    | "aggregate"
    | "array"
    | "conditional"
    | "conversion"
    | "ip"
    | "json"
    | "mv"
    | "numeric"
    | "other"
    | "reduction"
    | "sketch"
    | "string"
    | "table"
    | "time"
    | "window";
  /** How a call is written, for messages. */
  readonly signature: string;
  readonly minArgs: number;
  /** Null when there is no limit. */
  readonly maxArgs: number | null;
  readonly returns: ReturnRule;
  /** Whether it is a value of a group of rows. */
  readonly aggregate: boolean;
  /** `special`: with words between its arguments; `niladic`: without parentheses; `table`: only after FROM. */
  readonly form: "call" | "special" | "niladic" | "table";
  /** The family of each argument, null for any type. */
  readonly takes?: readonly (ArgumentFamily | null)[];
  /** The function that this is an alias of. */
  readonly aliasOf?: string;
  /** Arguments, counted from 0, that must be literals. */
  readonly literalArgs?: readonly number[];
  /** What an argument, counted from 0, must be where it is a literal. */
  readonly literals?: Readonly<Record<number, LiteralContent>>;
  /** Whether Druid computes it from aggregates only, not from columns or values of rows. */
  readonly overAggregates?: true;
  /** False for what a mapping of an ingestion job cannot use. */
  readonly ingestMapping?: boolean;
  /** The release of Druid that has it first, when that is later than 33. */
  readonly since?: number;
}
