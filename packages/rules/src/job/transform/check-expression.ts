import type { ExprNode, SqlType } from "@starfix/expr";
import {
  type CheckedExpr,
  checkExpr,
  checkMeasure,
  type ExprDoubt,
  type ExprIssue,
  ExprSyntaxError,
  formatExprIssue,
  parseExpr,
} from "@starfix/expr/parse";
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
  const found = checkExpr(node, { columns });
  const { type, aggregate } = found;
  if (found.issues.length > 0 || found.doubts.length > 0) {
    reportAll(node.span ? found : withPlaces(found, text, columns), text, pointer, column, report);
  }
  return { node, type, aggregate, valid: found.issues.length === 0 };
}

/** The same of the text, because a tree that was built has no places. */
function withPlaces(found: CheckedExpr, text: string, columns: ReadonlyMap<string, SqlType>): CheckedExpr {
  const node = parsed(text);
  return node === undefined ? found : checkExpr(node, { columns });
}

function parsed(text: string): ExprNode | undefined {
  try {
    return parseExpr(text);
  } catch (error) {
    if (!(error instanceof ExprSyntaxError)) throw error;
    return undefined;
  }
}

function reportAll(
  { issues, doubts }: CheckedExpr,
  text: string,
  pointer: string,
  column: string | undefined,
  report: Report,
): void {
  const where = whereOf(column);
  reportDoubts(doubts, { where, text }, pointer, report);
  for (const issue of issues) {
    const facts = { where, reason: formatExprIssue(issue), text, ...differenceOf(issue, text) };
    report("invalid_expression", pointer, facts, issue.span);
  }
}

function reportDoubts(
  doubts: readonly ExprDoubt[],
  place: { readonly where: string; readonly text: string },
  pointer: string,
  report: Report,
): void {
  for (const { code, reason, expected, received, span } of doubts) {
    report(code, pointer, { ...place, reason, expected, received }, span);
  }
}

/** Checks that rows which are merged later can merge what an aggregation stores. */
export function checkStoredMeasure(
  node: ExprNode,
  text: string,
  column: string,
  pointer: string,
  report: Report,
): void {
  let doubts = checkMeasure(node);
  if (doubts.length > 0 && node.span === undefined) doubts = checkMeasure(parsed(text) ?? node);
  reportDoubts(doubts, { where: whereOf(column), text }, pointer, report);
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
