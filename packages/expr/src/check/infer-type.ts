import { childrenOf } from "../children.ts";
import type { ArrayNode, CaseNode, ColumnNode, ExprNode, InNode, IsNode, LikeNode } from "../nodes.ts";
import { printExpr } from "../print-expr.ts";
import { foldExpr } from "../walk-expr.ts";
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

/** The type of an expression, from its leaves up; issues are added to the context. */
export function inferType(root: ExprNode, context: InferContext): PlannedType {
  return foldExpr<PlannedType>(root, (node, types) => typeOfNode(node, types, context));
}

/** The type of one node, given those of its children. */
function typeOfNode(node: ExprNode, types: readonly PlannedType[], context: InferContext): PlannedType {
  const [first = UNKNOWN, second = UNKNOWN, third = UNKNOWN] = types;
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
      const { args, filter } = node;
      if (filter === undefined) return typeOfCall(node, types, context);
      const type = types[args.length] ?? UNKNOWN;
      expectBoolean("FILTER (WHERE …)", 1, { node: filter, type }, context);
      return typeOfCall(node, types.slice(0, args.length), context);
    }
    case "array":
      return typeOfArray(node, types, context);
    case "unary":
      return typeOfUnary(node, first, context);
    case "binary":
      return typeOfBinary(node, first, second, context);
    case "case":
      return typeOfCase(node, types, context);
    case "cast":
      return typeOfCast(node, first, context);
    case "is":
      return typeOfIs(node, { node: node.operand, type: first }, context);
    case "between": {
      const [low, high] = [
        { node: node.low, type: second },
        { node: node.high, type: third },
      ] as const;
      // Druid compares each part with the one before it, not the operand with both bounds.
      const joined =
        expectComparable("BETWEEN", first, low, context, "ordered") &&
        expectComparable("BETWEEN", low.type, high, context, "ordered");
      const known = joined ? [low, high].map((bound) => isReadable(first, bound, context)) : [];
      return testType([first, low.type, high.type], known.includes(false));
    }
    case "in":
      return typeOfIn(node, first, typed(node.values, types.slice(1)), context);
    case "like":
      return typeOfLike(node, typed(childrenOf(node), types), context);
    default:
      throw new Error(`unexpected expression: ${JSON.stringify(node satisfies never)}`);
  }
}

function typed(nodes: readonly ExprNode[], types: readonly PlannedType[]): readonly Typed[] {
  return nodes.map((node, index) => ({ node, type: types[index] ?? UNKNOWN }));
}

function typeOfColumn(node: ColumnNode, context: InferContext): PlannedType {
  const type = context.columns.get(node.name);
  if (type !== undefined) return fromSqlType(type);
  const known = context.names();
  const suggestion = closestName(node.name, known);
  const issue = { column: node.name, known, ...(suggestion === undefined ? {} : { suggestion }) };
  context.issues.push({ code: "unknown_column", ...issue, ...spanOf(node) });
  return UNKNOWN;
}

function typeOfArray(node: ArrayNode, types: readonly PlannedType[], context: InferContext): PlannedType {
  const element = joinTypes("ARRAY", typed(node.items, types), arrayItemType, context);
  const unfit = node.items.find((item) => context.unfit.has(item));
  if (unfit !== undefined) context.unfit.set(node, context.unfit.get(unfit) ?? "");
  return element.name === "UNKNOWN" ? UNKNOWN : arrayOf(element, false);
}

function typeOfCase(node: CaseNode, types: readonly PlannedType[], context: InferContext): PlannedType {
  const operand = node.operand === undefined ? undefined : types[0];
  const parts = typed(childrenOf(node), types).slice(operand === undefined ? 0 : 1);
  const results: Typed[] = [];
  for (const [index, part] of parts.entries()) {
    // WHEN and THEN take turns; a last one alone is that of ELSE.
    if (index % 2 === 1 || index === 2 * node.branches.length) results.push(part);
    else if (operand === undefined) expectBoolean("CASE WHEN", 1, part, context);
    else compare("CASE", operand, part, context, "equal");
  }
  const type = joinTypes("CASE", results, caseType, context);
  return withNullable(type, node.otherwise === undefined || type.nullable);
}

/** The common type of the values, or an issue at the first that does not fit the ones before it. */
function joinTypes(
  where: string,
  parts: readonly Typed[],
  join: (left: PlannedType, right: PlannedType) => PlannedType | undefined,
  context: InferContext,
): PlannedType {
  let joined: PlannedType | undefined;
  for (const { node, type } of parts) {
    const next = joined === undefined ? type : join(joined, type);
    if (next === undefined) {
      context.issues.push(typesDisagree(where, joined ?? UNKNOWN, type, node));
      return UNKNOWN;
    }
    joined = next;
  }
  return joined ?? UNKNOWN;
}

function typeOfIs(node: IsNode, operand: Typed, context: InferContext): PlannedType {
  if (node.test === "UNKNOWN") {
    const advice = "Druid has no IS UNKNOWN; write IS NULL";
    context.issues.push({ code: "misplaced_value", value: "UNKNOWN", advice, ...spanOf(node) });
  } else if (node.test !== "NULL") {
    expectBoolean(`IS ${node.test}`, 1, operand, context);
  }
  return plain("BOOLEAN", false);
}

/** The values become of one type, as the results of a CASE do, and that is compared with the operand. */
function typeOfIn(node: InNode, operand: PlannedType, values: readonly Typed[], context: InferContext): PlannedType {
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
  // A text that is read as another type makes Druid forget the NULL next to it.
  const parts = unread.length > 0 ? types.filter((type) => type.name !== "NULL") : types;
  return testType(parts, !same && (unread.length > 0 || operand.constant?.value === null));
}

function isSameConstant(left: PlannedType, right: PlannedType): boolean {
  const [a, b] = [left.constant?.value, right.constant?.value];
  return a !== undefined && a !== null && b !== undefined && b !== null && String(a) === String(b);
}

function typeOfLike(node: LikeNode, parts: readonly Typed[], context: InferContext): PlannedType {
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
