import { expect, test } from "vitest";
import type { BinaryOperator, ExprNode } from "./nodes.ts";
import { printExpr } from "./print-expr.ts";

const column = (name: string): ExprNode => ({ kind: "column", name });
const binary = (left: ExprNode, operator: BinaryOperator, right: ExprNode): ExprNode => ({
  kind: "binary",
  operator,
  left,
  right,
});
const [a, b, c] = [column("a"), column("b"), column("c")] as const;
const one: ExprNode = { kind: "literal", type: "BIGINT", value: 1n };

test("quotes in names and texts are doubled", () => {
  expect(printExpr(column('5" disk'))).toBe('"5"" disk"');
  expect(printExpr({ kind: "literal", type: "VARCHAR", value: "it's" })).toBe("'it''s'");
});

test("parentheses stand where the tree needs them, and nowhere else", () => {
  expect(printExpr(binary(binary(a, "+", b), "*", c))).toBe('("a" + "b") * "c"');
  expect(printExpr(binary(binary(a, "*", b), "+", c))).toBe('"a" * "b" + "c"');
  expect(printExpr(binary(binary(a, "*", b), "/", c))).toBe('"a" * "b" / "c"');
  expect(printExpr(binary(a, "*", binary(b, "/", c)))).toBe('"a" * ("b" / "c")');
  expect(printExpr(binary(a, "OR", binary(b, "AND", c)))).toBe('"a" OR "b" AND "c"');
  expect(printExpr(binary(binary(a, "OR", b), "AND", c))).toBe('("a" OR "b") AND "c"');
  expect(printExpr(binary(binary(a, "=", b), "=", c))).toBe('("a" = "b") = "c"');
  expect(printExpr({ kind: "unary", operator: "NOT", operand: binary(a, "=", b) })).toBe('NOT "a" = "b"');
});

test("a text joined beside arithmetic is in parentheses, since databases rank it differently", () => {
  expect(printExpr(binary(binary(a, "||", b), "*", c))).toBe('("a" || "b") * "c"');
  expect(printExpr(binary(a, "||", binary(b, "||", c)))).toBe('"a" || ("b" || "c")');
});

test("a minus never becomes a comment", () => {
  const minus = (operand: ExprNode): ExprNode => ({ kind: "unary", operator: "-", operand });
  expect(printExpr(minus(minus(a)))).toBe('-(-"a")');
  expect(printExpr(minus(one))).toBe("-(1)");
  expect(printExpr(binary(a, "-", { kind: "literal", type: "BIGINT", value: -1n }))).toBe('"a" - -1');
});

test("a DOUBLE always shows that it is one", () => {
  const print = (value: number) => printExpr({ kind: "literal", type: "DOUBLE", value });
  expect([1, 0.1, 1e21, 1e-7, -0].map(print)).toEqual(["1.0", "0.1", "1E21", "1E-7", "-0.0"]);
});

test("forms with words between their arguments keep them", () => {
  const call = (name: string, ...args: ExprNode[]) => printExpr({ kind: "call", function: name, args });
  const day: ExprNode = { kind: "unit", unit: "DAY" };
  expect(call("EXTRACT", day, a)).toBe('EXTRACT(DAY FROM "a")');
  expect(call("FLOOR_TIME", a, day)).toBe('FLOOR("a" TO DAY)');
  expect(call("POSITION", a, b, one)).toBe('POSITION("a" IN "b" FROM 1)');
  expect(call("JSON_OBJECT", a, b)).toBe('JSON_OBJECT(KEY "a" VALUE "b")');
  expect(call("COUNT", { kind: "star" })).toBe("COUNT(*)");
  expect(call("CURRENT_TIMESTAMP")).toBe("CURRENT_TIMESTAMP");
  expect(printExpr({ kind: "call", function: "SUM", args: [a], distinct: true, filter: binary(b, ">", one) })).toBe(
    'SUM(DISTINCT "a") FILTER (WHERE "b" > 1)',
  );
});
