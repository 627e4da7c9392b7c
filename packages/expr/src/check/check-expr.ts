import { findFunction } from "../catalogue/find-function.ts";
import { FUNCTIONS } from "../catalogue/functions.ts";
import { childrenOf } from "../children.ts";
import type { BinaryNode, CallNode, CaseNode, ColumnNode, ExprNode } from "../nodes.ts";
import type { SqlType } from "../sql-type.ts";
import { checkCall } from "./check-call.ts";
import { closestName } from "./closest-name.ts";
import type { ExprIssue } from "./expr-issue.ts";
import { arrayOf, castSqlType, commonType, isArray, numericCommon, returnType } from "./infer-type.ts";

export interface CheckExprOptions {
  /** The columns that the expression may read, with their types. */
  readonly columns: ReadonlyMap<string, SqlType>;
}

export interface CheckedExpr {
  /** The type of the values; `OTHER` where the parts do not say. */
  readonly type: SqlType;
  /** Whether it stands for a group of rows: what `isAggregation` of a mapping says. */
  readonly aggregate: boolean;
  readonly issues: readonly ExprIssue[];
}

interface Context extends CheckExprOptions {
  readonly issues: ExprIssue[];
}

/**
 * Checks an expression against the columns it may read and against the function catalogue, finds its type, and tells
 * whether it aggregates. Issues are collected, not thrown: one per fault, in the order of the text.
 *
 * @example
 * checkExpr(parseExpr('MAX("length")'), { columns: new Map([["length", "BIGINT"]]) });
 * // => { type: "BIGINT", aggregate: true, issues: [] }
 */
export function checkExpr(node: ExprNode, options: CheckExprOptions): CheckedExpr {
  const context: Context = { columns: options.columns, issues: [] };
  const type = typeOf(node, context);
  const aggregate = findAggregate(node);
  checkAggregation(node, aggregate, context);
  const issues = context.issues.toSorted((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
  return { type, aggregate: aggregate !== undefined, issues };
}

function typeOf(node: ExprNode, context: Context): SqlType {
  switch (node.kind) {
    case "column":
      return checkColumn(node, context);
    case "literal":
      return node.type;
    case "interval":
    case "unit":
    case "star":
      return "OTHER";
    case "call":
      return typeOfCall(node, context);
    case "array": {
      const items = node.items.map((item) => typeOf(item, context));
      return arrayOf(commonType(items));
    }
    case "unary": {
      const operand = typeOf(node.operand, context);
      if (node.operator === "NOT") expectBoolean("NOT", 1, node.operand, operand, context);
      else expectPlain("-", 1, node.operand, operand, context);
      return node.operator === "NOT" ? "BOOLEAN" : numericCommon([operand]);
    }
    case "binary":
      return typeOfBinary(node, context);
    case "case":
      return typeOfCase(node, context);
    case "cast": {
      const operand = typeOf(node.operand, context);
      const type = castSqlType(node.type);
      if (isArray(operand) && !isArray(type)) {
        context.issues.push(wrongType(`CAST … AS ${node.type}`, 1, "a single value", operand, node.operand));
      }
      return type;
    }
    case "is": {
      const operand = typeOf(node.operand, context);
      if (node.test !== "NULL") expectBoolean(`IS ${node.test}`, 1, node.operand, operand, context);
      return "BOOLEAN";
    }
    case "between":
    case "in":
    case "like":
      for (const child of childrenOf(node)) typeOf(child, context);
      if (node.kind === "like" && node.pattern.kind !== "literal") {
        context.issues.push({ code: "literal_expected", function: "LIKE", position: 2, ...at(node.pattern) });
      }
      return "BOOLEAN";
    default:
      throw new Error(`unexpected expression: ${JSON.stringify(node satisfies never)}`);
  }
}

function checkColumn(node: ColumnNode, context: Context): SqlType {
  const type = context.columns.get(node.name);
  if (type !== undefined) return type;
  const known = [...context.columns.keys()];
  const suggestion = closestName(node.name, known);
  context.issues.push({
    code: "unknown_column",
    column: node.name,
    known,
    ...(suggestion === undefined ? {} : { suggestion }),
    ...at(node),
  });
  return "OTHER";
}

function typeOfCall(node: CallNode, context: Context): SqlType {
  const args = node.args.map((arg) => typeOf(arg, context));
  if (node.filter !== undefined) {
    expectBoolean("FILTER (WHERE …)", 1, node.filter, typeOf(node.filter, context), context);
  }
  const entry = findFunction(node.function);
  if (entry === undefined) {
    const suggestion = closestName(
      node.function,
      FUNCTIONS.map((one) => one.name),
    );
    context.issues.push({
      code: "unknown_function",
      function: node.function,
      ...(suggestion === undefined ? {} : { suggestion }),
      ...at(node),
    });
    return "OTHER";
  }
  context.issues.push(...checkCall(node, entry, args));
  return returnType(entry.returns, args, node.returning);
}

function typeOfBinary(node: BinaryNode, context: Context): SqlType {
  const left = typeOf(node.left, context);
  const right = typeOf(node.right, context);
  switch (node.operator) {
    case "AND":
    case "OR":
      expectBoolean(node.operator, 1, node.left, left, context);
      expectBoolean(node.operator, 2, node.right, right, context);
      return "BOOLEAN";
    case "||":
      return "VARCHAR";
    case "+":
    case "-":
    case "*":
    case "/":
      expectPlain(node.operator, 1, node.left, left, context);
      expectPlain(node.operator, 2, node.right, right, context);
      if (left === "TIMESTAMP" || left === "DATE") return left;
      return right === "TIMESTAMP" || right === "DATE" ? right : numericCommon([left, right]);
    default:
      return "BOOLEAN";
  }
}

function typeOfCase(node: CaseNode, context: Context): SqlType {
  if (node.operand !== undefined) typeOf(node.operand, context);
  const results: SqlType[] = [];
  for (const branch of node.branches) {
    const when = typeOf(branch.when, context);
    if (node.operand === undefined) expectBoolean("CASE WHEN", 1, branch.when, when, context);
    results.push(typeOf(branch.result, context));
  }
  if (node.otherwise !== undefined) results.push(typeOf(node.otherwise, context));
  return commonType(results);
}

function expectBoolean(where: string, position: number, node: ExprNode, type: SqlType, context: Context): void {
  if (type === "BOOLEAN" || type === "NULL" || type === "OTHER") return;
  context.issues.push(wrongType(where, position, "BOOLEAN", type, node));
}

/** Arithmetic takes numbers, times, and text that becomes a number: no arrays, no complex values. */
function expectPlain(where: string, position: number, node: ExprNode, type: SqlType, context: Context): void {
  if (isArray(type) || type.startsWith("COMPLEX<"))
    context.issues.push(wrongType(where, position, "a number", type, node));
}

function wrongType(where: string, position: number, expected: string, received: SqlType, node: ExprNode): ExprIssue {
  return { code: "wrong_argument_type", function: where, position, expected, received, ...at(node) };
}

function isAggregateCall(node: ExprNode): node is CallNode {
  return node.kind === "call" && findFunction(node.function)?.aggregate === true;
}

/** The first aggregate of an expression, outermost first. */
function findAggregate(node: ExprNode): CallNode | undefined {
  if (isAggregateCall(node)) return node;
  for (const child of childrenOf(node)) {
    const found = findAggregate(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

function checkAggregation(node: ExprNode, aggregate: CallNode | undefined, context: Context): void {
  if (aggregate === undefined) return;
  if (isAggregateCall(node)) {
    for (const child of childrenOf(node)) {
      const inner = findAggregate(child);
      if (inner === undefined) continue;
      context.issues.push({ code: "nested_aggregate", function: inner.function, outer: node.function, ...at(inner) });
    }
    return;
  }
  if (node.kind === "column") {
    const issue = { code: "column_outside_aggregate", column: node.name, aggregate: aggregate.function } as const;
    context.issues.push({ ...issue, ...at(node) });
  }
  for (const child of childrenOf(node)) checkAggregation(child, aggregate, context);
}

function at(node: ExprNode): Pick<ExprNode, "span"> {
  return node.span === undefined ? {} : { span: node.span };
}
