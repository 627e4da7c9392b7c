import type { Span } from "../nodes.ts";
import { quoteName } from "../print-expr.ts";
import type { IntervalBounds } from "../time/iso-interval.ts";
import { readPeriod } from "../time/iso-period.ts";
import {
  type CheckedQuery,
  QueryChecker,
  type ReadTable,
  type StatementContext,
  unknownClustering,
} from "./check-query.ts";
import { overwriteIntervals } from "./overwrite-intervals.ts";
import type { StatementIssue } from "./statement-issue.ts";
import type { FunctionRelation, StatementNode } from "./statement-node.ts";

/** What a statement reads and writes, and what is wrong with it. */
export interface CheckedStatement {
  readonly issues: readonly StatementIssue[];
  /** The columns that it writes. */
  readonly output: CheckedQuery;
  /** The tables that it reads. */
  readonly reads: readonly ReadTable[];
  /** The table functions that it calls. */
  readonly calls: readonly FunctionRelation[];
  /** Of OVERWRITE WHERE; undefined where it is not known before the statement runs. */
  readonly overwrites: readonly IntervalBounds[] | "all" | undefined;
}

/**
 * Checks a statement as the planner of Druid does: names and types in its queries, and what an INSERT or REPLACE asks for.
 * What is not known (a table, a function of an extension) is let pass.
 *
 * @example
 * const { issues } = checkStatement(parseStatement('INSERT INTO t SELECT "city" FROM u PARTITIONED BY DAY'), { table: () => undefined });
 * issues.map(({ code, reason }) => `${code}: ${reason}`);
 * // => ["missing_time: no column __time is selected, which PARTITIONED BY DAY needs: add one, such as TIME_PARSE(\"at\") AS __time"]
 */
export function checkStatement(statement: StatementNode, context: StatementContext): CheckedStatement {
  const checker = new QueryChecker(context, statement);
  checkTarget(statement, checker.issues);
  const granularity = checkPartition(statement, checker.issues);
  const overwrites = checkOverwrite(statement, checker.issues);
  const { query } = statement;
  // CLUSTERED BY is the order of the query, which has none of its own.
  const output = checker.check(query.body.kind === "select" ? { ...query, orderBy: statement.clusteredBy } : query);
  checkOutput(statement, output, granularity, checker.issues);
  const { issues, reads, calls } = checker;
  issues.sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
  return { issues, output, reads, calls, overwrites };
}

type Issues = StatementIssue[];

function clause(issues: Issues, expected: string, received: string, span: Span | undefined, where: string): void {
  issues.push({
    code: "clause",
    reason: `${where}: expected ${expected}, received ${received}`,
    expected,
    received,
    span,
  });
}

function checkTarget({ target }: StatementNode, issues: Issues): void {
  if (target.schema !== undefined && target.schema !== "druid") {
    clause(issues, 'a table of the schema "druid"', `the schema ${quoteName(target.schema)}`, target.span, "INTO");
  }
  if (target.columns !== undefined) {
    const expected = "no list of columns: Druid takes the names from SELECT";
    clause(issues, expected, "a list of columns", target.columns, "INTO");
  }
}

/** Checks a granularity, and gives it; undefined of one that is none, or that may be one. */
function checkPartition({ partitionedBy }: StatementNode, issues: Issues): string | undefined {
  const { granularity, known, span } = partitionedBy;
  if (known) return granularity;
  const period = readPeriod(granularity.toUpperCase());
  // A period such as PT24H or P7D may be the same as one of these.
  const { hours = 0, days = 0 } = period ?? {};
  if ((hours > 0 && hours % 24 === 0) || (days > 0 && days % 7 === 0)) return undefined;
  const expected =
    "SECOND, MINUTE, HOUR, DAY, WEEK, MONTH, QUARTER, YEAR, ALL, or one of their periods such as 'PT15M' and 'P1D'";
  clause(issues, expected, granularity.toUpperCase(), span, "PARTITIONED BY");
  return undefined;
}

function checkOverwrite({ overwrite, parts }: StatementNode, issues: Issues): CheckedStatement["overwrites"] {
  if (overwrite === undefined) return undefined;
  if (overwrite.where === undefined) return "all";
  const read = overwriteIntervals(overwrite.where, (name) => parts.has(name));
  if ("issue" in read) {
    const { expected, received, span } = read.issue;
    clause(issues, expected, received, span ?? overwrite.span, "OVERWRITE WHERE");
    return undefined;
  }
  if (read.intervals?.length === 0) {
    clause(
      issues,
      "a condition that some time meets",
      "one that no time meets",
      overwrite.where.span,
      "OVERWRITE WHERE",
    );
  }
  return read.intervals;
}

function checkOutput(
  statement: StatementNode,
  output: CheckedQuery,
  granularity: string | undefined,
  issues: Issues,
): void {
  const { query, clusteredBy, partitionedBy } = statement;
  const chunked = granularity !== undefined && granularity !== "all";
  const [order] = query.orderBy;
  if (order !== undefined)
    clause(issues, "no ORDER BY: write CLUSTERED BY at the end", "ORDER BY", order.span, statement.verb);
  if (query.offset !== undefined) clause(issues, "no OFFSET", "OFFSET", query.offset, statement.verb);
  if (query.limit !== undefined && chunked) {
    clause(issues, "no LIMIT, or PARTITIONED BY ALL", "LIMIT", query.limit, statement.verb);
  }
  const seen = new Map<string, number>();
  for (const [index, { name, type, unnamed }] of output.columns.entries()) {
    const span = output.spans[index];
    if (unnamed) {
      const reason = "a column has no name: add one after AS";
      issues.push({
        code: "unnamed_column",
        reason,
        expected: 'a name after AS, such as … AS "city"',
        received: "none",
        span,
      });
      continue;
    }
    if (seen.has(name)) {
      const facts = { expected: "each column once", received: `a second ${quoteName(name)}`, subject: name };
      const reason = `column ${quoteName(name)} is selected twice: give one of the two another name`;
      // The columns of a star get names of their own.
      if (isWritten(span, output, index) && isWritten(output.spans[seen.get(name) ?? 0], output, seen.get(name) ?? 0)) {
        issues.push({ code: "duplicate_column", reason, ...facts, span });
      }
    }
    seen.set(name, index);
    if (name === "__time" && type !== "TIMESTAMP" && type !== "OTHER") {
      const facts = { expected: "a TIMESTAMP", received: type };
      issues.push({ code: "time_type", reason: `__time: expected a TIMESTAMP, received ${type}`, ...facts, span });
    }
  }
  // A column without a name may be meant to be the time.
  const unnamed = output.columns.some((column) => column.unnamed);
  if (chunked && output.closed && !unnamed && !seen.has("__time")) {
    const by = granularity.toUpperCase();
    const reason = `no column __time is selected, which PARTITIONED BY ${by} needs: add one, such as TIME_PARSE("at") AS __time`;
    const facts = { expected: "a column __time", received: [...seen.keys()].map(quoteName).join(", ") || "none" };
    issues.push({ code: "missing_time", reason, ...facts, span: selectOf(statement) ?? partitionedBy.span });
  }
  for (const { expr, descending, span } of clusteredBy) {
    if (descending) clause(issues, "rows in ascending order", "DESC", span, "CLUSTERED BY");
    if (query.body.kind === "select" || expr.kind !== "column" || !output.closed || seen.has(expr.name)) continue;
    issues.push(unknownClustering(expr, [...seen.keys()]));
  }
}

/** Whether a column has a place that no other column has. */
function isWritten(span: Span | undefined, { spans }: CheckedQuery, index: number): boolean {
  return span !== undefined && spans.every((other, at) => at === index || other?.start !== span.start);
}

/** The words of the first item of the outermost SELECT. */
function selectOf({ query: { body } }: StatementNode): Span | undefined {
  return body.kind === "select" ? body.items[0]?.span : body.span;
}
