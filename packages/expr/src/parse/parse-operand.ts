import { BARE_FUNCTIONS } from "../bare-functions.ts";
import type { CaseBranch, ExprNode, LiteralNode } from "../nodes.ts";
import { isDay } from "../time/time-text.ts";
import { parseCall } from "./parse-call.ts";
import type { ExprReader } from "./parse-operators.ts";
import { parseUnit } from "./parse-unit.ts";
import { RESERVED_WORDS } from "./reserved-words.ts";
import type { Token } from "./tokens.ts";

const MIN_BIGINT = -(2n ** 63n);
const MAX_BIGINT = 2n ** 63n - 1n;

/** One value: a literal, a column, a call, CASE, or an expression in parentheses. `minus` is a sign before a number. */
export function parseOperand(reader: ExprReader, minus?: Token): ExprNode {
  const node = parseBare(reader, minus);
  if (reader.at("[")) throw reader.refuse("an element of an array in brackets", "write ARRAY_OFFSET(array, index)");
  if (reader.at("::")) throw reader.refuse('the cast "::"', "write CAST(value AS type)");
  for (const arrow of ["->", "->>"]) {
    if (reader.at(arrow)) throw reader.refuse(`the operator "${arrow}"`, "write JSON_VALUE(json, '$.path')");
  }
  if (reader.at("AT", "TIME")) throw reader.refuse("AT TIME ZONE", "pass the zone to the time function");
  return node;
}

function parseBare(reader: ExprReader, minus?: Token): ExprNode {
  const token = reader.peek();
  switch (token.kind) {
    case "number":
      return parseNumber(reader, minus);
    case "text":
    case "unicode":
      reader.take();
      return { kind: "literal", type: "VARCHAR", value: token.text, span: reader.spanFrom(token) };
    case "quoted":
      return parseColumn(reader);
    case "word":
      return parseWord(reader);
    case "symbol":
      if (token.text === "(") return parseParentheses(reader);
      if (token.text === "?") return reader.parsePlaceholder();
      throw reader.unexpected("an expression");
    case "end":
      throw reader.unexpected("an expression");
    default:
      throw new Error(`unexpected token: ${token.kind satisfies never}`);
  }
}

function parseNumber(reader: ExprReader, minus?: Token): LiteralNode {
  const token = reader.take();
  const sign = minus === undefined ? "" : "-";
  const span = reader.spanFrom(minus ?? token);
  if (/[.eE]/.test(token.text)) {
    const value = Number(sign + token.text);
    if (!Number.isFinite(value))
      throw reader.fail({ expected: "a number of the range of DOUBLE", found: token.text }, token);
    const approximate = /[eE]/.test(token.text) ? { approximate: true as const } : {};
    return { kind: "literal", type: "DOUBLE", value, ...approximate, span };
  }
  const value = BigInt(token.text) * (minus === undefined ? 1n : -1n);
  if (value < MIN_BIGINT || value > MAX_BIGINT) {
    throw reader.fail({ expected: `a whole number from ${MIN_BIGINT} to ${MAX_BIGINT}`, found: `${value}` }, token);
  }
  return { kind: "literal", type: "BIGINT", value, span };
}

function parseColumn(reader: ExprReader): ExprNode {
  const token = reader.take();
  if (reader.at("("))
    throw reader.refuse("a function name in double quotes", `write ${token.text.toUpperCase()}(…)`, token);
  if (reader.at(".")) {
    const name = reader.peek(1);
    if (!reader.qualifiers.has(token.text) || (name.kind !== "quoted" && name.kind !== "word")) {
      return reader.parseQualified(token);
    }
    reader.take();
    reader.take();
    return { kind: "column", name: name.text, span: reader.spanFrom(token) };
  }
  return { kind: "column", name: token.text, span: reader.spanFrom(token) };
}

function parseParentheses(reader: ExprReader): ExprNode {
  const opening = reader.take();
  const isQuery = reader.at("SELECT") || reader.at("WITH") || reader.at("VALUES");
  const node = isQuery ? reader.parseSubquery() : reader.parseExpression();
  if (reader.at(",")) throw reader.refuse("a list of values in parentheses (a row)", undefined, opening);
  reader.expect(")", opening);
  return node;
}

/** Keywords of SQL that name no function, even before a parenthesis. */
const STRUCTURE: ReadonlySet<string> = new Set(
  `ALL AND ANY AS BETWEEN BY DISTINCT ELSE END ESCAPE FILTER FROM GROUP HAVING IN IS JOIN LIKE LIMIT OFFSET ON OR ORDER
  OVER ROW SELECT SOME THEN UNION USING VALUES WHEN WHERE WITH`.split(/\s+/),
);

function parseWord(reader: ExprReader): ExprNode {
  const token = reader.peek();
  const next = reader.peek(1);
  const called = next.kind === "symbol" && next.text === "(";
  switch (token.upper) {
    case "TRUE":
    case "FALSE":
      reader.take();
      return { kind: "literal", type: "BOOLEAN", value: token.upper === "TRUE", span: reader.spanFrom(token) };
    case "NULL":
      reader.take();
      return { kind: "literal", type: "NULL", value: null, span: reader.spanFrom(token) };
    case "CASE":
      return parseCase(reader);
    case "NOT":
      throw reader.refuse("NOT in the middle of an expression", "put it in parentheses: (NOT …)");
    case "EXISTS":
    case "SELECT":
    case "WITH":
      if (token.upper !== "EXISTS" || called) return reader.parseSubquery();
      break;
    case "ARRAY":
      if (next.kind === "symbol" && next.text === "[") return parseArray(reader);
      break;
    case "INTERVAL":
      if (next.kind === "text") return parseInterval(reader);
      break;
    case "TIMESTAMP":
    case "DATE":
    case "TIME":
      if (next.kind === "text") return parseTimeLiteral(reader);
      break;
    default:
  }
  if (BARE_FUNCTIONS.has(token.upper) && !called) {
    reader.take();
    return { kind: "call", function: token.upper, args: [], span: reader.spanFrom(token) };
  }
  if (called && !STRUCTURE.has(token.upper)) return parseCall(reader);
  if (RESERVED_WORDS.has(token.upper)) return reader.parseReserved();
  return parseColumn(reader);
}

function parseCase(reader: ExprReader): ExprNode {
  const start = reader.take();
  const head = reader.at("WHEN") ? {} : { operand: reader.parseExpression() };
  const branches: CaseBranch[] = [];
  while (reader.eat("WHEN")) {
    const when = reader.parseExpression();
    if (reader.at(",")) throw reader.refuse("several values in one WHEN", "write a WHEN for each");
    reader.expect("THEN");
    branches.push({ when, result: reader.parseExpression() });
  }
  if (branches.length === 0) throw reader.unexpected("WHEN");
  const tail = reader.eat("ELSE") ? { otherwise: reader.parseExpression() } : {};
  if (!reader.eat("END"))
    throw reader.unexpected("otherwise" in tail ? "END of the CASE" : "WHEN, ELSE or END of the CASE");
  return { kind: "case", ...head, branches, ...tail, span: reader.spanFrom(start) };
}

function parseArray(reader: ExprReader): ExprNode {
  const start = reader.take();
  const opening = reader.take();
  const items: ExprNode[] = [];
  do {
    items.push(reader.parseExpression());
  } while (reader.eat(","));
  reader.expect("]", opening);
  return { kind: "array", items, span: reader.spanFrom(start) };
}

function parseInterval(reader: ExprReader): ExprNode {
  const start = reader.take();
  const value = reader.take().text;
  const unit = parseUnit(reader, "interval");
  const to = reader.eat("TO") ? { to: parseUnit(reader, "interval") } : {};
  return { kind: "interval", value, unit, ...to, span: reader.spanFrom(start) };
}

/** `2024-01-01`, and for a TIMESTAMP optionally a time of day: what Druid's planner accepts. */
const TIME_TEXT = /^(\d{4})-(\d{2})-(\d{2})(?: (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?)?$/;

function parseTimeLiteral(reader: ExprReader): ExprNode {
  const word = reader.take();
  const text = reader.take();
  if (word.upper === "TIME") throw reader.refuse("a TIME literal", undefined, word);
  const type = word.upper === "DATE" ? "DATE" : "TIMESTAMP";
  const [found, year, month, day] = TIME_TEXT.exec(text.text) ?? [];
  const isTime = found !== undefined && isDay(Number(year), Number(month), Number(day));
  if (!isTime || (type === "DATE" && found.length > 10)) {
    const expected = type === "DATE" ? "a date such as '2024-01-31'" : "a time such as '2024-01-31 23:59:59.999'";
    throw reader.fail({ expected, found: `'${text.text}'` }, text);
  }
  return { kind: "literal", type, value: text.text, span: reader.spanFrom(word) };
}
