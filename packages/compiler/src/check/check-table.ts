import type { TableNode } from "@starfix/dsl";
import type { TablePartitioningGranularity, TimeResolution } from "@starfix/schema";
import type { CompileIssue } from "../issues/compile-issue.ts";
import type { ResolvedDefinition } from "../resolve/resolve-definitions.ts";

/** From fine to coarse. */
const order: readonly (TablePartitioningGranularity | TimeResolution)[] = [
  "millisecond",
  "second",
  "minute",
  "five_minute",
  "ten_minute",
  "fifteen_minute",
  "thirty_minute",
  "hour",
  "six_hour",
  "eight_hour",
  "day",
  "week",
  "month",
  "quarter",
  "year",
  "all",
];

/** Checks what no method of a table can see alone: the columns that rows are sorted by, and the lengths of time. */
export function checkTable({
  node,
  name,
  position,
}: Pick<ResolvedDefinition<TableNode>, "node" | "name" | "position">): readonly CompileIssue[] {
  const place = { kind: "table", name, position } as const;
  const issues: CompileIssue[] = [];
  const { request } = node;
  const columns = new Map((request.schema ?? []).map((column) => [column.name, column]));
  for (const [index, column] of (request.clusteringColumns ?? []).entries()) {
    const part = { method: "clusterBy", keys: [index] };
    const declared = columns.get(column);
    if (declared === undefined && column !== "__time") {
      issues.push({ code: "unknown_clustering_column", ...place, part, column, columns: [...columns.keys()] });
    } else if (declared && "type" in declared && declared.type === "measure") {
      issues.push({ code: "clustering_by_measure", ...place, part, column });
    }
  }
  if (request.type === "aggregate" && request.timeResolution !== undefined) {
    const chunk = request.partitioningGranularity ?? "day";
    if (order.indexOf(request.timeResolution) > order.indexOf(chunk)) {
      const part = { method: "rollup" };
      issues.push({ code: "rollup_coarser_than_chunk", ...place, part, rollup: request.timeResolution, chunk });
    }
  }
  return issues;
}
