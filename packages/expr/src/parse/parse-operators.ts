import { findDepthExcess, MAX_NESTING } from "../depth-limit.ts";
import type { BinaryOperator, ExprNode, IsNode } from "../nodes.ts";
import { parseOperand } from "./parse-operand.ts";
import { TokenReader } from "./token-reader.ts";
import type { Token } from "./tokens.ts";

/** Reads expressions from tokens. The readers of operands and calls read the expressions inside them through it. */
export class ExprReader extends TokenReader {
  /** How deep expressions are nested at this place. */
  depth = 0;
  /** How deep they have been nested so far. */
  deepest = 0;
  /** How many operators have been read. */
  operators = 0;

  /** Any expression, lowest precedence first: OR, AND, NOT, comparison, `+ -`, `* / ||`, sign. */
  parseExpression(): ExprNode {
    const node = nested(this, parseOr);
    if (this.depth === 0) refuseDeep(this, node);
    return node;
  }

  /** `+ -`: also the bounds of BETWEEN and the patterns of LIKE, which must not swallow an AND. */
  parseSum(): ExprNode {
    return parseLeft(this, ["+", "-"], parseProduct);
  }

  /** What a statement can hold and an expression of a definition cannot: SELECT, WITH, VALUES, or EXISTS before one. */
  parseSubquery(): ExprNode {
    throw this.refuse("a subquery");
  }

  parsePlaceholder(): ExprNode {
    throw this.refuse("a placeholder", "write the value itself");
  }

  /** A word that SQL keeps for itself, where a value is expected. */
  parseReserved(): ExprNode {
    throw this.unexpected("an expression");
  }

  /** A name with a table before it, whose first part was read. */
  parseQualified(first: Token): ExprNode {
    const advice = 'write the column alone; a dot in its name goes inside the quotes: "a.b"';
    throw this.refuse("a name with a table before it", advice, first);
  }

  /** ORDER BY after the arguments of a call. */
  parseCallOrder(): void {
    throw this.refuse("ORDER BY inside a call");
  }

  /** Words between a call and its FILTER. */
  parseCallSuffix(): void {
    const word = ["WITHIN", "IGNORE", "RESPECT"].find((one) => this.at(one));
    if (word !== undefined) throw this.refuse(`${word} after a call`);
  }

  /** OVER after a call that begins with a token. */
  parseWindow(_call: ExprNode, _start: Token): ExprNode {
    throw this.refuse("a window (OVER)");
  }
}

/** A chain of comparisons is read without nesting, and printed in parentheses. */
function refuseDeep(reader: ExprReader, node: ExprNode): void {
  // A level of a tree is an operator or a step of nesting, so that few texts need to be measured.
  if (reader.operators + reader.deepest < MAX_NESTING / 2) return;
  if (findDepthExcess(node) !== undefined) throw reader.refuse(TOO_NESTED, undefined, node.span);
}

const TOO_NESTED = `nesting deeper than ${MAX_NESTING} levels`;

function parseOr(reader: ExprReader): ExprNode {
  return parseLeft(reader, ["OR"], parseAnd);
}

function parseAnd(reader: ExprReader): ExprNode {
  return parseLeft(reader, ["AND"], parseNot);
}

function parseNot(reader: ExprReader): ExprNode {
  if (!reader.at("NOT")) return parseComparison(reader);
  const start = reader.take();
  const operand = nested(reader, parseNot);
  return { kind: "unary", operator: "NOT", operand, span: reader.spanFrom(start) };
}

/** Druid's parser gives `||` the precedence of `*`. */
function parseProduct(reader: ExprReader): ExprNode {
  const node = parseLeft(reader, ["*", "/", "||"], parseSign);
  if (reader.at("%")) throw reader.refuse('the operator "%"', "write MOD(a, b)");
  return node;
}

function parseSign(reader: ExprReader): ExprNode {
  // Druid accepts a plus sign only before a number.
  if (reader.at("+") && reader.peek(1).kind === "number") reader.take();
  if (reader.at("+")) throw reader.refuse('a "+" before an expression', "leave it out");
  if (!reader.at("-")) return parseOperand(reader);
  const start = reader.take();
  if (reader.peek().kind === "number") return parseOperand(reader, start);
  const operand = nested(reader, parseSign);
  return { kind: "unary", operator: "-", operand, span: reader.spanFrom(start) };
}

function nested(reader: ExprReader, parse: (reader: ExprReader) => ExprNode): ExprNode {
  if (reader.depth >= MAX_NESTING) throw reader.refuse(TOO_NESTED);
  reader.depth += 1;
  reader.deepest = Math.max(reader.deepest, reader.depth);
  const node = parse(reader);
  reader.depth -= 1;
  return node;
}

function parseLeft(
  reader: ExprReader,
  operators: readonly BinaryOperator[],
  parse: (reader: ExprReader) => ExprNode,
): ExprNode {
  const start = reader.peek();
  let left = parse(reader);
  while (true) {
    const operator = operators.find((one) => reader.eat(one));
    if (operator === undefined) return left;
    reader.operators += 1;
    left = { kind: "binary", operator, left, right: parse(reader), span: reader.spanFrom(start) };
  }
}

/**
 * Comparisons chain to the left, as Druid reads them: `a = b IS NULL` asks whether `a = b` is known. IN, BETWEEN and LIKE bind
 * tighter than `=`, IS looser.
 */
function parseComparison(reader: ExprReader): ExprNode {
  const start = reader.peek();
  let node = parseMember(reader);
  while (true) {
    const next = parseTest(reader, node) ?? parseMembership(reader, node);
    if (next === undefined) return node;
    reader.operators += 1;
    node = { ...next, span: reader.spanFrom(start) };
  }
}

const COMPARISONS = ["=", "<>", "<=", "<", ">=", ">"] as const;

/** Comparisons of other languages. */
const FOREIGN_TESTS = [
  ["==", 'write "="'],
  ["===", 'write "="'],
  ["ILIKE", "write LOWER(text) LIKE 'a%'"],
  ["RLIKE", "write REGEXP_LIKE(text, pattern)"],
  ["REGEXP", "write REGEXP_LIKE(text, pattern)"],
  ["CONTAINS", "write CONTAINS_STRING(text, part)"],
  ["ISNULL", "write IS NULL"],
  ["NOTNULL", "write IS NOT NULL"],
] as const;

function parseTest(reader: ExprReader, left: ExprNode): ExprNode | undefined {
  if (reader.eat("IS")) return parseIs(reader, left);
  const foreign = FOREIGN_TESTS.find(([symbol]) => reader.at(symbol));
  if (foreign !== undefined) throw reader.refuse(`the operator "${foreign[0]}"`, foreign[1]);
  const operator = reader.eat("!=") ? "<>" : COMPARISONS.find((one) => reader.eat(one));
  if (operator === undefined) return undefined;
  if (["ANY", "SOME", "ALL"].some((word) => reader.at(word))) {
    throw reader.refuse(`a comparison with ${reader.peek().upper}`, "write ARRAY_CONTAINS(array, value)");
  }
  return { kind: "binary", operator, left, right: parseMember(reader) };
}

function parseMember(reader: ExprReader): ExprNode {
  const start = reader.peek();
  let node = reader.parseSum();
  while (true) {
    const next = parseMembership(reader, node);
    if (next === undefined) return node;
    reader.operators += 1;
    node = { ...next, span: reader.spanFrom(start) };
  }
}

/** `IN (…)`, `BETWEEN … AND …`, `LIKE …` after their operand. */
function parseMembership(reader: ExprReader, left: ExprNode): ExprNode | undefined {
  const negated =
    (reader.at("NOT", "IN") || reader.at("NOT", "LIKE") || reader.at("NOT", "BETWEEN")) && reader.eat("NOT");
  if (reader.eat("BETWEEN")) {
    const symmetric = reader.eat("SYMMETRIC");
    if (!symmetric) reader.eat("ASYMMETRIC");
    const low = reader.parseSum();
    reader.expect("AND");
    return { kind: "between", operand: left, low, high: reader.parseSum(), negated, symmetric };
  }
  if (reader.eat("IN")) return { kind: "in", operand: left, values: parseValues(reader), negated };
  if (reader.eat("LIKE")) {
    const pattern = reader.parseSum();
    const escaped = reader.eat("ESCAPE") ? { escape: reader.parseSum() } : {};
    return { kind: "like", operand: left, pattern, ...escaped, negated };
  }
  if (reader.at("NOT", "ILIKE")) throw reader.refuse('the operator "ILIKE"', "write LOWER(text) NOT LIKE 'a%'");
  if (reader.at("SIMILAR") || reader.at("NOT", "SIMILAR"))
    throw reader.refuse("SIMILAR TO", "write REGEXP_LIKE(text, pattern)");
  return undefined;
}

function parseIs(reader: ExprReader, operand: ExprNode): ExprNode {
  const negated = reader.eat("NOT");
  if (reader.eat("DISTINCT", "FROM")) {
    const operator = negated ? "IS NOT DISTINCT FROM" : "IS DISTINCT FROM";
    return { kind: "binary", operator, left: operand, right: parseMember(reader) };
  }
  const tests: readonly IsNode["test"][] = ["NULL", "TRUE", "FALSE", "UNKNOWN"];
  const test = tests.find((word) => reader.eat(word));
  if (test === undefined) throw reader.unexpected("NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM after IS");
  return { kind: "is", operand, test, negated };
}

function parseValues(reader: ExprReader): readonly ExprNode[] {
  const opening = reader.expect("(");
  const values: ExprNode[] = [];
  do {
    values.push(reader.parseExpression());
  } while (reader.eat(","));
  reader.expect(")", opening);
  return values;
}
