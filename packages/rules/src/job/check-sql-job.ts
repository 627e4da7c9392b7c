import { inputSqlTypes, readStatement, type Span } from "@starfix/expr";
import {
  type CheckedStatement,
  checkStatement,
  ExprSyntaxError,
  type KnownColumns,
  parseStatement,
  type StatementIssue,
  type StatementNode,
} from "@starfix/expr/parse";
import type { CreateSqlJobRequest, TablePartitioningGranularity } from "@starfix/schema";
import type { CheckedIngestionMode, CheckedSqlJob } from "../checked-job.ts";
import { describeValue } from "../issues/describe-value.ts";
import type { RuleCode, RuleFacts } from "../issues/rule-facts.ts";
import type { Report } from "../issues/rule-issue.ts";
import type { KnownTable, RuleContext } from "../rule-context.ts";
import { beginsChunk } from "../time/time-chunks.ts";
import { checkContext } from "./check-context.ts";
import { misalignment } from "./check-replace.ts";
import { checkTarget } from "./check-target.ts";
import { checkTableFunction, columnsOfSource } from "./source/check-table-function.ts";
import { checkColumnName, checkColumnType } from "./transform/check-table-fit.ts";
import { columnsOf, fieldsOf } from "./transform/known-columns.ts";

/** Checks a SQL job: its statement as a whole, with what it reads and writes, and its parameters. */
export function checkSqlJob(
  request: CreateSqlJobRequest,
  context: RuleContext,
  report: Report,
): CheckedSqlJob | undefined {
  const { query, parameters = [], createTableIfNotExists: createIfMissing = false } = request;
  checkContext(request.context, report);
  const frame = readStatement(query);
  if ("expected" in frame) {
    const facts = { expected: frame.expected, received: describeValue(query), text: query };
    report("invalid_query", "/query", facts, placeOfSyntax(query));
    return undefined;
  }
  if (parameters.length !== frame.parameters) {
    const expected = `${frame.parameters}, one for each question mark of the statement`;
    report("parameter_count", "/parameters", { expected, received: String(parameters.length) });
  }
  const read = readWhole(query, context, report);
  if (read === undefined) return undefined;
  const { statement, checked } = read;
  const { table, span, schema = "druid" } = statement.target;
  const at = placedAt(span, query, report);
  const target = schema === "druid" ? checkTarget(table, createIfMissing, context, at, "/query").table : undefined;
  checkReads(statement, checked, context, query, report);
  if (target !== undefined) checkColumns(target, checked.output, query, report);
  const ingestion = ingestionOf(statement, checked, request, report);
  const { columns, closed } = checked.output;
  return {
    kind: "sql",
    query,
    parameters,
    createIfMissing,
    ...(schema === "druid" && { table }),
    ...(ingestion && { ingestion }),
    ...(closed && { columns: columns.map(({ name, type }) => ({ name, type })) }),
    context: request.context ?? {},
  };
}

/** Where a statement cannot be read; undefined where only its frame is wrong. */
function placeOfSyntax(query: string): Span | undefined {
  try {
    parseStatement(query);
    return undefined;
  } catch (error) {
    if (!(error instanceof ExprSyntaxError)) throw error;
    return { start: error.offset, end: error.offset + 1 };
  }
}

/** Reports at a place of the statement, whatever the pointer. */
function placedAt(span: Span | undefined, text: string, report: Report): Report {
  return (code, _pointer, facts) => report(code, "/query", { ...facts, text }, span);
}

function readWhole(
  query: string,
  context: RuleContext,
  report: Report,
): { readonly statement: StatementNode; readonly checked: CheckedStatement } | undefined {
  let statement: StatementNode;
  try {
    statement = parseStatement(query);
  } catch (error) {
    if (!(error instanceof ExprSyntaxError)) throw error;
    const { expected, found, offset, advice } = error;
    const received = advice === undefined ? found : `${found}; ${advice}`;
    report("invalid_query", "/query", { expected, received, text: query }, { start: offset, end: offset + 1 });
    return undefined;
  }
  const checked = checkStatement(statement, {
    table: (name) => columnsOfTable(context.table(name), context),
    source: columnsOfSource,
  });
  for (const issue of checked.issues) reportIssue(issue, query, report);
  return { statement, checked };
}

/** The columns of a table that is known. A flexible one may have others, which data brought. */
function columnsOfTable(table: KnownTable | undefined, { complete }: RuleContext): KnownColumns | undefined {
  if (table === undefined) return undefined;
  const columns = fieldsOf(table).map(({ name, dataType }) => ({ name, type: inputSqlTypes[dataType] }));
  const names = new Set(columns.map(({ name }) => name));
  const all = table.columns.every(({ name }) => names.has(name));
  return { columns, closed: all && (complete || table.schemaMode === "strict") };
}

function reportIssue(issue: StatementIssue, text: string, report: Report): void {
  const { reason, expected, received, subject = "", span } = issue;
  const add = <TCode extends RuleCode>(code: TCode, facts: RuleFacts[TCode]): void =>
    report(code, "/query", { ...facts, text }, span);
  switch (issue.code) {
    case "expression":
      add("invalid_expression", { where: "query", reason, text, expected, received });
      break;
    case "clause":
      add("invalid_query", { expected, received });
      break;
    case "unnamed_column":
      add("invalid_query", { expected, received: "a column without a name" });
      break;
    case "missing_time":
      add("missing_time", { expected, received, text });
      break;
    case "time_type":
      add("time_expression", {
        expression: text.slice(span?.start, span?.end),
        expected,
        received,
        advice: 'write TIME_PARSE(text) or MILLIS_TO_TIMESTAMP(number) AS "__time"',
      });
      break;
    case "duplicate_column":
      add("duplicate_column", { column: subject, of: "statement", expected, received });
      break;
    case "unknown_clustering_column":
      add("unknown_clustering_column", { column: subject, of: "statement", expected, received });
      break;
    default:
      throw new Error(`unexpected issue: ${JSON.stringify(issue.code satisfies never)}`);
  }
}

/** Checks the tables and the sources that a statement names. */
function checkReads(
  { verb, target }: StatementNode,
  { reads, calls }: CheckedStatement,
  context: RuleContext,
  query: string,
  report: Report,
): void {
  for (const { table, span } of reads) {
    const at = placedAt(span, query, report);
    const known = context.table(table);
    if (known === undefined && context.complete) {
      at("unknown_table", "/query", { expected: "a table of this project", received: describeValue(table) });
    }
    if (verb === "INSERT" && table === target.table) {
      at("reads_its_target", "/query", { table, expected: "REPLACE, or another table", received: "INSERT" });
    }
  }
  for (const call of calls) checkTableFunction(call, query, context, report);
}

/** Checks that the columns of a SELECT fit those of a table that is declared. */
function checkColumns(
  table: KnownTable,
  { columns, spans }: CheckedStatement["output"],
  text: string,
  report: Report,
): void {
  const known = columnsOf(table);
  for (const [index, { name: column, type }] of columns.entries()) {
    if (column === "__time") continue;
    const declared = known.get(column);
    const at = placedAt(spans[index], text, report);
    if (declared === undefined) checkColumnName(table, column, "/query", at);
    else if (declared.dataType !== undefined && declared.role === "dimension") {
      checkColumnType(table, { ...declared, dataType: declared.dataType }, type, "/query", at);
    }
  }
}

/** What a statement does to the rows that are there; undefined where it is not known before it runs. */
function ingestionOf(
  { verb, overwrite, partitionedBy }: StatementNode,
  { overwrites }: CheckedStatement,
  { query, context = {} }: CreateSqlJobRequest,
  report: Report,
): CheckedIngestionMode | undefined {
  if (verb === "INSERT") return { mode: "append" };
  if (overwrites === undefined || overwrites === "all") return overwrites && { mode: "replace", intervals: "all" };
  // Bounds are in the time zone of the statement, and chunks too.
  const { sqlTimeZone = "UTC" } = context;
  if (sqlTimeZone !== "UTC" && sqlTimeZone !== "Etc/UTC") return undefined;
  const granularity = partitionedBy.granularity as TablePartitioningGranularity;
  const intervals: string[] = [];
  for (const { start, end } of overwrites) {
    const cut = [start, end].some((at) => Number.isFinite(at) && partitionedBy.known && !beginsChunk(at, granularity));
    const interval = [start, end].map((at) => textOfTime(at)).join("/");
    if (cut && granularity !== "all") {
      placedAt(overwrite?.where?.span, query, report)(
        "misaligned_interval",
        "/query",
        misalignment(interval, granularity),
      );
    }
    intervals.push(interval);
  }
  return { mode: "replace", intervals };
}

/** The furthest times that an interval can name stand for no bound. */
function textOfTime(millis: number): string {
  if (!Number.isFinite(millis)) return millis < 0 ? "-1000-01-01" : "5000-01-01";
  return new Date(millis).toISOString();
}
