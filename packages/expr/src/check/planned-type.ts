import type { CastType } from "../nodes.ts";
import type { SqlType } from "../sql-type.ts";

/**
 * A type in the exact word of Druid's planner, as `sqlTypesHeader` of its SQL API gives it. `ARRAY` and `OTHER` have
 * no element or complex type; the SqlType with it has.
 */
export type PlannerType =
  | "VARCHAR"
  | "CHAR"
  | "BIGINT"
  | "INTEGER"
  | "SMALLINT"
  | "TINYINT"
  | "DOUBLE"
  | "FLOAT"
  | "REAL"
  | "DECIMAL"
  | "TIMESTAMP"
  | "DATE"
  | "TIME"
  | "BOOLEAN"
  | "INTERVAL_DAY"
  | "INTERVAL_MONTH"
  | "ARRAY"
  | "OTHER"
  | "NULL";

/** The value of a constant, which is known before any row is read. */
export type ConstantValue = number | bigint | string | boolean | null;

/** The type of a part of an expression, with everything that the planner's rules depend on. */
export interface PlannedType {
  /** `UNKNOWN` where an issue was reported already, or where a column's type is opaque: it fits everywhere. */
  readonly name: PlannerType | "UNKNOWN";
  /** The type in which the values are stored. */
  readonly stored: SqlType;
  readonly nullable: boolean;
  /** How many characters a CHAR has, how many digits after the point a DECIMAL of a CAST. */
  readonly length?: number;
  readonly element?: PlannedType;
  readonly constant?: {
    readonly value: ConstantValue;
    /** Whether it is written in the text, and not worked out. */
    readonly literal?: true;
  };
}

const STORED: Readonly<Record<Exclude<PlannerType, "ARRAY">, SqlType>> = {
  VARCHAR: "VARCHAR",
  CHAR: "VARCHAR",
  BIGINT: "BIGINT",
  INTEGER: "BIGINT",
  SMALLINT: "BIGINT",
  TINYINT: "BIGINT",
  DOUBLE: "DOUBLE",
  FLOAT: "FLOAT",
  REAL: "DOUBLE",
  DECIMAL: "DOUBLE",
  TIMESTAMP: "TIMESTAMP",
  DATE: "DATE",
  TIME: "OTHER",
  BOOLEAN: "BOOLEAN",
  INTERVAL_DAY: "OTHER",
  INTERVAL_MONTH: "OTHER",
  OTHER: "OTHER",
  NULL: "NULL",
};

const ARRAYS_OF: Readonly<Partial<Record<SqlType, SqlType>>> = {
  VARCHAR: "VARCHAR ARRAY",
  BIGINT: "BIGINT ARRAY",
  BOOLEAN: "BIGINT ARRAY",
  TIMESTAMP: "BIGINT ARRAY",
  DOUBLE: "DOUBLE ARRAY",
  FLOAT: "FLOAT ARRAY",
  NULL: "VARCHAR ARRAY",
  "COMPLEX<json>": "COMPLEX<json> ARRAY",
};

export type PlainName = Exclude<PlannerType, "ARRAY">;

const NULLABLE = new Map<PlainName, PlannedType>();
const REQUIRED = new Map<PlainName, PlannedType>();
for (const name of Object.keys(STORED) as PlainName[]) {
  NULLABLE.set(name, { name, stored: STORED[name], nullable: true });
  REQUIRED.set(name, { name, stored: STORED[name], nullable: false });
}

export const UNKNOWN: PlannedType = { name: "UNKNOWN", stored: "OTHER", nullable: true };

export function plain(name: PlainName, nullable = true): PlannedType {
  const found = (nullable ? NULLABLE : REQUIRED).get(name);
  if (found === undefined) throw new Error(`unexpected type: ${name}`);
  return found;
}

export function complex(stored: SqlType, nullable = true): PlannedType {
  return { name: "OTHER", stored, nullable };
}

export function arrayOf(element: PlannedType, nullable: boolean): PlannedType {
  return { name: "ARRAY", stored: ARRAYS_OF[element.stored] ?? "OTHER", nullable, element };
}

export function char(length: number, nullable: boolean): PlannedType {
  return { name: "CHAR", stored: "VARCHAR", nullable, length };
}

/** The same type, for values that may be NULL or may not; no constant any more. */
export function withNullable(type: PlannedType, nullable: boolean): PlannedType {
  if (type.nullable === nullable && type.constant === undefined) return type;
  const { constant: _, ...rest } = type;
  return { ...rest, nullable };
}

/** The type of a column or of an aggregate, given in the words of an input schema. */
export function fromSqlType(type: SqlType): PlannedType {
  switch (type) {
    case "VARCHAR ARRAY":
      return arrayOf(plain("VARCHAR"), true);
    case "BIGINT ARRAY":
      return arrayOf(plain("BIGINT"), true);
    case "DOUBLE ARRAY":
      return arrayOf(plain("DOUBLE"), true);
    case "FLOAT ARRAY":
      return arrayOf(plain("FLOAT"), true);
    case "COMPLEX<json> ARRAY":
      return arrayOf(complex("COMPLEX<json>"), true);
    case "OTHER":
      return UNKNOWN;
    default:
      return isComplex(type) ? complex(type) : plain(type);
  }
}

function isComplex(type: SqlType): type is `COMPLEX<${string}>` {
  return type.startsWith("COMPLEX<");
}

/** The type of a target of CAST; `size` is the number in its parentheses. */
export function fromCastType(type: CastType, size: readonly number[] | undefined, nullable: boolean): PlannedType {
  switch (type) {
    case "CHAR":
      return char(size?.[0] ?? 1, nullable);
    case "DECIMAL":
      return { ...plain("DECIMAL", nullable), length: size?.[1] ?? 0 };
    case "VARCHAR ARRAY":
    case "BIGINT ARRAY":
    case "DOUBLE ARRAY":
    case "FLOAT ARRAY":
      return withNullable(fromSqlType(type), nullable);
    default:
      return plain(type, nullable);
  }
}

const INTEGERS: ReadonlySet<string> = new Set(["BIGINT", "INTEGER", "SMALLINT", "TINYINT"]);
const APPROXIMATE: ReadonlySet<string> = new Set(["DOUBLE", "FLOAT", "REAL"]);

export function isInteger(type: PlannedType): boolean {
  return INTEGERS.has(type.name);
}

export function isApproximate(type: PlannedType): boolean {
  return APPROXIMATE.has(type.name);
}

export function isNumber(type: PlannedType): boolean {
  return isInteger(type) || isApproximate(type) || type.name === "DECIMAL";
}

export function isText(type: PlannedType): boolean {
  return type.name === "VARCHAR" || type.name === "CHAR";
}

export function isInterval(type: PlannedType): boolean {
  return type.name === "INTERVAL_DAY" || type.name === "INTERVAL_MONTH";
}

export function isTime(type: PlannedType): boolean {
  return type.name === "TIMESTAMP" || type.name === "DATE";
}

/** A type for messages: the stored type where the planner's is less specific. */
export function describeType(type: PlannedType): string {
  if (type.name === "UNKNOWN") return "an unknown type";
  if (type.name === "ARRAY" || type.name === "OTHER") return type.stored === "OTHER" ? type.name : type.stored;
  return type.name === "INTERVAL_DAY" || type.name === "INTERVAL_MONTH" ? "INTERVAL" : type.name;
}
