import { fitsColumn, type SqlType, sqlTypesOfColumn } from "@starfix/expr";
import type { DataType, Mapping } from "@starfix/schema";
import type { Report } from "../../issues/rule-issue.ts";
import { listed } from "../../names/listed.ts";
import type { KnownColumn, KnownTable } from "../../rule-context.ts";
import { mappingPointer } from "../pointers.ts";
import type { CheckedExpression } from "./check-expression.ts";

/** The table that a mapping fills, its column there, and the index of the mapping. */
interface FilledColumn {
  readonly table: KnownTable | undefined;
  readonly known: KnownColumn | undefined;
  readonly index: number;
}

/**
 * Checks that a mapping says what its expression does, and that the expression fits the column of the table. Without
 * `isAggregation`, the column decides; one that is not known is none that aggregates.
 */
export function checkTableFit(
  { columnName: column, isAggregation }: Mapping,
  { aggregate, type }: CheckedExpression,
  { table, known, index }: FilledColumn,
  report: Report,
): void {
  const marked = isAggregation ?? known?.role === "measure";
  if (table === undefined) {
    if (aggregate !== marked) reportMark(column, isAggregation, index, report);
    return;
  }
  const declared = known?.dataType;
  const expression = mappingPointer(index);
  if (known?.role === "measure" && !aggregate) {
    const facts = { table: table.name, column, expected: "an aggregation", received: type };
    report("measure_without_aggregation", expression, facts);
  } else if (aggregate && (known ? known.role === "dimension" && declared : table.type === "detail")) {
    const facts = { table: table.name, column, expected: "an expression over one record", received: "an aggregation" };
    report("aggregation_without_measure", expression, facts);
  } else if (aggregate !== marked) {
    reportMark(column, isAggregation, index, report);
  } else if (known === undefined) {
    checkColumnName(table, column, `/mappings/${index}/columnName`, report);
  } else if (declared !== undefined) {
    checkColumnType(table, { ...known, dataType: declared }, type, expression, report);
  }
}

/** Checks that a table may have a column that it does not declare. */
export function checkColumnName(table: KnownTable, column: string, pointer: string, report: Report): void {
  if (table.schemaMode !== "strict" || column === "__count") return;
  const names = new Set(["__time", ...table.columns.map(({ name }) => name)]);
  const facts = { expected: `one of ${listed([...names])}`, received: JSON.stringify(column) };
  report("column_not_in_table", pointer, { table: table.name, column, ...facts });
}

/** Checks that a value of a type fits a declared column. */
export function checkColumnType(
  { name: table }: KnownTable,
  { name: column, role: declaredRole, dataType }: KnownColumn & { readonly dataType: DataType },
  type: SqlType,
  pointer: string,
  report: Report,
): void {
  const role = declaredRole === "measure" ? "measure" : "column";
  if (fitsColumn(type, dataType, role)) return;
  const expected = `${dataType}, which takes ${sqlTypesOfColumn(dataType, role).join(" or ")}`;
  report("column_type", pointer, { table, column, expected, received: type });
}

/** The mark of a mapping is not what its expression does. */
function reportMark(column: string, mark: Mapping["isAggregation"], index: number, report: Report): void {
  const pointer = `/mappings/${index}/isAggregation`;
  if (mark === true) {
    const facts = { column, expected: "no isAggregation", received: "isAggregation: true" };
    report("not_an_aggregation", pointer, facts);
  } else {
    const received = mark === false ? "isAggregation: false" : "no isAggregation, and no such measure of a table";
    report("unmarked_aggregation", pointer, { column, expected: "isAggregation: true", received });
  }
}
