import type { ExprNode, SqlType } from "@starfix/expr";
import { checkTime, findAggregate } from "@starfix/expr/parse";
import type { Mapping } from "@starfix/schema";
import type { CheckedMapping } from "../../checked-job.ts";
import type { Report } from "../../issues/rule-issue.ts";
import type { KnownColumn } from "../../rule-context.ts";
import { isSketch } from "../../table/sketch-types.ts";
import { mappingPointer } from "../pointers.ts";
import { type CheckedExpression, checkExpression, checkStoredMeasure } from "./check-expression.ts";
import { checkTableFit } from "./check-table-fit.ts";
import type { TransformContext } from "./check-transform.ts";
import { columnsOf } from "./known-columns.ts";

/** The column that counts the rows of each group; a job that groups rows has it. */
const COUNT: CheckedMapping = {
  column: "__count",
  expression: { kind: "call", function: "COUNT", args: [{ kind: "star" }] },
  text: "COUNT(*)",
  type: "BIGINT",
  aggregate: true,
};

/** Checks what fills the columns of the table. What does not parse is reported and left out. */
export function checkMappings(
  mappings: readonly Mapping[],
  columns: ReadonlyMap<string, SqlType>,
  context: TransformContext,
  report: Report,
): readonly CheckedMapping[] {
  const { table, trees } = context;
  const known = table && columnsOf(table);
  const checked: CheckedMapping[] = [];
  const seen = new Set<string>();
  const reserved: number[] = [];
  let aggregates = false;
  let complex = false;
  // This is most of the work of compiling a definition, so nothing is made here that only an issue needs.
  for (let index = 0; index < mappings.length; index++) {
    const mapping = mappings[index] as Mapping;
    const { columnName: column, expression: text } = mapping;
    if (column === "" || seen.has(column)) reportName(column, index, report);
    seen.add(column);
    const own = column.startsWith("__");
    if (own && column !== "__time") reserved.push(index);
    const pointer = mappingPointer(index);
    const expression = checkExpression(text, pointer, { tree: trees?.get(pointer), column }, columns, report);
    if (expression === undefined) continue;
    const { node, type, aggregate, valid } = expression;
    aggregates ||= aggregate;
    complex ||= type.startsWith("COMPLEX<");
    if (aggregate && valid && column !== "__time") checkStoredMeasure(node, text, column, pointer, report);
    if (aggregate && context.rolledUp !== undefined) checkCount(mapping, node, context.rolledUp, pointer, report);
    const fills = known?.get(column);
    if (valid && column === "__time") checkTimeMapping(expression, text, context, report, pointer);
    else if (valid && (!own || column === "__count"))
      checkTableFit(mapping, expression, { table, known: fills, index }, report);
    const filled = { column, expression: node, text, type, aggregate, pointer };
    const declaredType = fills?.dataType;
    checked.push(declaredType === undefined ? filled : { ...filled, declaredType });
  }
  if (complex) checkComplex(checked, known, aggregates, report);
  for (const index of reserved) {
    const column = mappings[index]?.columnName ?? "";
    if (column === "__count" && aggregates) continue;
    const facts = { column, expected: "a name that does not begin with __", received: JSON.stringify(column) };
    report("reserved_column", `/mappings/${index}/columnName`, facts);
  }
  if (!seen.has("__time")) report("missing_time", "/mappings", { expected: "a mapping of __time", received: "none" });
  if (aggregates && !seen.has("__count")) checked.push(COUNT);
  return checked;
}

/** COUNT of rows that are rolled up counts rows, where records are meant. */
function checkCount(
  { columnName: column, expression: text }: Mapping,
  node: ExprNode,
  table: string,
  pointer: string,
  report: Report,
): void {
  const count = findAggregate(node);
  if (count?.function !== "COUNT" || count.distinct || column === "__count") return;
  const facts = { column, table, text, expected: 'SUM("__count")', received: text };
  report("count_of_rolled_up", pointer, facts, count.span);
}

/** JSON cannot be grouped by, and a sketch is a measure. */
function checkComplex(
  mappings: readonly CheckedMapping[],
  known: ReadonlyMap<string, KnownColumn> | undefined,
  aggregates: boolean,
  report: Report,
): void {
  for (const { column, type, aggregate, pointer = "" } of mappings) {
    if (aggregate || known?.get(column)?.role === "measure") continue;
    if (type === "COMPLEX<json>" && aggregates) {
      report("grouped_json", pointer, {
        column,
        of: "job",
        expected: "a value that rows are grouped by",
        received: type,
      });
    }
    if (isSketch(type)) {
      report("sketch_dimension", pointer, {
        column,
        of: "job",
        expected: "an aggregation of the sketch",
        received: type,
      });
    }
  }
}

function reportName(column: string, index: number, report: Report): void {
  const pointer = `/mappings/${index}/columnName`;
  if (column === "") {
    report("invalid_name", pointer, { what: "column name", expected: "text", received: "an empty text" });
  } else {
    const received = `a second ${JSON.stringify(column)}`;
    report("duplicate_column", pointer, { column, of: "job", expected: "each column once", received });
  }
}

/** The time of a row is parsed from a field. That of a row of a table is a time already. */
function checkTimeMapping(
  checked: CheckedExpression,
  expression: string,
  { readsTable }: TransformContext,
  report: Report,
  pointer: string,
): void {
  const { node } = checked;
  if (readsTable && node.kind === "column" && node.name === "__time") return;
  for (const issue of checkTime(node, checked)) {
    if (issue.code !== "invalid_time") continue;
    const { expected, received, advice = "", span } = issue;
    report("time_expression", pointer, { expression, expected, received, advice }, span);
  }
}
