import { columnNamesOf, inputSqlTypes, type SqlType } from "@starfix/expr";
import type { CreateJobRequest } from "@starfix/schema";
import type { EngineColumn } from "../engine.ts";
import type { InputField, JobPlan, PlannedMapping } from "../job-plan.ts";
import { checkContext } from "./plan-context.ts";
import { planExpression } from "./plan-expression.ts";
import type { PlanIssue, Report } from "./plan-issue.ts";
import { planMappings } from "./plan-mappings.ts";
import { planSelection } from "./plan-selection.ts";
import { planFormat, planInput } from "./plan-source.ts";
import { checkTarget } from "./plan-target.ts";
import { runnableJob } from "./runnable-job.ts";

/** What a plan needs to know of the connection. */
export interface PlanConnection {
  readonly name: string;
  readonly bucket: string;
  readonly prefix?: string | undefined;
}

export interface PlanContext {
  readonly jobId: string;
  /** Without it, URIs are not compared with a bucket, nor keys with a prefix. */
  readonly connection?: PlanConnection | undefined;
  /** The table as it is now; leave it out when there is none. It decides where a mapping has no `isAggregation`. */
  readonly table?: { readonly columns: readonly EngineColumn[] } | undefined;
}

const MAX_PARSE_EXCEPTIONS = 2147483647;

/**
 * Checks a batch job and turns it into what an engine runs: parsed expressions, one object selection, defaults filled
 * in, `COUNT(*)` added as `__count` when a mapping aggregates. `input` holds the fields that expressions read. Everything
 * that is wrong is reported, each with its JSON pointer; of a job, a source or a format of a kind that no engine runs
 * only that. The request must fit the schema of the contract already.
 *
 * @example
 * planJob({ ...koalas, mappings: [] }, { jobId: "1" });
 * // => { issues: [{ code: "missing_time", pointer: "/mappings", message: "missing column: expected a mapping of __time, …" }] }
 */
export function planJob(
  given: CreateJobRequest,
  context: PlanContext,
): { readonly plan: JobPlan } | { readonly issues: readonly PlanIssue[] } {
  const request = runnableJob(given);
  if ("issues" in request) return request;
  const issues: PlanIssue[] = [];
  const report: Report = (code, pointer, message) => issues.push({ code, pointer, message });

  checkTarget(request, report);
  const selection = planSelection(request.source, context.connection, report);
  const format = planFormat(request.source, selection, report);
  const input = planInput(request.source, report);
  const columns = new Map<string, SqlType>(input.map(({ name, dataType }) => [name, inputSqlTypes[dataType]]));
  const filter = planFilter(request.filterExpression, columns, report);
  const mappings = planMappings(request.mappings ?? [], { columns, table: context.table?.columns }, report);
  const clusteringColumns = request.clusteringColumns ?? [];
  checkClustering(clusteringColumns, mappings, report);
  const maxParseExceptions = request.maxParseExceptions ?? MAX_PARSE_EXCEPTIONS;
  if (!Number.isInteger(maxParseExceptions) || maxParseExceptions < 0) {
    const expected = `expected a whole number of records from 0, received ${maxParseExceptions}`;
    report("invalid_number", "/maxParseExceptions", `invalid maxParseExceptions: ${expected}`);
  }
  checkContext(request.context ?? {}, report);
  if (issues.length > 0 || selection === undefined) return { issues };

  const plan: JobPlan = {
    jobId: context.jobId,
    table: request.target.tableName,
    createTableIfNotExists: request.createTableIfNotExists ?? false,
    connectionName: request.source.connectionName,
    selection,
    format,
    input: usedFields(input, filter, mappings),
    filter,
    mappings,
    aggregates: mappings.some((mapping) => mapping.aggregate),
    partitionedBy: request.partitionedBy ?? "day",
    clusteringColumns,
    maxParseExceptions,
  };
  return { plan };
}

function planFilter(sql: string | undefined, columns: ReadonlyMap<string, SqlType>, report: Report) {
  if (sql === undefined) return undefined;
  const pointer = "/filterExpression";
  const planned = planExpression(sql, pointer, columns, report);
  if (planned === undefined) return undefined;
  if (planned.aggregate) {
    report("invalid_filter", pointer, "invalid filter: expected a condition on each row, received an aggregate");
  } else if (planned.sound && planned.type !== "BOOLEAN") {
    report("invalid_filter", pointer, `invalid filter: expected a condition (BOOLEAN), received ${planned.type}`);
  }
  return planned.node;
}

function checkClustering(names: readonly string[], mappings: readonly PlannedMapping[], report: Report): void {
  names.forEach((name, index) => {
    const pointer = `/clusteringColumns/${index}`;
    const found = mappings.find((mapping) => mapping.column === name);
    if (found === undefined) {
      const expected = `expected a mapped column, received ${JSON.stringify(name)}`;
      report("unknown_clustering_column", pointer, `invalid clustering column: ${expected}`);
    } else if (found.aggregate) {
      report(
        "unknown_clustering_column",
        pointer,
        `invalid clustering column: expected a dimension, received the measure ${JSON.stringify(name)}`,
      );
    } else if (names.indexOf(name) !== index) {
      report("duplicate_column", pointer, `duplicate clustering column: ${JSON.stringify(name)}`);
    }
  });
}

/** A field that no expression reads can neither fail the job nor cost time. One stays, so that records have a shape. */
function usedFields(
  input: readonly InputField[],
  filter: JobPlan["filter"],
  mappings: readonly PlannedMapping[],
): readonly InputField[] {
  const used = new Set<string>();
  for (const node of [filter, ...mappings.map((mapping) => mapping.expression)]) {
    for (const name of node === undefined ? [] : columnNamesOf(node)) used.add(name);
  }
  const fields = input.filter((field) => used.has(field.name));
  return fields.length > 0 ? fields : input.slice(0, 1);
}
