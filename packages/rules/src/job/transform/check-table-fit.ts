import { fitsColumn, sqlTypesOfColumn } from "@starfix/expr";
import type { Mapping } from "@starfix/schema";
import type { Report } from "../../issues/rule-issue.ts";
import { listed } from "../../names/listed.ts";
import type { KnownTable } from "../../rule-context.ts";
import type { CheckedExpression } from "./check-expression.ts";
import { columnsOf } from "./known-columns.ts";

/**
 * Checks that a mapping says what its expression does, and that the expression fits the column of the table. Without
 * `isAggregation`, the column decides; one that is not known is none that aggregates.
 */
export function checkTableFit(
  { columnName: column, isAggregation }: Mapping,
  { aggregate, type }: CheckedExpression,
  table: KnownTable | undefined,
  pointer: string,
  report: Report,
): void {
  const expression = `${pointer}/expression`;
  const known = table && columnsOf(table).get(column);
  const declared = known?.dataType;
  const marked = isAggregation ?? known?.role === "measure";
  if (table && known?.role === "measure" && !aggregate) {
    const facts = { table: table.name, column, expected: "an aggregation", received: type };
    report("measure_without_aggregation", expression, facts);
  } else if (isAggregation === true && !aggregate) {
    const facts = { column, expected: "no isAggregation", received: "isAggregation: true" };
    report("not_an_aggregation", `${pointer}/isAggregation`, facts);
  } else if (table && aggregate && (known ? known.role === "dimension" && declared : table.type === "detail")) {
    const facts = { table: table.name, column, expected: "an expression over one record", received: "an aggregation" };
    report("aggregation_without_measure", expression, facts);
  } else if (aggregate && !marked) {
    const received =
      isAggregation === false ? "isAggregation: false" : "no isAggregation, and no such measure of a table";
    report("unmarked_aggregation", `${pointer}/isAggregation`, { column, expected: "isAggregation: true", received });
  } else if (table && known === undefined) {
    if (table.schemaMode !== "strict" || column === "__count") return;
    const names = new Set(["__time", ...table.columns.map(({ name }) => name)]);
    const facts = { expected: `one of ${listed([...names])}`, received: JSON.stringify(column) };
    report("column_not_in_table", `${pointer}/columnName`, { table: table.name, column, ...facts });
  } else if (table && known && declared !== undefined) {
    const role = known.role === "measure" ? "measure" : "column";
    if (fitsColumn(type, declared, role)) return;
    const expected = `${declared}, which takes ${sqlTypesOfColumn(declared, role).join(" or ")}`;
    report("column_type", expression, { table: table.name, column, expected, received: type });
  }
}
