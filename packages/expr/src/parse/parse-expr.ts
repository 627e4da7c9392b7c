import type { ExprNode } from "../nodes.ts";
import { ExprReader } from "./parse-operators.ts";

/**
 * Reads one Druid SQL expression, such as a mapping or a filter. Each node gets a `span`. What Druid's own parser would
 * refuse is refused, and so is what an expression of a definition cannot hold: comments, subqueries, windows, aliases.
 * Names of columns and functions are not looked up here: see `checkExpr`.
 *
 * @example
 * parseExpr('MAX("length")');
 * // => { kind: "call", function: "MAX", args: [{ kind: "column", name: "length", span: { start: 4, end: 12 } }],
 * //      span: { start: 0, end: 13 } }
 *
 * @throws ExprSyntaxError with the place, what was expected there and what was found.
 */
export function parseExpr(sql: string): ExprNode {
  const reader = new ExprReader(sql);
  for (const word of ["SELECT", "WITH", "INSERT", "REPLACE", "EXPLAIN", "VALUES"]) {
    if (reader.at(word) && !(word === "REPLACE" && reader.at("REPLACE", "("))) {
      throw reader.fail({ expected: "one expression", found: `a statement (${word})` });
    }
  }
  const node = reader.parseExpression();
  if (reader.at("AS")) throw reader.refuse("a name given with AS", "the mapping's column name is the name");
  if (reader.at(";")) throw reader.fail({ expected: "one expression", found: 'a ";"' });
  if (reader.peek().kind !== "end") throw reader.unexpected("an operator or the end");
  return node;
}
