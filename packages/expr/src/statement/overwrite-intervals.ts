import type { ExprNode, Span } from "../nodes.ts";
import { printExpr } from "../print-expr.ts";
import type { IntervalBounds } from "../time/iso-interval.ts";
import { millisOfTimeText } from "../time/time-text.ts";

/** Why a condition does not say which rows are replaced. */
export interface OverwriteIssue {
  readonly expected: string;
  readonly received: string;
  readonly span: Span | undefined;
}

const SHAPE = "comparisons such as __time >= TIMESTAMP '2026-01-01 00:00:00', with AND, OR, NOT and BETWEEN";
const EVER: readonly IntervalBounds[] = [{ start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY }];

/**
 * The intervals that OVERWRITE WHERE names, as Druid reads them: in UTC, an upper bound that is included ends a millisecond later.
 * Undefined where a value is given when the statement runs.
 */
export function overwriteIntervals(
  where: ExprNode,
  isPart: (name: string) => boolean,
): { readonly intervals: readonly IntervalBounds[] | undefined } | { readonly issue: OverwriteIssue } {
  try {
    return { intervals: intervalsOf(where, isPart) };
  } catch (error) {
    if (error instanceof Refused) return { issue: error.issue };
    throw error;
  }
}

class Refused extends Error {
  readonly issue: OverwriteIssue;

  constructor(node: ExprNode, expected: string) {
    super(expected);
    this.issue = { expected, received: printExpr(node), span: node.span };
  }
}

type IsPart = (name: string) => boolean;

function intervalsOf(node: ExprNode, isPart: IsPart): readonly IntervalBounds[] | undefined {
  switch (node.kind) {
    case "unary": {
      if (node.operator !== "NOT") break;
      const inner = intervalsOf(node.operand, isPart);
      return inner && complement(inner);
    }
    case "between": {
      checkTime(node.operand);
      const [low, high] = [timeOf(node.low, isPart), timeOf(node.high, isPart)];
      if (low === undefined || high === undefined) return undefined;
      const within = [{ start: low, end: high + 1 }];
      return node.negated ? complement(within) : within;
    }
    case "binary":
      return binary(node, isPart);
    default:
  }
  throw new Refused(node, SHAPE);
}

function binary(
  node: Extract<ExprNode, { readonly kind: "binary" }>,
  isPart: IsPart,
): readonly IntervalBounds[] | undefined {
  const { operator, left, right } = node;
  if (operator === "AND" || operator === "OR") {
    const [one, other] = [intervalsOf(left, isPart), intervalsOf(right, isPart)];
    if (one === undefined || other === undefined) return undefined;
    return operator === "AND" ? intersection(one, other) : union([...one, ...other]);
  }
  if (operator !== ">=" && operator !== ">" && operator !== "<" && operator !== "<=") throw new Refused(node, SHAPE);
  checkTime(left);
  const time = timeOf(right, isPart);
  if (time === undefined) return undefined;
  const bound = operator === ">" || operator === "<=" ? time + 1 : time;
  const start = operator === ">=" || operator === ">";
  return [start ? { start: bound, end: Number.POSITIVE_INFINITY } : { start: Number.NEGATIVE_INFINITY, end: bound }];
}

function checkTime(node: ExprNode): void {
  if (node.kind === "column" && node.name === "__time") return;
  throw new Refused(node, "__time on the left of a comparison");
}

function timeOf(node: ExprNode, isPart: IsPart): number | undefined {
  if (node.kind === "column" && isPart(node.name)) return undefined;
  const time = node.kind === "literal" && node.type === "TIMESTAMP" ? node.value : undefined;
  const millis = time === undefined ? undefined : millisOfTimeText(time, "T or blank");
  if (millis === undefined) throw new Refused(node, "a literal such as TIMESTAMP '2026-01-01 00:00:00'");
  return millis;
}

function union(intervals: readonly IntervalBounds[]): readonly IntervalBounds[] {
  const joined: IntervalBounds[] = [];
  for (const one of intervals.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last === undefined || one.start > last.end) joined.push(one);
    else joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, one.end) };
  }
  return joined;
}

function intersection(ones: readonly IntervalBounds[], others: readonly IntervalBounds[]): readonly IntervalBounds[] {
  return ones.flatMap((one) =>
    others.flatMap((other) => {
      const [start, end] = [Math.max(one.start, other.start), Math.min(one.end, other.end)];
      return start < end ? [{ start, end }] : [];
    }),
  );
}

function complement(intervals: readonly IntervalBounds[]): readonly IntervalBounds[] {
  return union(intervals).reduce<readonly IntervalBounds[]>((left, { start, end }) => {
    const around = [
      { start: Number.NEGATIVE_INFINITY, end: start },
      { start: end, end: Number.POSITIVE_INFINITY },
    ];
    return intersection(left, around);
  }, EVER);
}
