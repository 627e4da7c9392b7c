import { findFunction } from "../catalogue/find-function.ts";
import { checkExpr } from "../check/check-expr.ts";
import { closestName } from "../check/closest-name.ts";
import { type ExprIssue, formatExprIssue } from "../check/expr-issue.ts";
import { childrenOf, withChildren } from "../children.ts";
import type { ColumnNode, ExprNode } from "../nodes.ts";
import { printExpr, quoteName } from "../print-expr.ts";
import { ExprIds } from "../query/expr-ids.ts";
import type { SqlType } from "../sql-type.ts";
import { foldExpr, visitExpr } from "../walk-expr.ts";
import { namesIn, resolveColumn, type Scope } from "./scope.ts";
import type { StatementIssue } from "./statement-issue.ts";
import type { QueryTree, StatementPart } from "./statement-node.ts";

/** An expression of a statement whose columns were looked up. */
export interface CheckedPart {
  /** Every column is one name, whether a table was written before it or not. */
  readonly node: ExprNode;
  readonly type: SqlType;
  readonly aggregate: boolean;
}

/** What the expressions of a statement are checked with. */
export interface ExpressionContext {
  readonly parts: ReadonlyMap<string, StatementPart>;
  readonly report: (issue: StatementIssue) => void;
  /** Checks a query within an expression. */
  readonly subquery: (query: QueryTree, outer: Scope) => void;
}

/** Checks an expression over the relations of a SELECT. */
export function checkPart(root: ExprNode, scope: Scope, context: ExpressionContext): CheckedPart {
  const columns = new Map<string, SqlType>();
  const node = foldExpr<ExprNode>(root, (one, children) => {
    if (one.kind !== "column") return withChildren(one, children);
    const { name, type } = columnOf(one, scope, context);
    columns.set(name, type);
    return { kind: "column", name, ...(one.span && { span: one.span }) };
  });
  const { type, aggregate, issues } = checkExpr(node, { columns });
  for (const issue of issues) if (isCertain(issue)) context.report(issueOf(issue, root));
  return { node, type, aggregate };
}

/** What may be a function of an extension, or of a later Druid, is let pass; and a group is looked at as a whole. */
function isCertain(issue: ExprIssue): boolean {
  if (issue.code === "unknown_function") return issue.suggestion !== undefined;
  return issue.code !== "column_outside_aggregate";
}

function issueOf(issue: ExprIssue, root: ExprNode): StatementIssue {
  const expected = "expected" in issue ? issue.expected : "an expression that Druid runs";
  const received =
    "received" in issue ? String(issue.received) : issue.code === "unknown_function" ? issue.function : printExpr(root);
  return {
    code: "expression",
    reason: asWritten(formatExprIssue(issue)),
    expected: asWritten(expected),
    received: asWritten(received),
    span: issue.span ?? root.span,
  };
}

/** Names of columns without the number of their relation, which only the checker knows. */
function asWritten(text: string): string {
  return text.replaceAll(/"\d+\.((?:[^"]|"")*)"/g, '"$1"');
}

/** A column by one name for each column there is, with its type. */
function columnOf(
  column: ColumnNode,
  scope: Scope,
  context: ExpressionContext,
): { readonly name: string; readonly type: SqlType } {
  const part = context.parts.get(column.name);
  if (part !== undefined) return { name: column.name, type: typeOfPart(part, scope, context) };
  const { name, table, span } = column;
  const found = resolveColumn(column, scope);
  switch (found.kind) {
    case "column":
      return { name: `${found.relation}.${name}`, type: found.type };
    case "open": {
      // In one relation it is the same column with the table before it and without.
      const only = scope.relations.length === 1 ? 0 : undefined;
      const relation = only ?? scope.relations.findIndex(({ alias }) => alias === table);
      return { name: relation < 0 ? name : `${relation}.${name}`, type: "OTHER" };
    }
    case "unknown_table": {
      const aliases = scope.relations.flatMap(({ alias }) => alias ?? []);
      const reason = `unknown table: ${quoteName(table ?? "")} is not in FROM, which has ${listed(aliases)}`;
      const difference = { expected: listed(aliases), received: quoteName(table ?? "") };
      context.report({ code: "expression", reason, ...difference, span });
      break;
    }
    case "unknown_column": {
      const known = namesIn(scope, table);
      const near = closestName(name, known);
      const meant = near === undefined ? "" : `; did you mean ${quoteName(near)}?`;
      const of = table === undefined ? "the tables in FROM" : quoteName(table);
      const reason = `unknown column: ${quoteName(name)} is not in ${of}, which ${table === undefined ? "have" : "has"} ${listed(known)}${meant}`;
      context.report({ code: "expression", reason, expected: listed(known), received: quoteName(name), span });
      break;
    }
    case "ambiguous": {
      const expected = "the table before the column";
      const reason = `ambiguous column: ${quoteName(name)} is in several tables of FROM; write the table before it`;
      context.report({ code: "expression", reason, expected, received: quoteName(name), span });
      break;
    }
    default:
      throw new Error(`unexpected column: ${JSON.stringify(found satisfies never)}`);
  }
  return { name, type: "OTHER" };
}

function typeOfPart(part: StatementPart, scope: Scope, context: ExpressionContext): SqlType {
  switch (part.kind) {
    case "subquery":
      context.subquery(part.query, scope);
      return "OTHER";
    case "window": {
      for (const expr of [...part.exprs, ...childrenOf(part.call)]) checkPart(expr, scope, context);
      // What a call means within a window is not said by the rules of calls: it may aggregate aggregates.
      const silent = { ...context, report: () => undefined, subquery: () => undefined };
      return checkPart(part.call, scope, silent).type;
    }
    case "parameter":
    case "niladic":
    case "unknown":
      return "OTHER";
    default:
      throw new Error(`unexpected part: ${JSON.stringify(part satisfies never)}`);
  }
}

/** Outside of aggregates, a group has only the values that it is grouped by. Reports the first column of each that it has not. */
export function checkGrouped(
  exprs: readonly ExprNode[],
  keys: readonly ExprNode[],
  { parts, report }: ExpressionContext,
): void {
  const ids = new Map<ExprNode, number>();
  const exprIds = new ExprIds();
  const grouped = new Set(keys.map((key) => exprIds.add(key, ids)));
  for (const expr of exprs) {
    exprIds.add(expr, ids);
    let found = false;
    visitExpr(expr, (node) => {
      if (found || mayAggregate(node) || grouped.has(ids.get(node) ?? -1)) return false;
      if (node.kind !== "column" || parts.has(node.name)) return true;
      found = true;
      const column = quoteName(node.name.replace(/^\d+\./, ""));
      const reason = `column outside an aggregate: ${column} must be in GROUP BY or inside an aggregate`;
      report({ code: "expression", reason, expected: "a column of GROUP BY", received: column, span: node.span });
      return false;
    });
  }
}

/** A function that is not known may aggregate. */
function mayAggregate(node: ExprNode): boolean {
  return node.kind === "call" && (findFunction(node.function)?.aggregate ?? true);
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 40).map(quoteName).join(", ");
  return names.length === 0 ? "none" : names.length > 40 ? `${shown} and ${names.length - 40} more` : shown;
}
