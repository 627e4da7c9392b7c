import type { Refusal } from "@starfix/engine";

/**
 * How a value lives in DuckDB: TIMESTAMP is a BIGINT of milliseconds (Druid's range is wider than DuckDB's), FLOAT is a
 * DOUBLE that is rounded where it is stored, as in Druid's expressions. NULL is the type of a bare NULL.
 */
export type ValueType = "VARCHAR" | "BIGINT" | "DOUBLE" | "FLOAT" | "TIMESTAMP" | "BOOLEAN" | "NULL";

/** A piece of DuckDB SQL that we wrote, and the type of its value. */
export interface Translated {
  readonly sql: string;
  readonly type: ValueType;
  /** It can fail on a row (division by zero), so it must not run where Druid would not run it. */
  readonly mayFail: boolean;
  /** Upper bound of the levels that DuckDB's expression has. */
  readonly depth: number;
}

/** Thrown inside the translation; the callers of `translate` turn it into a {@link Refusal}. */
export class RefusedError extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.name = "RefusedError";
    this.refusal = refusal;
  }
}

export function refuseFunction(
  name: string,
  message = `DuckDB cannot run the function ${name} exactly as Druid does`,
): never {
  throw new RefusedError({ code: "unsupported_function", name, message });
}

export function refuseExpression(name: string, message: string): never {
  throw new RefusedError({ code: "unsupported_expression", name, message });
}

export function refuseType(name: string, message = `DuckDB cannot hold the type ${name} exactly as Druid does`): never {
  throw new RefusedError({ code: "unsupported_type", name, message });
}

/** The DuckDB type that holds a value while an expression is computed. */
export const COMPUTED_TYPE: Readonly<Record<ValueType, string>> = {
  VARCHAR: "VARCHAR",
  BIGINT: "BIGINT",
  DOUBLE: "DOUBLE",
  FLOAT: "DOUBLE",
  TIMESTAMP: "BIGINT",
  BOOLEAN: "BOOLEAN",
  NULL: "BIGINT",
};

export function nullOf(type: ValueType): string {
  return `CAST(NULL AS ${COMPUTED_TYPE[type]})`;
}

/** A column or a constant. */
export function leaf(type: ValueType, sql: string): Translated {
  return { sql, type, mayFail: false, depth: 2 };
}

/** Levels that the SQL around the parts of a value has, where it is not said. */
export const USUAL_LEVELS = 3;

/** A value made from others: it may fail when one of them may. */
export function made(type: ValueType, sql: string, ...parts: readonly Translated[]): Translated {
  return madeDeep(USUAL_LEVELS, type, sql, parts);
}

/** {@link made} for any number of parts, with the levels that its own SQL adds. */
export function madeDeep(levels: number, type: ValueType, sql: string, parts: readonly Translated[]): Translated {
  let mayFail = false;
  let depth = 0;
  for (const part of parts) {
    mayFail ||= part.mayFail;
    if (part.depth > depth) depth = part.depth;
  }
  return { sql, type, mayFail, depth: depth + levels };
}

/** Joins parts by an associative operator, as a tree of as few levels as possible. */
export function balanced(
  operator: string,
  parts: readonly string[],
): { readonly sql: string; readonly levels: number } {
  let level = parts;
  let levels = 0;
  for (; level.length > 1; levels++) {
    const next: string[] = [];
    for (let index = 0; index < level.length; index += 2) {
      const [left = "", right] = level.slice(index, index + 2);
      next.push(right === undefined ? left : `(${left} ${operator} ${right})`);
    }
    level = next;
  }
  return { sql: level[0] ?? "", levels };
}

export function isNumber(type: ValueType): boolean {
  return type === "BIGINT" || type === "DOUBLE" || type === "FLOAT";
}

/** `name(VARCHAR, BIGINT)`, to name a call that is refused for its types. */
export function signature(name: string, args: readonly Translated[]): string {
  return `${name}(${args.map((arg) => arg.type).join(", ")})`;
}
