import type { ExprNode, SqlType } from "@starfix/expr";
import { checkExpr, type ExprIssue, ExprSyntaxError, formatExprIssue, parseExpr } from "@starfix/expr/parse";
import type { Report } from "../../issues/rule-issue.ts";

/** An expression that parses. */
export interface CheckedExpression {
  readonly node: ExprNode;
  readonly type: SqlType;
  readonly aggregate: boolean;
  /** Whether nothing was found wrong with it, so that its type can be relied on. */
  readonly valid: boolean;
}

/** What is known of an expression besides its text. */
export interface ExpressionUse {
  /** The tree, when it is parsed already. */
  readonly tree: ExprNode | undefined;
  /** The column that it fills; undefined of a filter. */
  readonly column: string | undefined;
}

/** Parses an expression where there is no tree, and checks it; undefined when it does not parse. */
export function checkExpression(
  text: string,
  pointer: string,
  { tree, column }: ExpressionUse,
  columns: ReadonlyMap<string, SqlType>,
  report: Report,
): CheckedExpression | undefined {
  // Most expressions are the name of a field.
  const field = tree?.kind === "column" ? columns.get(tree.name) : undefined;
  if (tree !== undefined && field !== undefined) return { node: tree, type: field, aggregate: false, valid: true };
  let node = tree;
  if (node === undefined) {
    try {
      node = parseExpr(text);
    } catch (error) {
      if (!(error instanceof ExprSyntaxError)) throw error;
      const { expected, found: received, message: reason, offset } = error;
      const facts = { where: whereOf(column), reason, text, expected, received };
      report("invalid_expression", pointer, facts, { start: offset, end: offset + 1 });
      return undefined;
    }
  }
  const { type, aggregate, issues } = checkExpr(node, { columns });
  for (const issue of issues) {
    const facts = { where: whereOf(column), reason: formatExprIssue(issue), text, ...differenceOf(issue, text) };
    report("invalid_expression", pointer, facts, issue.span);
  }
  return { node, type, aggregate, valid: issues.length === 0 };
}

function whereOf(column: string | undefined): string {
  return column === undefined ? "filter" : `mapping ${JSON.stringify(column)}`;
}

/** What the issue says it expects and received; else the part of the text that Druid would refuse. */
function differenceOf(issue: ExprIssue, text: string): { readonly expected: string; readonly received: string } {
  const expected = "expected" in issue ? issue.expected : "an expression that Druid runs";
  const received = "received" in issue ? String(issue.received) : text.slice(issue.span?.start, issue.span?.end);
  return { expected, received };
}
