import type { BatchJobNode, ExpressionNode, StreamingJobNode, TableNode } from "@starfix/dsl";
import { inputSqlTypes, type SqlType } from "@starfix/expr";
import { checkTime } from "@starfix/expr/parse";
import type { DataType } from "@starfix/schema";
import type { CompileIssue } from "../issues/compile-issue.ts";
import type { DefinitionPart } from "../locate/definition-part.ts";
import type { ResolvedDefinition } from "../resolve/resolve-definitions.ts";
import { type CheckedExpression, checkExpression, type ExpressionProblem } from "./check-expression.ts";
import { checkTableFit } from "./check-table-fit.ts";

/** A column and the expression that fills it. */
export interface CheckedMapping {
  readonly column: string;
  readonly expression: CheckedExpression;
}

/** The expressions of a job, all right. */
export interface CheckedMappings {
  readonly mappings: readonly CheckedMapping[];
  readonly filter: CheckedExpression | undefined;
}

/** A batch or a streaming job: it fills columns from the fields of records. */
export type MappedJob = Pick<ResolvedDefinition<BatchJobNode | StreamingJobNode>, "node" | "name" | "position">;

/**
 * Checks what the types of a job cannot: SQL text, `__time`, the filter, and that what it fills fits the table, where one is
 * declared.
 */
export function checkMappedJob(
  job: MappedJob,
  table: TableNode | undefined,
): CheckedMappings | { readonly issues: readonly CompileIssue[] } {
  const { node, name, position } = job;
  const place = { kind: "job", name, position } as const;
  const issues: CompileIssue[] = [];
  const columns = columnTypes(node.input);
  const report = (where: string, part: DefinitionPart, problems: readonly ExpressionProblem[]): void => {
    for (const { sql, ...problem } of problems) {
      issues.push({ code: "invalid_expression", ...place, where, ...problem, part: sql ? { ...part, sql } : part });
    }
  };

  const mappings: CheckedMapping[] = [];
  for (const { column, expression } of node.mappings) {
    const checked = checkExpression(expression, columns);
    if ("problems" in checked) {
      report(`mapping ${JSON.stringify(column)}`, { method: "map", keys: [column] }, checked.problems);
    } else {
      mappings.push({ column, expression: checked });
      if (column === "__time") {
        issues.push(...faultsOfTime(checked, expression, node).map((fault) => ({ ...place, ...fault })));
      }
    }
  }
  const aggregates = mappings.some(({ expression }) => expression.aggregate);
  for (const { column } of node.mappings) {
    if (isReserved(column, aggregates)) {
      issues.push({ code: "reserved_column", ...place, part: { method: "map", keys: [column], of: "name" }, column });
    }
  }
  if (!node.mappings.some(({ column }) => column === "__time")) {
    issues.push({ code: "missing_time", ...place, part: { method: "map" } });
  }
  if (table) issues.push(...checkTableFit(mappings, table).map((issue) => ({ ...place, ...issue })));

  const filter = node.filter && checkExpression(node.filter, columns);
  if (filter && "problems" in filter) report("filter", { method: "filter" }, filter.problems);
  else if (filter) {
    const message = faultOfFilter(filter);
    if (message) issues.push({ code: "invalid_filter", ...place, part: { method: "filter", keys: [0] }, message });
  }
  if (issues.length > 0) return { issues };
  return { mappings, filter: filter && !("problems" in filter) ? filter : undefined };
}

function columnTypes(input: MappedJob["node"]["input"]): ReadonlyMap<string, SqlType> {
  const types = new Map<string, SqlType>();
  for (const name in input) types.set(name, inputSqlTypes[input[name] as DataType]);
  return types;
}

/** Names that begin with `__` are the service's own; it fills `__count` of a job that aggregates, and so may a job. */
function isReserved(column: string, aggregates: boolean): boolean {
  return column.startsWith("__") && column !== "__time" && !(column === "__count" && aggregates);
}

type TimeFault = Pick<CompileIssue<"time_expression">, "code" | "expression" | "expected" | "received" | "part">;

/** The rules of `__time`. The time of a table is one already. */
function faultsOfTime(
  checked: CheckedExpression,
  expression: ExpressionNode,
  job: MappedJob["node"],
): readonly TimeFault[] {
  const { node, text } = checked;
  const fromTable = job.type === "batch" && job.source.kind === "table";
  if (fromTable && node.kind === "column" && node.name === "__time") return [];
  return checkTime(node, checked).flatMap((issue) => {
    if (issue.code !== "invalid_time") return [];
    const { expected, received, span } = issue;
    const part: DefinitionPart = {
      method: "map",
      keys: ["__time"],
      ...(expression.kind === "sql" && span && { sql: span }),
    };
    return [{ code: "time_expression", part, expression: text, expected, received } as const];
  });
}

function faultOfFilter({ aggregate, type }: CheckedExpression): string | undefined {
  if (aggregate) return "expected a condition on one record, received an aggregation";
  return type === "BOOLEAN" ? undefined : `expected a condition, received a value of type ${type}`;
}
