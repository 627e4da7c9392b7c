import { childrenOf } from "../children.ts";
import type { ArrayNode, CaseNode, ColumnNode, ExprNode, InNode, IsNode, LikeNode } from "../nodes.ts";
import { printExpr } from "../print-expr.ts";
import { isOfFamily } from "./argument-family.ts";
import { typeOfCall } from "./call-type.ts";
import { typeOfCast } from "./cast-type.ts";
import { spanOf } from "./check-call.ts";
import { closestName } from "./closest-name.ts";
import { arrayItemType, caseType } from "./combine-types.ts";
import { compare, expectComparable, isReadable, testType } from "./compare-types.ts";
import {
  expectBoolean,
  type InferContext,
  invalidLiteral,
  type Typed,
  typesDisagree,
  wrongType,
} from "./infer-context.ts";
import { isConstant } from "./is-constant.ts";
import { typeOfInterval, typeOfLiteral } from "./literal-type.ts";
import { typeOfBinary, typeOfUnary } from "./operator-type.ts";
import { arrayOf, fromSqlType, isText, type PlannedType, plain, UNKNOWN, withNullable } from "./planned-type.ts";

/** The type of an expression, from its leaves up; what is wrong with it goes to the issues of the context. */
export function inferType(node: ExprNode, context: InferContext): PlannedType {
  switch (node.kind) {
    case "column":
      return typeOfColumn(node, context);
    case "literal":
      return typeOfLiteral(node);
    case "interval":
      return typeOfInterval(node, context);
    case "unit":
    case "star":
      return UNKNOWN;
    case "call": {
      const args = node.args.map((arg) => inferType(arg, context));
      if (node.filter !== undefined) expectBoolean("FILTER (WHERE …)", 1, typed(node.filter, context), context);
      return typeOfCall(node, args, context);
    }
    case "array":
      return typeOfArray(node, context);
    case "unary":
      return typeOfUnary(node, inferType(node.operand, context), context);
    case "binary":
      return typeOfBinary(node, inferType(node.left, context), inferType(node.right, context), context);
    case "case":
      return typeOfCase(node, context);
    case "cast":
      return typeOfCast(node, inferType(node.operand, context), context);
    case "is":
      return typeOfIs(node, context);
    case "between": {
      const operand = inferType(node.operand, context);
      const [low, high] = [typed(node.low, context), typed(node.high, context)];
      // Druid compares each part with the one before it, not the operand with both bounds.
      const joined =
        expectComparable("BETWEEN", operand, low, context, "ordered") &&
        expectComparable("BETWEEN", low.type, high, context, "ordered");
      const known = joined ? [low, high].map((bound) => isReadable(operand, bound, context)) : [];
      return testType([operand, low.type, high.type], known.includes(false));
    }
    case "in":
      return typeOfIn(node, context);
    case "like":
      return typeOfLike(node, context);
    default:
      throw new Error(`unexpected expression: ${JSON.stringify(node satisfies never)}`);
  }
}

function typed(node: ExprNode, context: InferContext): Typed {
  return { node, type: inferType(node, context) };
}

function typeOfColumn(node: ColumnNode, context: InferContext): PlannedType {
  const type = context.columns.get(node.name);
  if (type !== undefined) return fromSqlType(type);
  const known = [...context.columns.keys()];
  const suggestion = closestName(node.name, known);
  const issue = { column: node.name, known, ...(suggestion === undefined ? {} : { suggestion }) };
  context.issues.push({ code: "unknown_column", ...issue, ...spanOf(node) });
  return UNKNOWN;
}

function typeOfArray(node: ArrayNode, context: InferContext): PlannedType {
  const { items } = node;
  const element = joinTypes("ARRAY", items, arrayItemType, context);
  const unfit = node.items.find((item) => context.unfit.has(item));
  if (unfit !== undefined) context.unfit.set(node, context.unfit.get(unfit) ?? "");
  return element.name === "UNKNOWN" ? UNKNOWN : arrayOf(element, false);
}

function typeOfCase(node: CaseNode, context: InferContext): PlannedType {
  const operand = node.operand === undefined ? undefined : inferType(node.operand, context);
  for (const branch of node.branches) {
    const when = typed(branch.when, context);
    if (operand === undefined) expectBoolean("CASE WHEN", 1, when, context);
    else compare("CASE", operand, when, context, "equal");
  }
  const results = node.branches.map((branch) => branch.result);
  if (node.otherwise === undefined) return withNullable(joinTypes("CASE", results, caseType, context), true);
  const type = joinTypes("CASE", [...results, node.otherwise], caseType, context);
  return withNullable(type, type.nullable);
}

/** What the values become together, or a fault at the first that does not fit the ones before it. */
function joinTypes(
  where: string,
  nodes: readonly ExprNode[],
  join: (left: PlannedType, right: PlannedType) => PlannedType | undefined,
  context: InferContext,
): PlannedType {
  let joined: PlannedType | undefined;
  for (const { node, type } of nodes.map((one) => typed(one, context))) {
    const next = joined === undefined ? type : join(joined, type);
    if (next === undefined) {
      context.issues.push(typesDisagree(where, joined ?? UNKNOWN, type, node));
      return UNKNOWN;
    }
    joined = next;
  }
  return joined ?? UNKNOWN;
}

function typeOfIs(node: IsNode, context: InferContext): PlannedType {
  const operand = typed(node.operand, context);
  if (node.test === "UNKNOWN") {
    const advice = "Druid has no IS UNKNOWN; write IS NULL";
    context.issues.push({ code: "misplaced_value", value: "UNKNOWN", advice, ...spanOf(node) });
  } else if (node.test !== "NULL") {
    expectBoolean(`IS ${node.test}`, 1, operand, context);
  }
  return plain("BOOLEAN", false);
}

/** The values become of one type, as the results of a CASE do, and that is compared with the operand. */
function typeOfIn(node: InNode, context: InferContext): PlannedType {
  const operand = inferType(node.operand, context);
  const values = node.values.map((value) => typed(value, context));
  let list: PlannedType | undefined;
  for (const { node: value, type } of values) {
    const joined = list === undefined ? type : caseType(list, type);
    if (joined === undefined) {
      context.issues.push(typesDisagree("IN", list ?? UNKNOWN, type, value));
      return plain("BOOLEAN");
    }
    list = joined;
  }
  if (!expectComparable("IN", operand, { node, type: list ?? UNKNOWN }, context, "member")) return plain("BOOLEAN");
  const asTexts = isText(operand) && list !== undefined && isText(list);
  const unread = asTexts ? [] : values.filter((value) => !isReadable(operand, value, context));
  const types = [operand, ...values.map((value) => value.type)];
  const same = types.slice(1).some((type) => isSameConstant(operand, type));
  // A text that is read as another type makes Druid forget that a NULL stands beside it.
  const parts = unread.length > 0 ? types.filter((type) => type.name !== "NULL") : types;
  return testType(parts, !same && (unread.length > 0 || operand.constant?.value === null));
}

function isSameConstant(left: PlannedType, right: PlannedType): boolean {
  const [a, b] = [left.constant?.value, right.constant?.value];
  return a !== undefined && a !== null && b !== undefined && b !== null && String(a) === String(b);
}

function typeOfLike(node: LikeNode, context: InferContext): PlannedType {
  const parts = childrenOf(node).map((child) => typed(child, context));
  for (const [index, part] of parts.entries()) {
    if (part.type.name === "UNKNOWN" || isOfFamily(part.type, "anyText")) continue;
    context.issues.push(wrongType("LIKE", index + 1, "text (VARCHAR)", part));
    return plain("BOOLEAN");
  }
  for (const [position, part] of [
    [2, node.pattern],
    [3, node.escape],
  ] as const) {
    if (part === undefined || isConstant(part)) continue;
    context.issues.push({ code: "literal_expected", function: "LIKE", position, ...spanOf(part) });
  }
  const escaper = node.escape;
  if (escaper?.kind === "literal" && escaper.value !== null && String(escaper.value).length !== 1) {
    context.issues.push(invalidLiteral("LIKE", 3, "one character", printExpr(escaper), escaper));
  }
  return plain(
    "BOOLEAN",
    parts.some((part) => part.type.nullable),
  );
}
