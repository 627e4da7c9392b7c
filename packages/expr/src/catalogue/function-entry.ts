import type { SqlType } from "../sql-type.ts";

/**
 * What a function gives: a type, or a rule. `NUMERIC_COMMON` is BIGINT when all arguments are, else DOUBLE or FLOAT;
 * `NUMBER_OF_ARG1` is the first argument's type, DOUBLE for text; `COMMON_TYPE` is what all arguments can become; `EXTREME` the
 * same, with times as BIGINT; `SUM` is BIGINT of a BIGINT, else DOUBLE; `RETURNING` is what the call says.
 */
export type ReturnRule =
  | SqlType
  | "SAME_AS_ARG1"
  | "SAME_AS_ARG2"
  | "NUMBER_OF_ARG1"
  | "EXTREME"
  | "COMMON_TYPE"
  | "NUMERIC_COMMON"
  | "ELEMENT_OF_ARG1"
  | "ARRAY_OF_ARG1"
  | "SUM"
  | "RETURNING"
  | "TABLE";

/** A family of types an argument must belong to. `extremum` is what MIN and MAX take: numbers and times. */
export type ArgumentFamily = "text" | "number" | "time" | "boolean" | "extremum";

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
  /** Whether it stands for a group of rows. */
  readonly aggregate: boolean;
  /** `special`: with words between its arguments; `niladic`: without parentheses; `table`: only after FROM. */
  readonly form: "call" | "special" | "niladic" | "table";
  /** The family of each argument, null where any will do. */
  readonly takes?: readonly (ArgumentFamily | null)[];
  /** The function that this is another name of. */
  readonly aliasOf?: string;
  /** Arguments, counted from 0, that must be literals. */
  readonly literalArgs?: readonly number[];
  /** False for what a mapping of an ingestion job cannot use. */
  readonly ingestMapping?: boolean;
}
