import type { FromTable, GroupItem, OrderItem, QueryNode, SelectItem } from "../query-node.ts";
import { ExprReader } from "./parse-operators.ts";
import { RESERVED_WORDS } from "./reserved-words.ts";
import type { ExprSyntaxError } from "./syntax-error.ts";
import { TokenReader } from "./token-reader.ts";

/**
 * Reads one SELECT over one table: expressions with aliases or `*`, FROM, WHERE, GROUP BY, HAVING, ORDER BY, LIMIT, OFFSET.
 * A column may have the table's name or alias before it, which is dropped. A final `;` is ignored. Anything else (INSERT,
 * REPLACE, joins, subqueries, WITH, UNION, EXPLAIN, several statements …) is refused by name.
 *
 * @example
 * parseQuery('SELECT COUNT(*) AS "rows" FROM "Koalas"').from.table;
 * // => "Koalas"
 *
 * @throws ExprSyntaxError with the place, what was expected there and what was found.
 */
export function parseQuery(sql: string): QueryNode {
  const reader = new ExprReader(sql);
  refuseStatement(reader);
  reader.expect("SELECT");
  for (const word of ["DISTINCT", "ALL"]) if (reader.at(word)) throw refuse(reader, `SELECT ${word}`);
  // Columns may name the table, which is only known after FROM.
  reader.qualifiers = findQualifiers(reader);
  const select = parseList(reader, parseSelectItem);
  if (!reader.at("FROM")) throw reader.unexpected('"," or FROM');
  const from = parseFrom(reader);
  const where = reader.eat("WHERE") ? { where: reader.parseExpression() } : {};
  const groupBy = reader.at("GROUP") ? parseGroupBy(reader) : [];
  const having = reader.eat("HAVING") ? { having: reader.parseExpression() } : {};
  const orderBy = reader.at("ORDER") ? parseOrderBy(reader) : [];
  const rest = parseLimits(reader);
  refuseRest(reader);
  return { kind: "query", select, from, ...where, groupBy, ...having, orderBy, ...rest };
}

function refuse(reader: TokenReader, what: string): ExprSyntaxError {
  return reader.fail({ expected: "one SELECT over one table", found: `${what}, which is not supported` });
}

const STATEMENTS = [
  "INSERT",
  "REPLACE",
  "WITH",
  "EXPLAIN",
  "SET",
  "VALUES",
  "DELETE",
  "UPDATE",
  "DROP",
  "CREATE",
  "ALTER",
  "MERGE",
];

function refuseStatement(reader: TokenReader): void {
  const word = STATEMENTS.find((one) => reader.at(one));
  if (word !== undefined) throw refuse(reader, word);
  if (reader.at("(")) throw refuse(reader, "a query in parentheses");
}

function parseList<TItem>(reader: ExprReader, parse: (reader: ExprReader) => TItem): readonly TItem[] {
  const items: TItem[] = [];
  do {
    items.push(parse(reader));
  } while (reader.eat(","));
  return items;
}

function parseSelectItem(reader: ExprReader): SelectItem {
  const start = reader.peek();
  if (reader.eat("*")) return { kind: "all", span: reader.spanFrom(start) };
  const expr = reader.parseExpression();
  const alias = parseAlias(reader);
  return { kind: "expr", expr, ...alias, span: reader.spanFrom(start) };
}

function parseAlias(reader: TokenReader): { readonly alias?: string } {
  if (reader.eat("AS")) return { alias: parseName(reader, "a name after AS") };
  const token = reader.peek();
  const bare = token.kind === "quoted" || (token.kind === "word" && !RESERVED_WORDS.has(token.upper));
  return bare ? { alias: reader.take().text } : {};
}

function parseName(reader: TokenReader, expected: string): string {
  const token = reader.peek();
  const named = token.kind === "quoted" || (token.kind === "word" && !RESERVED_WORDS.has(token.upper));
  if (!named) throw reader.unexpected(expected);
  return reader.take().text;
}

function parseFrom(reader: TokenReader): FromTable {
  reader.expect("FROM");
  const start = reader.peek();
  if (reader.at("(") || reader.at("SELECT")) throw refuse(reader, "a subquery");
  if (reader.at("TABLE")) throw refuse(reader, "a table function");
  let table = parseName(reader, "a table");
  if (reader.at("("))
    throw reader.fail(
      { expected: "one SELECT over one table", found: "a table function, which is not supported" },
      start,
    );
  if (reader.at(".")) {
    if (table !== "druid")
      throw reader.fail({ expected: 'a table of the schema "druid"', found: `the schema "${table}"` }, start);
    reader.take();
    table = parseName(reader, "a table");
  }
  const alias = parseAlias(reader);
  const from = { table, ...alias, span: reader.spanFrom(start) };
  if (reader.at(",")) throw refuse(reader, "a second table");
  const join = ["JOIN", "INNER", "LEFT", "RIGHT", "FULL", "CROSS", "NATURAL", "OUTER"].find((word) => reader.at(word));
  if (join !== undefined) throw refuse(reader, "a join");
  return from;
}

function parseGroupBy(reader: ExprReader): readonly GroupItem[] {
  reader.take();
  reader.expect("BY");
  for (const word of ["GROUPING", "ROLLUP", "CUBE"]) {
    if (reader.at(word, "(") || reader.at(word, "SETS"))
      throw refuse(reader, word === "GROUPING" ? "GROUPING SETS" : word);
  }
  if (reader.at("(", ")")) throw refuse(reader, "GROUP BY ()");
  return parseList(reader, parseGroupItem);
}

function parseGroupItem(reader: ExprReader): GroupItem {
  const start = reader.peek();
  const expr = reader.parseExpression();
  const span = reader.spanFrom(start);
  if (expr.kind !== "literal" || expr.type !== "BIGINT") return { kind: "expr", expr, span };
  const position = Number(expr.value);
  if (position < 1 || position > 10_000) {
    throw reader.fail({ expected: "the place of a select item, counted from 1", found: String(expr.value) }, start);
  }
  return { kind: "ordinal", position, span };
}

function parseOrderBy(reader: ExprReader): readonly OrderItem[] {
  reader.take();
  reader.expect("BY");
  return parseList(reader, (at) => {
    const item = parseGroupItem(at);
    const direction = at.eat("DESC") ? "DESC" : "ASC";
    if (direction === "ASC") at.eat("ASC");
    if (!at.eat("NULLS")) return { ...item, direction };
    if (at.eat("FIRST")) return { ...item, direction, nulls: "FIRST" };
    if (at.eat("LAST")) return { ...item, direction, nulls: "LAST" };
    throw at.unexpected("FIRST or LAST after NULLS");
  });
}

function parseLimits(reader: TokenReader): Pick<QueryNode, "limit" | "offset"> {
  let limit: number | undefined;
  let offset: number | undefined;
  while (true) {
    if (limit === undefined && reader.eat("LIMIT")) limit = parseCount(reader);
    else if (offset === undefined && reader.eat("OFFSET")) {
      offset = parseCount(reader);
      if (!reader.eat("ROWS")) reader.eat("ROW");
    } else break;
  }
  return { ...(limit === undefined ? {} : { limit }), ...(offset === undefined ? {} : { offset }) };
}

function parseCount(reader: TokenReader): number {
  const token = reader.peek();
  const count = Number(token.text);
  if (token.kind !== "number" || !/^\d+$/.test(token.text) || !Number.isSafeInteger(count)) {
    throw reader.unexpected("a whole number of rows");
  }
  reader.take();
  return count;
}

function refuseRest(reader: TokenReader): void {
  for (const word of ["UNION", "INTERSECT", "EXCEPT", "MINUS", "PARTITIONED", "CLUSTERED", "FETCH", "WINDOW", "FOR"]) {
    if (reader.at(word)) throw refuse(reader, word);
  }
  if (reader.eat(";") && reader.peek().kind !== "end") throw refuse(reader, "a second statement");
  if (reader.peek().kind !== "end") throw reader.unexpected("the end, or WHERE, GROUP BY, HAVING, ORDER BY, LIMIT");
}

/** What can qualify a column: the alias of the table, or else its name. */
function findQualifiers(reader: TokenReader): ReadonlySet<string> {
  const copy = new TokenReader(reader.sql);
  let depth = 0;
  while (copy.peek().kind !== "end") {
    if (copy.eat("DISTINCT", "FROM")) continue;
    if (depth === 0 && copy.at("FROM")) {
      const { table, alias } = parseFrom(copy);
      return new Set([alias ?? table]);
    }
    const { kind, text } = copy.take();
    if (kind === "symbol") depth += text === "(" ? 1 : text === ")" ? -1 : 0;
  }
  return new Set();
}
