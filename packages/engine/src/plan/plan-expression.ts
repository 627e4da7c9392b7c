import type { ExprNode, SqlType } from "@starfix/expr";
import { checkExpr, type ExprIssue, ExprSyntaxError, formatExprIssue, parseExpr } from "@starfix/expr/parse";
import type { Report } from "./plan-issue.ts";

export interface PlannedExpression {
  readonly node: ExprNode;
  readonly type: SqlType;
  readonly aggregate: boolean;
  /** Whether nothing was found wrong with it. */
  readonly sound: boolean;
}

/** Parses and checks one expression; undefined when it does not parse. */
export function planExpression(
  sql: string,
  pointer: string,
  columns: ReadonlyMap<string, SqlType>,
  report: Report,
): PlannedExpression | undefined {
  let node: ExprNode;
  try {
    node = parseExpr(sql);
  } catch (error) {
    if (!(error instanceof ExprSyntaxError)) throw error;
    report("syntax", pointer, error.message);
    return undefined;
  }
  const { type, aggregate, issues } = checkExpr(node, { columns });
  for (const issue of issues) reportExprIssue(issue, { sql, pointer }, report);
  return { node, type, aggregate, sound: issues.length === 0 };
}

/** Reports what is wrong with an expression, with its place in the text. */
export function reportExprIssue(
  issue: ExprIssue,
  { sql, pointer }: { readonly sql: string; readonly pointer: string },
  report: Report,
): void {
  const place = issue.span === undefined ? "" : ` (at ${placeOf(sql, issue.span.start)})`;
  report(issue.code, pointer, formatExprIssue(issue) + place);
}

/** Line and column of an offset, from 1, as syntax errors give them. */
function placeOf(sql: string, offset: number): string {
  const before = sql.slice(0, offset).split(/\r\n|\r|\n/);
  return `${before.length}:${(before.at(-1) ?? "").length + 1}`;
}
