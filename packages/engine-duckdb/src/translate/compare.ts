import type { ComparisonOperator } from "@starfix/expr";
import { isNumber, made, madeDeep, nullOf, refuseExpression, type Translated, USUAL_LEVELS } from "./translated.ts";

/** `left operator right`. Numbers of two kinds meet as DOUBLE, texts are ordered by UTF-16 unit as in Java. */
export function compare(operator: ComparisonOperator, left: Translated, right: Translated): Translated {
  const distinct = operator === "IS DISTINCT FROM" || operator === "IS NOT DISTINCT FROM";
  if (left.type === "NULL" || right.type === "NULL") {
    if (!distinct) return made("BOOLEAN", nullOf("BOOLEAN"), left, right);
    const other = left.type === "NULL" ? right : left;
    return made("BOOLEAN", `(${other.sql} ${operator === "IS DISTINCT FROM" ? "IS NOT" : "IS"} NULL)`, left, right);
  }
  const ordered = operator === "<" || operator === "<=" || operator === ">" || operator === ">=";
  if (left.type === "VARCHAR" && right.type === "VARCHAR" && ordered) {
    return made("BOOLEAN", `(starfix_compare(${left.sql}, ${right.sql}) ${operator} 0)`, left, right);
  }
  const [a, b] = comparands(operator, left, right, ordered);
  return made("BOOLEAN", `(${a} ${operator} ${b})`, left, right);
}

/** Both sides in the type that they are compared in. */
function comparands(operator: string, left: Translated, right: Translated, ordered: boolean): [string, string] {
  if (isNumber(left.type) && isNumber(right.type)) {
    const exact = left.type === "BIGINT" && right.type === "BIGINT";
    return exact ? [left.sql, right.sql] : [`CAST(${left.sql} AS DOUBLE)`, `CAST(${right.sql} AS DOUBLE)`];
  }
  if (left.type !== right.type || (left.type === "BOOLEAN" && ordered)) {
    refuseExpression(
      operator,
      `${operator} between ${left.type} and ${right.type} cannot be run exactly as Druid does; CAST one side`,
    );
  }
  return [left.sql, right.sql];
}

/** A value of IN, with the operand as it is compared with this value. */
export interface Candidate {
  readonly operand: Translated;
  readonly value: Translated;
}

/**
 * `operand IN (values)`. With a null among the values, a row that matches none of them gives null, as in Druid and in
 * DuckDB. Values of one type are one list, however many there are.
 */
export function isAmong(candidates: readonly Candidate[]): Translated {
  const lists = new Map<string, { readonly values: string[]; readonly parts: Translated[] }>();
  const found: Translated[] = [];
  const close = (): void => {
    for (const [operand, { values, parts }] of lists) {
      found.push(madeDeep(USUAL_LEVELS, "BOOLEAN", `(${operand} IN (${values.join(", ")}))`, parts));
    }
    lists.clear();
  };
  for (const { operand, value } of candidates) {
    if (value.mayFail || value.type === "NULL" || operand.type === "NULL") {
      close();
      found.push(compare("=", operand, value));
      continue;
    }
    const [left, right] = comparands("IN", operand, value, false);
    const list = lists.get(left) ?? { values: [], parts: [operand] };
    list.values.push(right);
    list.parts.push(value);
    lists.set(left, list);
  }
  close();
  return conjunction("OR", found);
}

/** A condition: a BOOLEAN, or a bare NULL. Druid refuses a number here. */
export function condition(construct: string, value: Translated): Translated {
  if (value.type === "BOOLEAN") return value;
  if (value.type === "NULL") return made("BOOLEAN", nullOf("BOOLEAN"), value);
  return refuseExpression(construct, `${construct} takes a condition, received ${value.type}`);
}

/** AND and OR with three values. An operand that could fail runs only where the operands before it do not decide. */
export function conjunction(operator: "AND" | "OR", operands: readonly Translated[]): Translated {
  const values = operands.map((operand) => condition(operator, operand));
  const [only] = values;
  if (only !== undefined && values.length === 1) return only;
  // DuckDB takes a chain without parentheses as one level.
  const plain = `(${values.map((value) => value.sql).join(` ${operator} `)})`;
  const guarded = values.findLastIndex((value) => value.mayFail);
  if (guarded < 1) return madeDeep(USUAL_LEVELS, "BOOLEAN", plain, values);
  const decided = operator === "AND" ? "FALSE" : "TRUE";
  const tests = values.slice(0, guarded).map((value) => ` WHEN ${value.sql} = ${decided} THEN ${decided}`);
  return madeDeep(USUAL_LEVELS, "BOOLEAN", `(CASE${tests.join("")} ELSE ${plain} END)`, values);
}
