import type { CallNode, ExprNode } from "../nodes.ts";
import { printExpr } from "../print-expr.ts";
import { foldExpr } from "../walk-expr.ts";
import { spanOf } from "./check-call.ts";
import type { CheckedExpr } from "./check-expr.ts";
import { type ExprIssue, shownName } from "./expr-issue.ts";

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
 * // => ["invalid __time: expected TIME_PARSE(…) or MILLIS_TO_TIMESTAMP(…) outermost, received the column \"day\" (VARCHAR); write TIME_PARSE(\"day\")"]
 */
export function checkTime(
  node: ExprNode,
  checked: CheckedTime,
  { allowNull = false }: CheckTimeOptions = {},
): readonly ExprIssue[] {
  const issue = (expected: string, received: string, at: ExprNode, advice: string): readonly ExprIssue[] => [
    { code: "invalid_time", expected, received, advice, ...spanOf(at) },
  ];
  if (checked.aggregate) {
    const advice = "map it to a column of its own, and the time of the record to __time";
    return issue("a time of each row", "an aggregate", node, advice);
  }
  if (node.kind !== "call" || !TIME_FUNCTIONS.has(node.function)) {
    const expected = "TIME_PARSE(…) or MILLIS_TO_TIMESTAMP(…) outermost";
    return issue(expected, describe(node, checked), node, adviceFor(node, checked));
  }
  const [time] = node.args;
  const hole = allowNull || time === undefined ? undefined : findNull(time);
  if (hole === undefined) return [];
  const advice =
    hole.kind === "case"
      ? "give the CASE an ELSE"
      : `put a value in its place: COALESCE(…, ${node.function === "TIME_PARSE" ? "'1970-01-01'" : 0})`;
  return issue("a time in every row", "a value that can be NULL", hole, advice);
}

function describe(node: ExprNode, { type }: CheckedTime): string {
  switch (node.kind) {
    case "column":
      return `the column "${node.name}" (${type})`;
    case "call":
      return `${shownName(node.function)}(…) (${type})`;
    case "case":
      return `a CASE (${type})`;
    case "cast":
      return `a CAST (${type})`;
    default:
      return `an expression of type ${type}`;
  }
}

/** Functions that cut times. */
const CUTTING: ReadonlySet<string> = new Set(["TIME_FLOOR", "TIME_CEIL", "FLOOR_TIME", "CEIL_TIME", "DATE_TRUNC"]);

/** How to write the same so that Druid takes it. */
function adviceFor(node: ExprNode, { type }: CheckedTime): string {
  const shown = printExpr(node);
  const whole = shown.length > LONGEST_SHOWN ? "…" : shown;
  switch (type) {
    case "VARCHAR":
      return `write TIME_PARSE(${whole})`;
    case "BIGINT":
      return `write MILLIS_TO_TIMESTAMP(${whole}), of milliseconds`;
    case "DOUBLE":
    case "FLOAT":
      return `write MILLIS_TO_TIMESTAMP(CAST(${whole} AS BIGINT)), of milliseconds`;
    case "TIMESTAMP":
    case "DATE": {
      const time = type === "DATE" ? `CAST(${whole} AS TIMESTAMP)` : whole;
      const millis = `MILLIS_TO_TIMESTAMP(TIMESTAMP_TO_MILLIS(${time}))`;
      if (node.kind === "call" && CUTTING.has(node.function)) {
        return `to cut times, give the aggregate table a rollup, or write ${millis}`;
      }
      if (node.kind !== "case") return `write ${millis}`;
      const advice = "write the CASE inside: TIME_PARSE(CASE … END) of texts, or";
      return `${advice} ${millis}${node.otherwise === undefined ? ", and give it an ELSE" : ""}`;
    }
    default:
      return "read the time of a record from text or from milliseconds";
  }
}

/** A longer expression is not repeated. */
const LONGEST_SHOWN = 120;

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
