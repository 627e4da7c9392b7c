import type { ArgumentFamily, FunctionEntry } from "../catalogue/function-entry.ts";
import type { CallNode, ExprNode } from "../nodes.ts";
import type { SqlType } from "../sql-type.ts";
import type { ExprIssue } from "./expr-issue.ts";
import { isArray, isNumber } from "./infer-type.ts";

/** What is wrong with one call, apart from its arguments' own faults. */
export function checkCall(node: CallNode, entry: FunctionEntry, args: readonly SqlType[]): readonly ExprIssue[] {
  const place = node.span === undefined ? {} : { span: node.span };
  const issues: ExprIssue[] = [];
  if (entry.kind === "table" || entry.kind === "window") {
    return [{ code: "misplaced_function", function: node.function, kind: entry.kind, ...place }];
  }
  if (!entry.aggregate && node.distinct) {
    issues.push({ code: "misplaced_modifier", function: node.function, modifier: "DISTINCT", ...place });
  }
  if (!entry.aggregate && node.filter !== undefined) {
    issues.push({ code: "misplaced_modifier", function: node.function, modifier: "FILTER", ...place });
  }
  if (args.length < entry.minArgs || (entry.maxArgs !== null && args.length > entry.maxArgs)) {
    const { minArgs, maxArgs, signature } = entry;
    issues.push({
      code: "wrong_arity",
      function: node.function,
      minArgs,
      maxArgs,
      received: args.length,
      signature,
      ...place,
    });
  }
  for (const [index, arg] of node.args.entries()) {
    const family = entry.takes?.[index];
    const type = args[index];
    if (family && type !== undefined && !isOfFamily(type, family)) {
      const expected = FAMILY_NAMES[family];
      const issue = {
        code: "wrong_argument_type",
        function: node.function,
        position: index + 1,
        expected,
        received: type,
      } as const;
      issues.push({ ...issue, ...spanOf(arg) });
    }
    if (entry.literalArgs?.includes(index) && !isConstant(arg)) {
      issues.push({ code: "literal_expected", function: node.function, position: index + 1, ...spanOf(arg) });
    }
  }
  return issues;
}

const FAMILY_NAMES: Readonly<Record<ArgumentFamily, string>> = {
  text: "text (VARCHAR)",
  number: "a number",
  time: "a TIMESTAMP",
  boolean: "a BOOLEAN",
  extremum: "a number or a TIMESTAMP",
};

/**
 * What Druid takes for a family, its silent conversions included: text for a number or a time, a number for text.
 * An opaque type may be anything.
 */
function isOfFamily(type: SqlType, family: ArgumentFamily): boolean {
  if (type === "OTHER" || type === "NULL") return true;
  if (isArray(type) || type.startsWith("COMPLEX<")) return false;
  switch (family) {
    case "text":
      return true;
    case "number":
      return type !== "TIMESTAMP" && type !== "DATE";
    case "time":
      return !isNumber(type) && type !== "BOOLEAN";
    case "boolean":
      return type === "BOOLEAN";
    case "extremum":
      return type !== "VARCHAR";
    default:
      throw new Error(`unexpected family: ${family satisfies never}`);
  }
}

/** A literal, or a cast or an array of literals. */
function isConstant(node: ExprNode): boolean {
  if (node.kind === "literal") return true;
  if (node.kind === "cast" || node.kind === "unary") return isConstant(node.operand);
  return node.kind === "array" && node.items.every(isConstant);
}

function spanOf(node: ExprNode): Pick<ExprNode, "span"> {
  return node.span === undefined ? {} : { span: node.span };
}
