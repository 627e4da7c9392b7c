import type { BinaryNode, CaseNode, ExprNode } from "../../nodes.ts";
import { printExpr } from "../../print-expr.ts";
import { spanOf } from "../check-call.ts";
import { isText } from "../planned-type.ts";
import type { CheckedCall } from "./call-doubts.ts";
import { type ExprDoubt, NO_DOUBTS } from "./expr-doubt.ts";

/** A text that looks like JSON is no JSON. */
export function jsonOfText({ node, args }: CheckedCall): readonly ExprDoubt[] {
  const [value] = node.args;
  if (value === undefined || args[0] === undefined || !isText(args[0])) return NO_DOUBTS;
  const parsed = `PARSE_JSON(${printExpr(value)})`;
  return [
    {
      code: "json_of_text",
      reason: `${node.function} finds nothing in text (VARCHAR): every value is NULL, or the job fails; write ${parsed}, or read the field as json`,
      expected: "JSON",
      received: `text (VARCHAR)`,
      ...spanOf(value),
    },
  ];
}

/** SUBSTRING counts from 1, and a row fails below. */
export function substringStart({ node }: CheckedCall): readonly ExprDoubt[] {
  const [, start] = node.args;
  if (start?.kind !== "literal" || start.type !== "BIGINT" || start.value > 0n) return NO_DOUBTS;
  return [
    {
      code: "substring_start",
      reason: `${node.function} counts characters from 1, and Druid fails where it begins at ${start.value}; write 1 for the first one`,
      expected: "a whole number from 1",
      received: `${start.value}`,
      ...spanOf(start),
    },
  ];
}

/** A number is made of every text without a word; of one that is none, NULL or 0. */
export function textAsNumber({ node, args }: CheckedCall): readonly ExprDoubt[] {
  const [value] = node.args;
  if (value === undefined || args[0] === undefined || !isText(args[0])) return NO_DOUBTS;
  const shown = printExpr(value);
  if (value.kind === "call" && value.function === "JSON_VALUE" && value.returning === undefined) {
    const typed = printExpr({ ...value, returning: "DOUBLE" });
    return [
      {
        code: "untyped_json_value",
        reason: `${node.function} takes a number, and JSON_VALUE gives text (VARCHAR); write ${typed}, or RETURNING BIGINT`,
        expected: "JSON_VALUE(… RETURNING DOUBLE) or RETURNING BIGINT",
        received: shown,
        ...spanOf(value),
      },
    ];
  }
  return [
    {
      code: "text_as_number",
      reason: `${node.function} takes a number, and ${shown} is text (VARCHAR); write CAST(${shown} AS DOUBLE), or read the field as a number`,
      expected: "a number",
      received: "text (VARCHAR)",
      ...spanOf(value),
    },
  ];
}

/** `x = NULL` is never true, nor is `x <> NULL`. */
export function nullComparison(node: BinaryNode): ExprDoubt {
  const value = isNull(node.right) ? node.left : node.right;
  const fixed = printExpr({ kind: "is", operand: value, test: "NULL", negated: node.operator === "<>" });
  return nullDoubt(printExpr(node), node.operator === "=" || node.operator === "<>" ? fixed : undefined, node);
}

/** `CASE x WHEN NULL` compares by `=`. */
export function nullBranch(node: CaseNode, when: ExprNode): ExprDoubt {
  const operand = node.operand ?? when;
  const fixed = printExpr({ kind: "is", operand, test: "NULL", negated: false });
  return nullDoubt("WHEN NULL", `CASE WHEN ${fixed} THEN …`, when);
}

function nullDoubt(received: string, fixed: string | undefined, at: ExprNode): ExprDoubt {
  return {
    code: "null_comparison",
    reason: `comparison with NULL: ${received} is never true; ${fixed === undefined ? "leave it out" : `write ${fixed}`}`,
    expected: fixed ?? "a comparison with a value",
    received,
    ...spanOf(at),
  };
}

export function isNull(node: ExprNode): boolean {
  return node.kind === "literal" && node.type === "NULL";
}
