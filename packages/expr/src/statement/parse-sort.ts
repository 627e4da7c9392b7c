import type { ExprNode } from "../nodes.ts";
import { parseList } from "./parse-list.ts";
import type { SortNode } from "./statement-node.ts";
import type { StatementReader } from "./statement-reader.ts";

/** `ORDER BY a, b DESC NULLS LAST`, with its words. */
export function parseSort(reader: StatementReader): readonly SortNode[] {
  reader.expect("ORDER");
  reader.expect("BY");
  return parseSortItems(reader);
}

export function parseSortItems(reader: StatementReader): readonly SortNode[] {
  return parseList(reader, (at) => {
    const start = at.peek();
    const expr = at.lenient();
    const descending = at.eat("DESC");
    if (!descending) at.eat("ASC");
    if (at.eat("NULLS") && !at.eat("FIRST") && !at.eat("LAST")) throw at.unexpected("FIRST or LAST after NULLS");
    return { expr, descending, span: at.spanFrom(start) };
  });
}

/** `([name] [PARTITION BY …] [ORDER BY …] [frame])`, or the name of a window: the expressions in it. */
export function parseWindow(reader: StatementReader): readonly ExprNode[] {
  if (!reader.at("(")) return named(reader);
  const opening = reader.expect("(");
  const exprs: ExprNode[] = [];
  if (!["PARTITION", "ORDER", "ROWS", "RANGE", "GROUPS", ")"].some((word) => reader.at(word))) named(reader);
  if (reader.eat("PARTITION", "BY")) exprs.push(...parseList(reader, (at) => at.lenient()));
  if (reader.at("ORDER")) exprs.push(...parseSort(reader).map(({ expr }) => expr));
  if (["ROWS", "RANGE", "GROUPS"].some((word) => reader.eat(word))) {
    if (reader.eat("BETWEEN")) {
      parseBound(reader);
      reader.expect("AND");
    }
    parseBound(reader);
    if (reader.eat("EXCLUDE")) while (!reader.at(")") && reader.peek().kind === "word") reader.take();
  }
  reader.expect(")", opening);
  return exprs;
}

function parseBound(reader: StatementReader): void {
  if (reader.eat("CURRENT", "ROW")) return;
  if (!reader.eat("UNBOUNDED")) reader.parseExpression();
  if (!reader.eat("PRECEDING") && !reader.eat("FOLLOWING")) throw reader.unexpected("PRECEDING or FOLLOWING");
}

function named(reader: StatementReader): readonly ExprNode[] {
  const { kind } = reader.peek();
  if (kind !== "word" && kind !== "quoted") throw reader.unexpected("the name of a window, or ( after OVER");
  reader.take();
  return [];
}
