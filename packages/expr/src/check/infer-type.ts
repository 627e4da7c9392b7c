import type { ReturnRule } from "../catalogue/function-entry.ts";
import type { CastType } from "../nodes.ts";
import type { SqlType } from "../sql-type.ts";

const ELEMENTS: Readonly<Partial<Record<SqlType, SqlType>>> = {
  "VARCHAR ARRAY": "VARCHAR",
  "BIGINT ARRAY": "BIGINT",
  "DOUBLE ARRAY": "DOUBLE",
  "FLOAT ARRAY": "FLOAT",
  "COMPLEX<json> ARRAY": "COMPLEX<json>",
};

const ARRAYS: Readonly<Partial<Record<SqlType, SqlType>>> = {
  VARCHAR: "VARCHAR ARRAY",
  BIGINT: "BIGINT ARRAY",
  BOOLEAN: "BIGINT ARRAY",
  TIMESTAMP: "BIGINT ARRAY",
  DOUBLE: "DOUBLE ARRAY",
  FLOAT: "FLOAT ARRAY",
  NULL: "VARCHAR ARRAY",
};

const CASTS: Readonly<Partial<Record<CastType, SqlType>>> = {
  CHAR: "VARCHAR",
  INTEGER: "BIGINT",
  SMALLINT: "BIGINT",
  TINYINT: "BIGINT",
  REAL: "DOUBLE",
  DECIMAL: "DOUBLE",
};

/** The type that a target of CAST stands for. */
export function castSqlType(type: CastType): SqlType {
  // The words that the table does not translate are types themselves.
  return CASTS[type] ?? (type as Exclude<CastType, "CHAR" | "INTEGER" | "SMALLINT" | "TINYINT" | "REAL" | "DECIMAL">);
}

export function arrayOf(type: SqlType): SqlType {
  return ARRAYS[type] ?? "OTHER";
}

export function isArray(type: SqlType): boolean {
  return ELEMENTS[type] !== undefined;
}

export function isNumber(type: SqlType): boolean {
  return type === "BIGINT" || type === "DOUBLE" || type === "FLOAT";
}

/** Of arithmetic. Text takes the type of the other side; alone it becomes a DOUBLE, as DECIMAL is. */
export function numericCommon(types: readonly SqlType[]): SqlType {
  if (types.includes("FLOAT")) return "FLOAT";
  if (types.includes("DOUBLE")) return "DOUBLE";
  return types.includes("BIGINT") || types.includes("BOOLEAN") ? "BIGINT" : "DOUBLE";
}

/** What all of these can become: of numbers the widest, with text among them text. */
export function commonType(types: readonly SqlType[]): SqlType {
  const known = [...new Set(types.filter((type) => type !== "NULL"))];
  const [first] = known;
  if (first === undefined) return "NULL";
  if (known.length === 1) return first;
  if (known.includes("VARCHAR")) return "VARCHAR";
  if (known.every((type) => isNumber(type) || type === "BOOLEAN")) {
    if (known.includes("DOUBLE")) return "DOUBLE";
    return known.includes("FLOAT") ? "FLOAT" : "BIGINT";
  }
  if (known.every((type) => type === "TIMESTAMP" || type === "DATE")) return "TIMESTAMP";
  return "OTHER";
}

/** Applies a function's rule to the types of its arguments. */
export function returnType(rule: ReturnRule, args: readonly SqlType[], returning: CastType | undefined): SqlType {
  const first = args[0] ?? "OTHER";
  switch (rule) {
    case "SAME_AS_ARG1":
      return first;
    case "SAME_AS_ARG2":
      return args[1] ?? "OTHER";
    case "NUMBER_OF_ARG1":
      return numericCommon([first]);
    case "EXTREME": {
      const common = commonType(args);
      return common === "TIMESTAMP" || common === "DATE" ? "BIGINT" : common;
    }
    case "COMMON_TYPE":
      return commonType(args);
    case "NUMERIC_COMMON":
      return numericCommon(args);
    case "ELEMENT_OF_ARG1":
      return ELEMENTS[first] ?? "OTHER";
    case "ARRAY_OF_ARG1":
      return arrayOf(first);
    case "SUM":
      return first === "BIGINT" || first === "FLOAT" ? first : "DOUBLE";
    case "RETURNING":
      return returning === undefined ? "VARCHAR" : castSqlType(returning);
    case "TABLE":
      return "OTHER";
    default:
      return rule;
  }
}
