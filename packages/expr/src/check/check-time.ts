import type { ExprNode } from "../nodes.ts";
import { spanOf } from "./check-call.ts";
import type { CheckedExpr } from "./check-expr.ts";
import type { ExprIssue } from "./expr-issue.ts";

/** What `checkExpr` found. */
type CheckedTime = Pick<CheckedExpr, "type" | "aggregate">;

export interface CheckTimeOptions {
  /**
   * Lets pass what can be NULL, as the service does: it looks at rows.
   *
   * @default false
   */
  readonly allowNull?: boolean;
}

/** The functions that may stand outermost in the mapping of `__time`. */
const TIME_FUNCTIONS: ReadonlySet<string> = new Set(["TIME_PARSE", "MILLIS_TO_TIMESTAMP"]);

/**
 * Checks an expression as the mapping of `__time`, beside `checkExpr`: a TIMESTAMP of each row, with TIME_PARSE or
 * MILLIS_TO_TIMESTAMP outermost, no aggregate, and not known to be NULL. A job fails at the first row without a time.
 *
 * @see the vendor's guide to ingestion: `__time` takes TIME_PARSE or MILLIS_TO_TIMESTAMP
 *
 * @example
 * const node = parseExpr('"day"');
 * checkTime(node, checkExpr(node, { columns: new Map([["day", "VARCHAR"]]) })).map(formatExprIssue);
 * // => ["invalid __time: expected TIME_PARSE(…) or MILLIS_TO_TIMESTAMP(…) outermost, received the column \"day\" (VARCHAR)"]
 */
export function checkTime(
  node: ExprNode,
  checked: CheckedTime,
  { allowNull = false }: CheckTimeOptions = {},
): readonly ExprIssue[] {
  const issue = (expected: string, received: string, at: ExprNode): readonly ExprIssue[] => [
    { code: "invalid_time", expected, received, ...spanOf(at) },
  ];
  if (checked.aggregate) return issue("a time of each row", "an aggregate", node);
  if (node.kind !== "call" || !TIME_FUNCTIONS.has(node.function)) {
    return issue("TIME_PARSE(…) or MILLIS_TO_TIMESTAMP(…) outermost", describe(node, checked), node);
  }
  const hole = allowNull ? undefined : findNull(node.args[0]);
  return hole === undefined ? [] : issue("a time in every row", "a value that can be NULL", hole);
}

function describe(node: ExprNode, checked: CheckedTime): string {
  const type = checked.type;
  if (node.kind === "column") return `the column "${node.name}" (${type})`;
  return node.kind === "call" ? `${node.function}(…) (${type})` : `an expression of type ${type}`;
}

/** The part of a value that makes it NULL whatever the row: a NULL, a CASE without ELSE, a NULLIF; undefined when there is none. */
function findNull(node: ExprNode | undefined): ExprNode | undefined {
  switch (node?.kind) {
    case "literal":
      return node.type === "NULL" ? node : undefined;
    case "cast":
    case "unary":
      return findNull(node.operand);
    case "binary":
      return node.operator === "AND" || node.operator === "OR"
        ? undefined
        : (findNull(node.left) ?? findNull(node.right));
    case "case": {
      if (node.otherwise === undefined) return node;
      for (const result of [...node.branches.map((branch) => branch.result), node.otherwise]) {
        const found = findNull(result);
        if (found !== undefined) return found;
      }
      return undefined;
    }
    case "call":
      return findNullInCall(node.function, node.args, node);
    default:
      return undefined;
  }
}

function findNullInCall(name: string, args: readonly ExprNode[], node: ExprNode): ExprNode | undefined {
  if (name === "NULLIF") return node;
  if (name === "COALESCE" || name === "NVL" || name === "IFNULL") {
    const found = args.map(findNull);
    return found.every((one) => one !== undefined) ? found.at(-1) : undefined;
  }
  // Of other functions the first argument is the value; a NULL further on may be an option that is left out.
  return findNull(args[0]);
}
