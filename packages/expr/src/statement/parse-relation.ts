import { parseCastType } from "../parse/parse-cast-type.ts";
import { parseName } from "../parse/parse-name.ts";
import type { SqlType } from "../sql-type.ts";
import { parseList } from "./parse-list.ts";
import { parseAlias, parseNames } from "./parse-names.ts";
import type { ExtendedColumn, FunctionArgument, FunctionRelation, RelationNode } from "./statement-node.ts";
import type { StatementReader } from "./statement-reader.ts";

/** What comes after FROM: tables, subqueries and functions, joined by commas and JOIN. */
export function parseRelations(reader: StatementReader): RelationNode {
  const start = reader.peek();
  let left = parseJoins(reader);
  while (reader.eat(",")) {
    const right = parseJoins(reader);
    left = { kind: "join", left, right, natural: false, span: reader.spanFrom(start) };
  }
  return left;
}

function parseJoins(reader: StatementReader): RelationNode {
  const start = reader.peek();
  let left = parseRelation(reader);
  while (true) {
    const natural = reader.eat("NATURAL");
    const side = ["INNER", "CROSS", "LEFT", "RIGHT", "FULL"].some((word) => reader.eat(word));
    if (side) reader.eat("OUTER");
    if (!reader.at("JOIN")) {
      if (natural || side) throw reader.unexpected("JOIN");
      return left;
    }
    reader.take();
    const right = parseRelation(reader);
    const condition = reader.eat("ON")
      ? { on: reader.lenient() }
      : reader.eat("USING")
        ? { using: parseNames(reader) }
        : {};
    left = { kind: "join", left, right, natural, ...condition, span: reader.spanFrom(start) };
  }
}

function parseRelation(reader: StatementReader): RelationNode {
  const start = reader.peek();
  reader.eat("LATERAL");
  const bare = parseBare(reader);
  const relation = withAlias(reader, bare, start);
  return parseModifiers(reader, relation, start);
}

type Bare =
  | { readonly kind: "table"; readonly path: readonly string[] }
  | Pick<Extract<RelationNode, { readonly kind: "subquery" }>, "kind" | "query">
  | Pick<Extract<RelationNode, { readonly kind: "unnest" }>, "kind" | "args">
  | Pick<FunctionRelation, "kind" | "name" | "args" | "extend">
  | { readonly kind: "whole"; readonly relation: RelationNode };

function parseBare(reader: StatementReader): Bare {
  if (reader.at("(")) return parseParentheses(reader);
  if (reader.at("UNNEST", "(")) {
    reader.take();
    const opening = reader.take();
    const args = parseList(reader, (at) => at.lenient());
    reader.expect(")", opening);
    reader.eat("WITH", "ORDINALITY");
    return { kind: "unnest", args };
  }
  if (reader.eat("TABLE")) {
    const opening = reader.expect("(");
    const name = parseName(reader, "a table function such as EXTERN").toUpperCase();
    const call = parseFunction(reader, name);
    reader.expect(")", opening);
    return { ...call, ...parseExtend(reader) };
  }
  const path = [parseName(reader, "a table")];
  while (reader.eat(".")) path.push(parseName(reader, "the name of a table"));
  if (!reader.at("(")) return { kind: "table", path };
  return { ...parseFunction(reader, (path.at(-1) ?? "").toUpperCase()), ...parseExtend(reader) };
}

/** A subquery, or relations in parentheses. */
function parseParentheses(reader: StatementReader): Bare {
  let ahead = 0;
  while (reader.peek(ahead).text === "(" && reader.peek(ahead).kind === "symbol") ahead++;
  const opening = reader.take();
  if (["SELECT", "WITH", "VALUES"].includes(reader.peek(ahead - 1).upper)) {
    const query = reader.queryTree();
    reader.expect(")", opening);
    return { kind: "subquery", query };
  }
  const relation = reader.relations();
  reader.expect(")", opening);
  return { kind: "whole", relation };
}

function parseFunction(reader: StatementReader, name: string): Pick<FunctionRelation, "kind" | "name" | "args"> {
  const opening = reader.expect("(");
  const args = reader.at(")") ? [] : parseList(reader, parseArgument);
  reader.expect(")", opening);
  return { kind: "function", name, args };
}

function parseArgument(reader: StatementReader): FunctionArgument {
  const start = reader.peek();
  if (!(start.kind === "word" || start.kind === "quoted") || reader.peek(1).text !== "=>") {
    return { value: reader.lenient(), span: reader.spanFrom(start) };
  }
  reader.take();
  reader.take();
  const value = reader.lenient();
  return { name: start.text.toUpperCase(), value, span: reader.spanFrom(start) };
}

/** `[EXTEND] (name type, …)` after a table function. */
function parseExtend(reader: StatementReader): { readonly extend?: readonly ExtendedColumn[] } {
  if (!reader.eat("EXTEND") && !reader.at("(")) return {};
  const opening = reader.expect("(");
  const extend = parseList(reader, parseColumn);
  reader.expect(")", opening);
  return { extend };
}

function parseColumn(reader: StatementReader): ExtendedColumn {
  const start = reader.peek();
  const name = parseName(reader, "the name of a column");
  const begin = reader.peek();
  const type = parseType(reader);
  const { start: from, end } = reader.spanFrom(begin);
  const written = reader.sql.slice(from, end);
  if (!reader.eat("NOT", "NULL")) reader.eat("NULL");
  return { name, type, written, span: reader.spanFrom(start) };
}

const COMPLEX = /^COMPLEX<[^<>]+>$/;

function parseType(reader: StatementReader): SqlType {
  if (!reader.at("TYPE", "(")) return storedType(parseCastType(reader).type);
  reader.take();
  const opening = reader.take();
  const { kind, text } = reader.peek();
  if (kind !== "text") throw reader.unexpected("the name of a type such as 'COMPLEX<json>'");
  reader.take();
  reader.expect(")", opening);
  return COMPLEX.test(text) ? (text as `COMPLEX<${string}>`) : "OTHER";
}

function storedType(type: ReturnType<typeof parseCastType>["type"]): SqlType {
  switch (type) {
    case "CHAR":
      return "VARCHAR";
    case "INTEGER":
    case "SMALLINT":
    case "TINYINT":
      return "BIGINT";
    case "REAL":
      return "FLOAT";
    case "DECIMAL":
      return "DOUBLE";
    default:
      return type;
  }
}

function withAlias(reader: StatementReader, bare: Bare, start: { readonly start: number }): RelationNode {
  const alias = isModifier(reader) ? undefined : parseAlias(reader);
  const columns = alias !== undefined && reader.at("(") ? { aliasColumns: parseNames(reader) } : {};
  const named = { ...(alias !== undefined && { alias }), ...columns, span: reader.spanFrom(start) };
  if (bare.kind !== "whole") return { ...bare, ...named };
  return alias === undefined ? bare.relation : { kind: "unknown", of: bare.relation, ...named };
}

const MODIFIERS = ["PIVOT", "UNPIVOT", "MATCH_RECOGNIZE", "TABLESAMPLE", "FOR"];

function isModifier(reader: StatementReader): boolean {
  return MODIFIERS.some((word) => reader.at(word)) && (reader.peek(1).text === "(" || reader.peek(1).kind === "word");
}

/** `PIVOT (…)` and the like are read over: what columns they make is not known. */
function parseModifiers(
  reader: StatementReader,
  relation: RelationNode,
  start: { readonly start: number },
): RelationNode {
  let found = relation;
  while (isModifier(reader)) {
    while (!reader.at("(") && reader.peek().kind !== "end") reader.take();
    let depth = 0;
    do {
      const { kind, text } = reader.take();
      if (kind === "end") break;
      if (kind === "symbol") depth += text === "(" ? 1 : text === ")" ? -1 : 0;
    } while (depth > 0);
    const alias = parseAlias(reader);
    found = { kind: "unknown", of: found, ...(alias !== undefined && { alias }), span: reader.spanFrom(start) };
  }
  return found;
}
