import type { ComparisonOperator } from "@starfix/expr";
import { isNumber, made, nullOf, refuseExpression, type Translated } from "./translated.ts";

/** `left operator right`. Numbers of two kinds meet as DOUBLE, texts are ordered by UTF-16 unit as in Java. */
export function compare(operator: ComparisonOperator, left: Translated, right: Translated): Translated {
  const distinct = operator === "IS DISTINCT FROM" || operator === "IS NOT DISTINCT FROM";
  if (left.type === "NULL" || right.type === "NULL") {
    if (!distinct) return made("BOOLEAN", nullOf("BOOLEAN"), left, right);
    const other = left.type === "NULL" ? right : left;
    return made("BOOLEAN", `(${other.sql} ${operator === "IS DISTINCT FROM" ? "IS NOT" : "IS"} NULL)`, left, right);
  }
  const ordered = operator === "<" || operator === "<=" || operator === ">" || operator === ">=";
  if (isNumber(left.type) && isNumber(right.type)) {
    const exact = left.type === "BIGINT" && right.type === "BIGINT";
    const [a, b] = exact ? [left.sql, right.sql] : [`CAST(${left.sql} AS DOUBLE)`, `CAST(${right.sql} AS DOUBLE)`];
    return made("BOOLEAN", `(${a} ${operator} ${b})`, left, right);
  }
  if (left.type !== right.type || (left.type === "BOOLEAN" && ordered)) {
    refuseExpression(
      operator,
      `${operator} between ${left.type} and ${right.type} cannot be run exactly as Druid does; CAST one side`,
    );
  }
  if (left.type === "VARCHAR" && ordered) {
    return made("BOOLEAN", `(starfix_compare(${left.sql}, ${right.sql}) ${operator} 0)`, left, right);
  }
  return made("BOOLEAN", `(${left.sql} ${operator} ${right.sql})`, left, right);
}

/** A condition: a BOOLEAN, or a bare NULL. Druid refuses a number here. */
export function condition(construct: string, value: Translated): Translated {
  if (value.type === "BOOLEAN") return value;
  if (value.type === "NULL") return made("BOOLEAN", nullOf("BOOLEAN"), value);
  return refuseExpression(construct, `${construct} takes a condition, received ${value.type}`);
}

/** AND and OR with three values. Where the right side could fail it runs only if the left side does not decide. */
export function conjunction(operator: "AND" | "OR", left: Translated, right: Translated): Translated {
  const [a, b] = [condition(operator, left), condition(operator, right)];
  const plain = `(${a.sql} ${operator} ${b.sql})`;
  if (!b.mayFail) return made("BOOLEAN", plain, a, b);
  const decided = operator === "AND" ? "FALSE" : "TRUE";
  return made("BOOLEAN", `(CASE WHEN ${a.sql} = ${decided} THEN ${decided} ELSE ${plain} END)`, a, b);
}
