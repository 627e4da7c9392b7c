import { findDepthExcess } from "../depth-limit.ts";
import type { ExprNode } from "../nodes.ts";
import { printExpr } from "../print-expr.ts";
import type { SqlType } from "../sql-type.ts";
import { adviseTexts } from "./advise-texts.ts";
import { checkAggregation } from "./aggregation.ts";
import { spanOf } from "./check-call.ts";
import { type ExprDoubt, NO_DOUBTS } from "./doubts/expr-doubt.ts";
import type { ExprIssue } from "./expr-issue.ts";
import { findAggregate } from "./find-aggregate.ts";
import { checkUnfit, type InferContext } from "./infer-context.ts";
import { inferType } from "./infer-type.ts";
import { fromSqlType, isInterval, type PlannedType, type PlannerType, UNKNOWN } from "./planned-type.ts";

export interface CheckExprOptions {
  /** The columns that the expression may read, with their types. */
  readonly columns: ReadonlyMap<string, SqlType>;
}

export interface CheckedExpr {
  /** The type in which the values are stored; `OTHER` where it is unknown. */
  readonly type: SqlType;
  /** The type in the exact word of Druid's planner: INTEGER, DECIMAL, CHAR, ARRAY … */
  readonly plannerType: PlannerType;
  /** Whether it is a value of a group of rows: `isAggregation` of a mapping. */
  readonly aggregate: boolean;
  readonly issues: readonly ExprIssue[];
  /** What Druid runs, and is is hardly meant; in the order of the text. */
  readonly doubts: readonly ExprDoubt[];
}

/**
 * Checks an expression as the planner of Druid 33 does: against the columns it may read, the function catalogue and the rules
 * of types; finds its type, and whether it aggregates. Issues are collected, not thrown: in the order
 * of the text. What depends on a row (a division by a zero in a column) is not an issue.
 *
 * @example
 * checkExpr(parseExpr('MAX("length" / 2.0)'), { columns: new Map([["length", "BIGINT"]]) });
 * // => { type: "DOUBLE", plannerType: "DECIMAL", aggregate: true, issues: [], doubts: [] }
 */
export function checkExpr(node: ExprNode, options: CheckExprOptions): CheckedExpr {
  const column = node.kind === "column" ? options.columns.get(node.name) : undefined;
  // Most mappings are a column as it is.
  if (column !== undefined) return checked(fromSqlType(column), false, NO_ISSUES);
  const deep = findDepthExcess(node);
  if (deep !== undefined) {
    return checked(UNKNOWN, findAggregate(node) !== undefined, [{ code: "too_deep", ...deep, ...spanOf(node) }]);
  }
  const issues: ExprIssue[] = [];
  const doubts: ExprDoubt[] = [];
  let names: readonly string[] | undefined;
  const context: InferContext = {
    columns: options.columns,
    names: () => (names ??= [...options.columns.keys()]),
    issues,
    doubts,
    unfit: new Map(),
  };
  const found = inferType(node, context);
  if (context.unfit.size > 0) checkUnfit(node, context);
  const aggregate = findAggregate(node);
  if (aggregate !== undefined) checkAggregation(node, aggregate, issues);
  if (found.name === "TIME") {
    const advice = "Druid has no values of this type; write TIMESTAMP";
    issues.push({ code: "misplaced_value", value: "TIME", advice, ...spanOf(node) });
  }
  if (isInterval(found)) {
    const advice = "a span of time is no value of its own; add it to a TIMESTAMP";
    issues.push({ code: "misplaced_value", value: "INTERVAL", advice, ...spanOf(node) });
  }
  if (!found.nullable && found.constant?.value === null) {
    const failure = { expression: printExpr(node), reason: "it has none: the text is not of the type" };
    issues.push({ code: "constant_fails", ...failure, ...spanOf(node) });
  }
  if (issues.some(({ code }) => code === "unknown_column")) adviseTexts(node, issues);
  sortByPlace(issues);
  sortByPlace(doubts);
  return checked(found, aggregate !== undefined, issues, doubts);
}

function sortByPlace(list: (ExprIssue | ExprDoubt)[]): void {
  if (list.length > 1) list.sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
}

function checked(
  { name, stored }: PlannedType,
  aggregate: boolean,
  issues: readonly ExprIssue[],
  doubts: readonly ExprDoubt[] = NO_DOUBTS,
): CheckedExpr {
  return { type: stored, plannerType: name === "UNKNOWN" ? "OTHER" : name, aggregate, issues, doubts };
}

const NO_ISSUES: readonly ExprIssue[] = [];
