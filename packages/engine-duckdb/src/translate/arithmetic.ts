import { isNumber, made, nullOf, refuseExpression, type Translated } from "./translated.ts";

const TWO_63 = "9223372036854775808::HUGEINT";
const TWO_64 = "18446744073709551616::HUGEINT";

/** Cuts a HUGEINT to 64 bits as Java does: 9223372036854775807 + 1 is -9223372036854775808. */
export function wrapAround(huge: string): string {
  return `CAST(((((${huge}) + ${TWO_63}) % ${TWO_64}) + ${TWO_64}) % ${TWO_64} - ${TWO_63} AS BIGINT)`;
}

export type ArithmeticOperator = "+" | "-" | "*" | "/";

/** `left operator right` over numbers. BIGINT wraps around; a quotient of BIGINTs is cut towards zero, and by zero it fails. */
export function arithmetic(operator: ArithmeticOperator, left: Translated, right: Translated): Translated {
  for (const side of [left, right]) {
    if (!isNumber(side.type) && side.type !== "NULL") {
      refuseExpression(
        operator,
        `${operator} over ${left.type} and ${right.type} cannot be run exactly as Druid does; CAST to a number`,
      );
    }
  }
  const type = resultType(left, right);
  if (left.type === "NULL" || right.type === "NULL") return made(type, nullOf(type), left, right);
  if (type !== "BIGINT") {
    return made(type, `(CAST(${left.sql} AS DOUBLE) ${operator} CAST(${right.sql} AS DOUBLE))`, left, right);
  }
  if (operator === "/") return { sql: quotient(left.sql, right.sql), type, mayFail: true };
  const huge = `CAST(${left.sql} AS HUGEINT) ${operator} CAST(${right.sql} AS HUGEINT)`;
  return made(type, wrapAround(huge), left, right);
}

function resultType(left: Translated, right: Translated): "BIGINT" | "DOUBLE" | "FLOAT" {
  if (left.type === "FLOAT" || right.type === "FLOAT") return "FLOAT";
  return left.type === "DOUBLE" || right.type === "DOUBLE" ? "DOUBLE" : "BIGINT";
}

function quotient(left: string, right: string): string {
  const wrapped = wrapAround(`-CAST(${left} AS HUGEINT)`);
  return `(CASE WHEN ${left} IS NULL THEN NULL WHEN ${right} = 0 THEN error('/ by zero') WHEN ${right} = -1 THEN ${wrapped} ELSE ${left} // ${right} END)`;
}

export function negate(operand: Translated): Translated {
  if (operand.type === "BIGINT") return made("BIGINT", wrapAround(`-CAST(${operand.sql} AS HUGEINT)`), operand);
  if (operand.type === "DOUBLE" || operand.type === "FLOAT") return made(operand.type, `(-(${operand.sql}))`, operand);
  return refuseExpression("-", `- over ${operand.type} cannot be run exactly as Druid does; CAST to a number`);
}
