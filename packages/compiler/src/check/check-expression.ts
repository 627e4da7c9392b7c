import type { ExpressionNode } from "@starfix/dsl";
import { type ExprNode, printExpr, type SqlType } from "@starfix/expr";
import { checkExpr, ExprSyntaxError, formatExprIssue, formatWithCaret, parseExpr } from "@starfix/expr/parse";

/** An expression that is right: its text for the artifact, its tree, its type, and whether it aggregates. */
export interface CheckedExpression {
  readonly text: string;
  readonly node: ExprNode;
  readonly type: SqlType;
  readonly aggregate: boolean;
}

/** What is wrong with an expression, and the SQL line with a caret under the place. */
export interface ExpressionProblem {
  readonly message: string;
  readonly excerpt: string;
  /** Where it is in SQL text that was given as such. */
  readonly sql?: { readonly start: number; readonly end: number };
}

/** Parses an expression where it is text and checks it against the input columns. */
export function checkExpression(
  expression: ExpressionNode,
  columns: ReadonlyMap<string, SqlType>,
): CheckedExpression | { readonly problems: readonly ExpressionProblem[] } {
  const text = expression.kind === "sql" ? expression.sql : printExpr(expression.node);
  let node: ExprNode;
  try {
    node = expression.kind === "sql" ? parseExpr(text) : expression.node;
  } catch (error) {
    if (!(error instanceof ExprSyntaxError)) throw error;
    const sql = { start: error.offset, end: error.offset + 1 };
    return { problems: [{ message: error.message, excerpt: formatWithCaret(text, error), sql }] };
  }
  const { type, aggregate, issues } = checkExpr(node, { columns });
  if (issues.length === 0) return { text, node, type, aggregate };
  const problems = issues.map((issue) => ({
    message: formatExprIssue(issue),
    excerpt: issue.span ? formatWithCaret(text, { offset: issue.span.start }) : text,
    ...(issue.span && expression.kind === "sql" && { sql: issue.span }),
  }));
  return { problems };
}
