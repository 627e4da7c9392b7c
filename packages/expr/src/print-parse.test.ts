import fc from "fast-check";
import { expect, test } from "vitest";
import { checkExpr } from "./check/check-expr.ts";
import { formatExprIssue } from "./check/expr-issue.ts";
import type { ExprNode } from "./nodes.ts";
import { parseExpr } from "./parse/parse-expr.ts";
import { printExpr } from "./print-expr.ts";
import type { SqlType } from "./sql-type.ts";
import { stripSpans } from "./strip-spans.ts";
import { exprNode } from "./testing/arbitrary-expr.ts";

test("what is printed is read back as the same tree", () => {
  fc.assert(
    fc.property(exprNode, (tree) => {
      expect(stripSpans(parseExpr(printExpr(tree)))).toEqual(tree);
    }),
    { numRuns: 2000 },
  );
});

test("a span holds exactly the text of its node", () => {
  fc.assert(
    fc.property(exprNode, (tree) => {
      const sql = `  ${printExpr(tree)}  `;
      const { span } = parseExpr(sql);
      expect(sql.slice(span?.start, span?.end)).toBe(sql.slice(2, -2));
    }),
    { numRuns: 300 },
  );
});

const columns = new Map<string, SqlType>([
  ["s", "VARCHAR"],
  ["l", "BIGINT"],
  ["d", "DOUBLE"],
  ["f", "FLOAT"],
  ["t", "TIMESTAMP"],
  ["j", "COMPLEX<json>"],
  ["a", "VARCHAR ARRAY"],
]);

test("the checker gives a type to any tree, and its issues stand inside the text", () => {
  const kinds = new Set<string>();
  fc.assert(
    fc.property(exprNode, fc.infiniteStream(fc.constantFrom(...columns.keys())), (tree, names) => {
      const sql = printExpr(renamed(tree, names));
      const parsed = parseExpr(sql);
      kinds.add(parsed.kind);
      for (const issue of checkExpr(parsed, { columns }).issues) {
        const { start, end } = issue.span ?? { start: -1, end: -1 };
        expect(start >= 0 && start < end && end <= sql.length, `${sql}: ${formatExprIssue(issue)}`).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
  expect(kinds.size).toBeGreaterThan(10);
});

/** The same tree over columns that there are. */
function renamed(tree: ExprNode, names: Iterator<string>): ExprNode {
  return JSON.parse(
    JSON.stringify(tree, (_, value) => (typeof value === "bigint" ? { bigint: String(value) } : value)),
    (_, value) => {
      if (value?.bigint !== undefined) return BigInt(value.bigint);
      return value?.kind === "column" ? { ...value, name: names.next().value } : value;
    },
  );
}
