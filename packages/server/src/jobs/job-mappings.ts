import type { JobPlan, JobRecord, RunnableJob } from "@starfix/engine";
import { printExpr } from "@starfix/expr";
import type { Mapping } from "@starfix/schema";

/** The mappings as they run: each marked by what it does, and behind them what the plan added (`__count`). */
export function mappingsAsRun(spec: RunnableJob, plan: JobPlan): readonly Mapping[] {
  const texts = new Map((spec.mappings ?? []).map(({ columnName, expression }) => [columnName, expression]));
  return plan.mappings.map(({ aggregate, column, expression }) => ({
    columnName: column,
    expression: texts.get(column) ?? printExpr(expression),
    isAggregation: aggregate,
  }));
}

/** The request with its mappings marked, so that planning it again decides the same whatever the table has become. */
export function requestAsRun({ mappings, spec }: JobRecord): RunnableJob {
  const aggregates = new Set(mappings.filter(({ isAggregation }) => isAggregation).map(({ columnName }) => columnName));
  const marked = spec.mappings?.map((mapping) => ({ ...mapping, isAggregation: aggregates.has(mapping.columnName) }));
  return marked === undefined ? spec : { ...spec, mappings: marked };
}

/** The mappings as the service answers them: without their marks. */
export function answeredMappings({ mappings }: JobRecord): Mapping[] {
  return mappings.map(({ columnName, expression }) => ({ columnName, expression }));
}
