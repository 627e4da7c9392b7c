import { childrenOf } from "../children.ts";
import type { ExprNode } from "../nodes.ts";
import { quoteText } from "../print-expr.ts";
import { visitExpr } from "../walk-expr.ts";
import type { ExprIssue } from "./expr-issue.ts";

/** Adds to unknown columns that stand where a text may be meant how a text is written. */
export function adviseTexts(root: ExprNode, issues: ExprIssue[]): void {
  const names = new Set<string>();
  visitExpr(root, (node) => {
    for (const value of valuesIn(node)) if (value.kind === "column") names.add(value.name);
    return true;
  });
  for (const [index, issue] of issues.entries()) {
    if (issue.code !== "unknown_column" || !names.has(issue.column)) continue;
    const near = issue.suggestion !== undefined && issue.suggestion.toLowerCase() === issue.column.toLowerCase();
    if (!near) issues[index] = { ...issue, advice: `text is written in single quotes: ${quoteText(issue.column)}` };
  }
}

const COMPARING: ReadonlySet<string> = new Set([
  "=",
  "<>",
  "<",
  "<=",
  ">",
  ">=",
  "IS DISTINCT FROM",
  "IS NOT DISTINCT FROM",
  "||",
]);

/** The parts of a node that are often constants: what is compared with, searched for, or given as a result. */
function valuesIn(node: ExprNode): readonly ExprNode[] {
  switch (node.kind) {
    case "binary":
      // Next to a text there is a column.
      return COMPARING.has(node.operator) && node.left.kind !== "literal" && node.right.kind !== "literal"
        ? [node.left, node.right]
        : [];
    case "in":
    case "like":
    case "between":
    case "call":
      return childrenOf(node).slice(1);
    case "case": {
      const results = node.branches.map(({ result }) => result);
      const tests = node.operand === undefined ? [] : node.branches.map(({ when }) => when);
      return [...tests, ...results, ...(node.otherwise === undefined ? [] : [node.otherwise])];
    }
    default:
      return [];
  }
}
