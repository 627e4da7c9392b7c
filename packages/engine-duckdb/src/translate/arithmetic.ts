import { balanced, isNumber, made, madeDeep, nullOf, refuseExpression, type Translated } from "./translated.ts";

const TWO_63 = "9223372036854775808::HUGEINT";
const TWO_64 = "18446744073709551616::HUGEINT";
/** Levels of {@link wrapAround}, with a cast inside. */
const WRAP_LEVELS = 8;

/** Cuts a HUGEINT to 64 bits as Java does: 9223372036854775807 + 1 is -9223372036854775808. */
export function wrapAround(huge: string): string {
  return `CAST(((((${huge}) + ${TWO_63}) % ${TWO_64}) + ${TWO_64}) % ${TWO_64} - ${TWO_63} AS BIGINT)`;
}

export type ArithmeticOperator = "+" | "-" | "*" | "/";

/** An operand of a chain and the operator before it; that of the first is not looked at. */
export interface ChainTerm {
  readonly operator: ArithmeticOperator;
  readonly value: Translated;
}

/**
 * A chain such as `a + b - c`, or `a * b * c`, from the left. Its BIGINTs at the beginning are taken together: they wrap
 * around, so their order does not matter. Doubles are computed one after the other, as each step rounds.
 */
export function arithmeticChain(terms: readonly ChainTerm[]): Translated {
  const [first, ...rest] = terms;
  if (first === undefined) throw new Error("a chain without a term");
  const end = terms.findIndex(({ value, operator }) => value.type !== "BIGINT" || operator === "/");
  const whole = end === -1 ? terms : terms.slice(0, end);
  const left = whole.length < 2 ? first.value : first.operator === "*" ? product(whole) : sum(whole);
  const others = whole.length < 2 ? rest : terms.slice(whole.length);
  return others.reduce((value, term) => arithmetic(term.operator, value, term.value), left);
}

/** 1,000 terms of 64 bits are far from the limits of a HUGEINT. */
function sum(terms: readonly ChainTerm[]): Translated {
  const [first, ...rest] = terms.map(({ value }) => `CAST(${value.sql} AS HUGEINT)`);
  const added = rest.filter((_, index) => terms[index + 1]?.operator === "+");
  const subtracted = rest.filter((_, index) => terms[index + 1]?.operator === "-");
  const plus = balanced("+", [first ?? "", ...added]);
  const minus = balanced("+", subtracted);
  const huge = subtracted.length === 0 ? plus.sql : `${plus.sql} - ${minus.sql}`;
  const levels = WRAP_LEVELS + Math.max(plus.levels, minus.levels) + 1;
  return madeDeep(
    levels,
    "BIGINT",
    wrapAround(huge),
    terms.map(({ value }) => value),
  );
}

/** A product is cut to 64 bits at each step, since two steps would not fit in a HUGEINT. */
function product(terms: readonly ChainTerm[]): Translated {
  if (terms.length === 1 && terms[0] !== undefined) return terms[0].value;
  const middle = Math.ceil(terms.length / 2);
  const sides = [product(terms.slice(0, middle)), product(terms.slice(middle))];
  const huge = sides.map((side) => `CAST(${side.sql} AS HUGEINT)`).join(" * ");
  return madeDeep(WRAP_LEVELS, "BIGINT", wrapAround(huge), sides);
}

/** `left operator right` over numbers. BIGINT wraps around; a quotient of BIGINTs is cut towards zero, and by zero it fails. */
function arithmetic(operator: ArithmeticOperator, left: Translated, right: Translated): Translated {
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
  if (type !== "BIGINT") return madeDeep(2, type, `(${double(left)} ${operator} ${double(right)})`, [left, right]);
  if (operator === "/") {
    const quotient = made("BIGINT", `starfix_quotient(${left.sql}, ${right.sql})`, left, right);
    return { ...quotient, mayFail: true };
  }
  const terms = [left, right].map((value) => ({ operator, value }));
  return operator === "*" ? product(terms) : sum(terms);
}

/** A FLOAT is computed as a DOUBLE. */
function double({ sql, type }: Translated): string {
  return type === "BIGINT" ? `CAST(${sql} AS DOUBLE)` : sql;
}

function resultType(left: Translated, right: Translated): "BIGINT" | "DOUBLE" | "FLOAT" {
  if (left.type === "FLOAT" || right.type === "FLOAT") return "FLOAT";
  return left.type === "DOUBLE" || right.type === "DOUBLE" ? "DOUBLE" : "BIGINT";
}

export function negate(operand: Translated): Translated {
  if (operand.type === "BIGINT") {
    return madeDeep(WRAP_LEVELS, "BIGINT", wrapAround(`-CAST(${operand.sql} AS HUGEINT)`), [operand]);
  }
  if (operand.type === "DOUBLE" || operand.type === "FLOAT") return made(operand.type, `(-(${operand.sql}))`, operand);
  return refuseExpression("-", `- over ${operand.type} cannot be run exactly as Druid does; CAST to a number`);
}
