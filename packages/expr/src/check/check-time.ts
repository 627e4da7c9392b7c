import type { CallNode, ExprNode } from "../nodes.ts";
import { foldExpr } from "../walk-expr.ts";
import { spanOf } from "./check-call.ts";
import type { CheckedExpr } from "./check-expr.ts";
import type { ExprIssue } from "./expr-issue.ts";

/** What `checkExpr` found. */
type CheckedTime = Pick<CheckedExpr, "type" | "aggregate">;

export interface CheckTimeOptions {
  /**
   * Whether a value that can be NULL is accepted, as by the service, which checks each row.
   *
   * @default false
   */
  readonly allowNull?: boolean;
}

/** The functions that may be outermost in the mapping of `__time`. */
const TIME_FUNCTIONS: ReadonlySet<string> = new Set(["TIME_PARSE", "MILLIS_TO_TIMESTAMP"]);

/**
 * Checks an expression as the mapping of `__time`, in addition to `checkExpr`: a TIMESTAMP of each row, with TIME_PARSE or
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
  const [time] = node.args;
  const hole = allowNull || time === undefined ? undefined : findNull(time);
  return hole === undefined ? [] : issue("a time in every row", "a value that can be NULL", hole);
}

function describe(node: ExprNode, checked: CheckedTime): string {
  const type = checked.type;
  if (node.kind === "column") return `the column "${node.name}" (${type})`;
  return node.kind === "call" ? `${node.function}(…) (${type})` : `an expression of type ${type}`;
}

/** The part of a value that makes it NULL whatever the row: a NULL, a CASE without ELSE, a NULLIF; undefined when there is none. */
function findNull(root: ExprNode): ExprNode | undefined {
  return foldExpr<ExprNode | undefined>(root, (node, found) => {
    switch (node.kind) {
      case "literal":
        return node.type === "NULL" ? node : undefined;
      case "cast":
      case "unary":
        return found[0];
      case "binary":
        return node.operator === "AND" || node.operator === "OR" ? undefined : (found[0] ?? found[1]);
      case "case": {
        if (node.otherwise === undefined) return node;
        const values = found.slice(node.operand === undefined ? 0 : 1);
        // WHEN and THEN take turns, ELSE is the last.
        return values.find((one, index) => one !== undefined && (index % 2 === 1 || index === values.length - 1));
      }
      case "call":
        return findNullInCall(node, found);
      default:
        return undefined;
    }
  });
}

function findNullInCall(node: CallNode, found: readonly (ExprNode | undefined)[]): ExprNode | undefined {
  switch (node.function) {
    case "NULLIF":
      return node;
    case "COALESCE":
    case "NVL":
    case "IFNULL":
      return found.includes(undefined) ? undefined : found.at(-1);
    default:
      // Of other functions the first argument is the value; a NULL further on may be an option that is left out.
      return node.args.length === 0 ? undefined : found[0];
  }
}
