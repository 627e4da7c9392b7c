import { addPeriod, readPeriod } from "@starfix/expr";
import { isTimeZone, unknownZone } from "@starfix/expr/parse";
import type { AggregateTableColumn, DetailTableColumn, StoragePolicy, TableRequest } from "@starfix/schema";
import { describeValue } from "../issues/describe-value.ts";
import { type Report, type RuleIssue, reportTo } from "../issues/rule-issue.ts";
import { listed } from "../names/listed.ts";
import { checkTableName } from "../names/table-name.ts";
import { checkInterval, checkPeriod } from "../time/check-interval.ts";
import { isCoarser } from "../time/time-chunks.ts";
import { isSketch } from "./sketch-types.ts";

/**
 * Checks a table beyond its schema: names and types of its columns, the columns that rows are sorted by, and lengths of time.
 *
 * @example
 * checkTable({ type: "detail", name: "Koalas", version: 0, clusteringColumns: ["town"] }).map(formatRuleIssue);
 * // => ['rows are sorted by "town", which is not declared: expected one of __time']
 */
export function checkTable(request: TableRequest): readonly RuleIssue[] {
  const issues: RuleIssue[] = [];
  const report = reportTo(issues);
  checkTableName(request.name, "/name", report);
  const columns: readonly (DetailTableColumn | AggregateTableColumn)[] = request.schema ?? [];
  checkColumns(request.type, columns, report);
  checkClustering(request.clusteringColumns ?? [], columns, report);
  if (request.type === "aggregate") checkRollup(request, report);
  for (const name of ["retain", "cached"] as const) {
    checkStorage(request.storagePolicy?.[name], `/storagePolicy/${name}`, report);
  }
  if (request.storagePolicy) checkCached(request.storagePolicy, report);
  return issues;
}

type Column = DetailTableColumn | AggregateTableColumn;

function isMeasure(column: Column): boolean {
  return "type" in column && column.type === "measure";
}

function checkColumns(type: TableRequest["type"], columns: readonly Column[], report: Report): void {
  const seen = new Set<string>();
  for (let index = 0; index < columns.length; index++) {
    const { name: column, dataType } = columns[index] as Column;
    const received = JSON.stringify(column);
    const pointer = (member: string): string => `/schema/${index}/${member}`;
    if (column === "") {
      report("invalid_name", pointer("name"), { what: "column name", expected: "text", received: "an empty text" });
    } else if (seen.has(column)) {
      const facts = { column, of: "table", expected: "each column once", received: `a second ${received}` } as const;
      report("duplicate_column", pointer("name"), facts);
    } else if (
      column.startsWith("__") &&
      column !== "__time" &&
      !(column === "__count" && isMeasure(columns[index] as Column))
    ) {
      report("reserved_column", pointer("name"), { column, expected: "a name that does not begin with __", received });
    }
    seen.add(column);
    if ((column === "__time") !== (dataType === "timestamp")) {
      const expected = column === "__time" ? "timestamp" : "another type, because only __time is a timestamp";
      const facts = { what: `type of column ${received}`, expected, received: describeValue(dataType) };
      report("invalid_value", pointer("dataType"), facts);
    }
    if (isMeasure(columns[index] as Column)) continue;
    if (isSketch(dataType)) {
      const facts = { column, of: "table", expected: "a measure of an aggregate table", received: dataType } as const;
      report("sketch_dimension", pointer("dataType"), facts);
    } else if (type === "aggregate" && (dataType === "json" || dataType === "complex<json>")) {
      const facts = { column, of: "table", expected: "a type that rows are grouped by", received: dataType } as const;
      report("grouped_json", pointer("dataType"), facts);
    }
  }
}

function checkClustering(names: readonly string[], columns: readonly Column[], report: Report): void {
  for (const [index, column] of names.entries()) {
    const pointer = `/clusteringColumns/${index}`;
    const received = JSON.stringify(column);
    const declared = columns.find(({ name }) => name === column);
    if (declared === undefined && column !== "__time") {
      const known = columns.filter((one) => !isMeasure(one)).map(({ name }) => name);
      const expected = `one of ${listed([...new Set(["__time", ...known])])}`;
      report("unknown_clustering_column", pointer, { column, of: "table", expected, received });
    } else if (declared !== undefined && isMeasure(declared)) {
      report("clustering_by_measure", pointer, { column, expected: "a column that is no measure", received });
    } else if (names.indexOf(column) !== index) {
      report("duplicate_clustering_column", pointer, { column, expected: "each column once", received });
    }
  }
}

/** Times are cut to a unit within a time chunk. */
function checkRollup(request: Extract<TableRequest, { readonly type: "aggregate" }>, report: Report): void {
  const { partitioningGranularity: chunk = "day", queryGranularity, timeResolution } = request;
  if (timeResolution !== undefined && isCoarser(timeResolution, chunk)) {
    const facts = { rollup: timeResolution, chunk, expected: `at most ${chunk}`, received: timeResolution };
    report("rollup_coarser_than_chunk", "/timeResolution", facts);
  }
  if (queryGranularity?.type === "period") {
    checkPeriod("period", queryGranularity.period, "/queryGranularity/period", report);
    const { timeZone } = queryGranularity;
    if (typeof timeZone === "string" && !isTimeZone(timeZone)) {
      report("unknown_time_zone", "/queryGranularity/timeZone", { where: "timeZone", ...unknownZone(timeZone) });
    }
  }
}

/** Rows that are deleted cannot be cached. */
function checkCached({ retain, cached }: NonNullable<TableRequest["storagePolicy"]>, report: Report): void {
  if (retain?.type !== "period" || cached?.type !== "period") return;
  const [kept, wanted] = [retain.period, cached.period].map((period) => readPeriod(period ?? ""));
  if (kept === undefined || wanted === undefined || addPeriod(0, wanted) <= addPeriod(0, kept)) return;
  const facts = { cached: cached.period ?? "", retained: retain.period ?? "", expected: `at most ${retain.period}` };
  report("cached_after_retention", "/storagePolicy/cached/period", {
    ...facts,
    received: describeValue(cached.period),
  });
}

function checkStorage(policy: StoragePolicy | undefined, pointer: string, report: Report): void {
  if (!policy) return;
  if (policy.type === "intervals") {
    for (const [index, interval] of policy.intervals.entries()) {
      checkInterval(interval, `${pointer}/intervals/${index}`, report);
    }
  }
  if (typeof policy.period === "string") checkPeriod("period", policy.period, `${pointer}/period`, report);
}
