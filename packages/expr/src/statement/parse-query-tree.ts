import type { ExprNode } from "../nodes.ts";
import { parseName } from "../parse/parse-name.ts";
import { parseList } from "./parse-list.ts";
import { parseAlias, parseNames } from "./parse-names.ts";
import { parseSort, parseWindow } from "./parse-sort.ts";
import type { CommonTable, QueryBody, QueryTree, SelectedNode, SelectNode } from "./statement-node.ts";
import type { StatementReader } from "./statement-reader.ts";

const SETS = ["UNION", "INTERSECT", "EXCEPT", "MINUS"] as const;

/** A query: `[WITH …] SELECT … [UNION …] [ORDER BY …] [LIMIT …]`. */
export function parseQueryTree(reader: StatementReader): QueryTree {
  const start = reader.peek();
  const common = reader.at("WITH") ? parseWith(reader) : [];
  const bare = (body: QueryBody): QueryTree => ({ with: [], body, orderBy: [], span: body.span });
  let body = parseTerm(reader);
  while (true) {
    const operator = SETS.find((word) => reader.eat(word));
    if (operator === undefined) break;
    const all = reader.eat("ALL");
    if (!all) reader.eat("DISTINCT");
    const right = bare(parseTerm(reader));
    const name = all ? `${operator} ALL` : operator;
    body = { kind: "set", operator: name, left: bare(body), right, span: reader.spanFrom(start) };
  }
  const orderBy = reader.at("ORDER") ? parseSort(reader) : [];
  const limits = parseLimits(reader);
  // Parentheses around a query that has nothing else around it say nothing.
  return { with: common, body, orderBy, ...limits, span: reader.spanFrom(start) };
}

function parseWith(reader: StatementReader): readonly CommonTable[] {
  reader.expect("WITH");
  reader.eat("RECURSIVE");
  return parseList(reader, (at) => {
    const start = at.peek();
    const name = parseName(at, "the name of a query");
    const columns = at.at("(") ? { columns: parseNames(at) } : {};
    at.expect("AS");
    const opening = at.expect("(");
    const query = at.queryTree();
    at.expect(")", opening);
    return { name, ...columns, query, span: at.spanFrom(start) };
  });
}

function parseTerm(reader: StatementReader): QueryBody {
  const start = reader.peek();
  if (reader.at("(")) {
    const opening = reader.take();
    const query = reader.queryTree();
    reader.expect(")", opening);
    const { with: common, orderBy, limit, offset, body } = query;
    if (common.length + orderBy.length === 0 && limit === undefined && offset === undefined) return body;
    // A query in parentheses with a clause of its own is one from which all columns are selected.
    const span = reader.spanFrom(start);
    return { kind: "select", items: [{ kind: "all", span }], from: { kind: "subquery", query, span }, span };
  }
  if (reader.eat("VALUES")) {
    const rows = parseList(reader, parseRow);
    return { kind: "values", rows, span: reader.spanFrom(start) };
  }
  if (reader.at("SELECT")) return parseSelect(reader);
  throw reader.unexpected("SELECT, WITH or VALUES");
}

function parseRow(reader: StatementReader): readonly ExprNode[] {
  reader.eat("ROW");
  if (!reader.at("(")) return [reader.lenient()];
  const opening = reader.take();
  const values = parseList(reader, (at) => at.lenient());
  reader.expect(")", opening);
  return values;
}

function parseSelect(reader: StatementReader): SelectNode {
  const start = reader.expect("SELECT");
  if (!reader.eat("DISTINCT") && reader.at("ALL") && !reader.at("ALL", "(")) reader.take();
  const items = parseList(reader, parseSelected);
  const from = reader.eat("FROM") ? { from: reader.relations() } : {};
  const where = reader.eat("WHERE") ? { where: reader.lenient() } : {};
  const groupBy = reader.at("GROUP") ? { groupBy: parseGroupBy(reader) } : {};
  const having = reader.eat("HAVING") ? { having: reader.lenient() } : {};
  if (reader.eat("WINDOW")) {
    parseList(reader, (at) => {
      parseName(at, "the name of a window");
      at.expect("AS");
      return parseWindow(at);
    });
  }
  if (reader.eat("QUALIFY")) reader.lenient();
  return { kind: "select", items, ...from, ...where, ...groupBy, ...having, span: reader.spanFrom(start) };
}

function parseSelected(reader: StatementReader): SelectedNode {
  const start = reader.peek();
  if (reader.eat("*")) return { kind: "all", span: reader.spanFrom(start) };
  const table = parseTableStar(reader);
  if (table !== undefined) return { kind: "all", table, span: reader.spanFrom(start) };
  const expr = reader.lenient();
  const alias = parseAlias(reader);
  if (alias === undefined && !["FROM", ",", ")", "PARTITIONED"].some((word) => reader.at(word))) endOfItem(reader);
  return { kind: "expr", expr, ...(alias !== undefined && { alias }), span: reader.spanFrom(start) };
}

/** What comes after an item that has no name must be a clause. */
function endOfItem(reader: StatementReader): void {
  const { kind } = reader.peek();
  if (kind === "text" || kind === "number" || kind === "unicode") throw reader.unexpected('"," or FROM');
}

/** `t.*` and `druid.t.*`: the last name before the star. */
function parseTableStar(reader: StatementReader): string | undefined {
  for (const parts of [1, 2]) {
    const last = reader.peek(2 * parts - 2);
    const named = last.kind === "quoted" || last.kind === "word";
    if (!named || reader.peek(2 * parts - 1).text !== ".") return undefined;
    if (reader.peek(2 * parts).kind !== "symbol" || reader.peek(2 * parts).text !== "*") continue;
    for (let count = 0; count < 2 * parts + 1; count++) reader.take();
    return last.text;
  }
  return undefined;
}

function parseGroupBy(reader: StatementReader): readonly ExprNode[] {
  reader.expect("GROUP");
  reader.expect("BY");
  if (!reader.eat("DISTINCT") && reader.at("ALL") && !reader.at("ALL", "(")) reader.take();
  return parseList(reader, parseGroup).flat();
}

function parseGroup(reader: StatementReader): readonly ExprNode[] {
  if (reader.eat("(", ")")) return [];
  if (reader.eat("GROUPING", "SETS") || reader.eat("ROLLUP") || reader.eat("CUBE")) return parseGroups(reader);
  const mark = reader.mark();
  if (!reader.at("(")) return [reader.lenient()];
  // `(a, b)` is a set of two, `(a + b) * 2` an expression.
  reader.take();
  const opening = reader.peek();
  const first = reader.lenient();
  if (!reader.at(",")) {
    reader.reset(mark);
    return [reader.lenient()];
  }
  const set = [first];
  while (reader.eat(",")) set.push(reader.lenient());
  reader.expect(")", opening);
  return set;
}

function parseGroups(reader: StatementReader): readonly ExprNode[] {
  const opening = reader.expect("(");
  const groups = parseList(reader, parseGroup).flat();
  reader.expect(")", opening);
  return groups;
}

function parseLimits(reader: StatementReader): Pick<QueryTree, "limit" | "offset"> {
  const limits: { limit?: QueryTree["span"]; offset?: QueryTree["span"] } = {};
  while (true) {
    const start = reader.peek();
    if (limits.limit === undefined && reader.eat("LIMIT")) {
      if (!reader.eat("ALL")) parseCount(reader);
      if (reader.eat(",")) parseCount(reader);
      limits.limit = reader.spanFrom(start);
    } else if (limits.offset === undefined && reader.eat("OFFSET")) {
      parseCount(reader);
      if (!reader.eat("ROWS")) reader.eat("ROW");
      limits.offset = reader.spanFrom(start);
    } else if (limits.limit === undefined && reader.eat("FETCH")) {
      if (!reader.eat("FIRST") && !reader.eat("NEXT")) throw reader.unexpected("FIRST or NEXT after FETCH");
      if (!reader.at("ROW") && !reader.at("ROWS")) parseCount(reader);
      if (!reader.eat("ROWS")) reader.expect("ROW");
      reader.expect("ONLY");
      limits.limit = reader.spanFrom(start);
    } else return limits;
  }
}

function parseCount(reader: StatementReader): void {
  const { kind, text } = reader.peek();
  if (kind === "symbol" && text === "?") reader.lenient();
  else if (kind === "number" && /^\d+$/.test(text)) reader.take();
  else throw reader.unexpected("a whole number of rows");
}
