import type { ExprNode } from "../nodes.ts";
import { parseName } from "../parse/parse-name.ts";
import { parseSortItems } from "./parse-sort.ts";
import type { OverwriteNode, PartitionNode, SortNode, StatementNode, TargetNode } from "./statement-node.ts";
import { StatementReader } from "./statement-reader.ts";

/**
 * Reads one INSERT or REPLACE of Druid as a whole. SQL within an expression that is not known here is read over, so that
 * no statement is refused that Druid may take; a clause that is missing, misplaced or misspelt is refused at its place.
 *
 * @example
 * parseStatement('INSERT INTO "Cities" SELECT "__time", "city" FROM "Koalas" PARTITIONED BY DAY').partitionedBy.granularity;
 * // => "day"
 *
 * @throws ExprSyntaxError with the place, what was expected there and what was found.
 */
export function parseStatement(sql: string): StatementNode {
  const reader = new StatementReader(sql);
  skipSettings(reader);
  const start = reader.peek();
  const verb = reader.eat("REPLACE") ? "REPLACE" : "INSERT";
  if (verb === "INSERT" && !reader.eat("INSERT")) throw reader.unexpected("INSERT INTO or REPLACE INTO");
  reader.expect("INTO");
  const target = parseTarget(reader);
  const overwrite = verb === "REPLACE" ? { overwrite: parseOverwrite(reader) } : {};
  const query = reader.queryTree();
  if (reader.at("CLUSTERED")) throw reader.unexpected("PARTITIONED BY before CLUSTERED BY");
  if (!reader.at("PARTITIONED")) throw reader.unexpected(expectedAfter(query));
  const partitionedBy = parsePartition(reader);
  const clusteredBy = reader.at("CLUSTERED") ? parseClustering(reader) : [];
  reader.eat(";");
  if (reader.peek().kind !== "end")
    throw reader.unexpected(clusteredBy.length > 0 ? "the end" : "CLUSTERED BY or the end");
  const span = reader.spanFrom(start);
  return { verb, target, ...overwrite, query, partitionedBy, clusteredBy, parts: reader.parts, span };
}

/** `SET key = value;` before the statement, which gives a key of the context. */
function skipSettings(reader: StatementReader): void {
  while (reader.eat("SET")) {
    parseName(reader, "a key of the context");
    reader.expect("=");
    reader.parseExpression();
    reader.expect(";");
  }
}

function parseTarget(reader: StatementReader): TargetNode {
  const start = reader.peek();
  const first = parseName(reader, "a table");
  const second = reader.eat(".") ? parseName(reader, "the name of a table") : undefined;
  const span = reader.spanFrom(start);
  const names = second === undefined ? { table: first } : { schema: first, table: second };
  // A query in parentheses begins with a word of its own.
  let ahead = 0;
  while (reader.peek(ahead).kind === "symbol" && reader.peek(ahead).text === "(") ahead++;
  if (ahead !== 1 || ["SELECT", "WITH", "VALUES"].includes(reader.peek(1).upper)) return { ...names, span };
  const list = reader.peek();
  while (!reader.at(")") && reader.peek().kind !== "end") reader.take();
  reader.expect(")", list);
  return { ...names, columns: reader.spanFrom(list), span };
}

function parseOverwrite(reader: StatementReader): OverwriteNode {
  const start = reader.peek();
  if (!reader.eat("OVERWRITE")) throw reader.unexpected("OVERWRITE ALL or OVERWRITE WHERE …");
  if (reader.eat("ALL")) return { span: reader.spanFrom(start) };
  if (!reader.eat("WHERE")) throw reader.unexpected("ALL or WHERE after OVERWRITE");
  const where: ExprNode = reader.parseExpression();
  return { where, span: reader.spanFrom(start) };
}

function expectedAfter({ body, orderBy, limit }: StatementNode["query"]): string {
  if (orderBy.length > 0 || limit !== undefined || body.kind !== "select") return "PARTITIONED BY";
  if (body.from === undefined) return '"," or FROM';
  return "PARTITIONED BY, or WHERE, GROUP BY, HAVING, JOIN";
}

/** The lengths of time chunks. */
const GRANULARITIES: ReadonlySet<string> = new Set(
  `second minute five_minute ten_minute fifteen_minute thirty_minute hour six_hour eight_hour day week month quarter year all`.split(
    " ",
  ),
);

const ALIASES: Readonly<Record<string, string>> = {
  PT1S: "second",
  PT1M: "minute",
  PT5M: "five_minute",
  PT10M: "ten_minute",
  PT15M: "fifteen_minute",
  PT30M: "thirty_minute",
  PT1H: "hour",
  PT6H: "six_hour",
  PT8H: "eight_hour",
  P1D: "day",
  P1W: "week",
  P1M: "month",
  P3M: "quarter",
  P1Y: "year",
};

/** `DAY`, `'P1D'`, `ALL TIME`, `TIME_FLOOR(__time, 'P1D')`, `FLOOR(__time TO DAY)` */
function parsePartition(reader: StatementReader): PartitionNode {
  reader.expect("PARTITIONED");
  reader.expect("BY");
  const start = reader.peek();
  const granularity = (text: string): PartitionNode => {
    const found = ALIASES[text.toUpperCase()] ?? text.toLowerCase();
    return { granularity: found, known: GRANULARITIES.has(found), span: reader.spanFrom(start) };
  };
  if (reader.eat("ALL")) {
    reader.eat("TIME");
    return granularity("all");
  }
  const called = reader.peek(1).kind === "symbol" && reader.peek(1).text === "(";
  if (["word", "quoted", "text"].includes(start.kind) && !called) return granularity(reader.take().text);
  if (!reader.at("TIME_FLOOR", "(") && !reader.at("FLOOR", "(")) {
    throw reader.unexpected("a length of time such as DAY, 'P1D', ALL or TIME_FLOOR(__time, 'P1D')");
  }
  const call = reader.parseExpression();
  const [time, unit] = call.kind === "call" ? call.args : [];
  if (time?.kind !== "column" || time.name !== "__time")
    throw reader.fail(
      { expected: "__time as the first argument", found: reader.sql.slice(time?.span?.start, time?.span?.end) },
      time?.span ?? start,
    );
  if (unit?.kind === "unit") return granularity(unit.unit);
  if (unit?.kind === "literal" && unit.type === "VARCHAR") return granularity(unit.value);
  throw reader.fail(
    {
      expected: "a period such as 'P1D' as the second argument",
      found: reader.sql.slice(unit?.span?.start, unit?.span?.end),
    },
    unit?.span ?? start,
  );
}

function parseClustering(reader: StatementReader): readonly SortNode[] {
  reader.expect("CLUSTERED");
  reader.expect("BY");
  return parseSortItems(reader);
}
