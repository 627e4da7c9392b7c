import { fitsColumn, sqlTypesOfColumn, type TableNode } from "@starfix/dsl";
import type { DataType } from "@starfix/schema";
import type { DefinitionPart } from "../locate/definition-part.ts";
import type { CheckedMapping } from "./check-mapped-job.ts";

/** What does not fit between a job and the table that it fills. */
export type TableFitIssue = { readonly table: string; readonly column: string; readonly part: DefinitionPart } & (
  | { readonly code: "column_not_in_table"; readonly columns: readonly string[] }
  | { readonly code: "column_type"; readonly expected: string; readonly received: string }
  | { readonly code: "measure_without_aggregation" }
  | { readonly code: "aggregation_without_measure" }
);

interface DeclaredColumn {
  readonly role: "column" | "measure";
  readonly dataType: DataType;
}

/** Checks what fills the columns of a declared table: the same rules as the types of `.map()`, for SQL text too. */
export function checkTableFit(mappings: readonly CheckedMapping[], { request }: TableNode): readonly TableFitIssue[] {
  const declared = new Map<string, DeclaredColumn>([["__time", { role: "column", dataType: "timestamp" }]]);
  for (const column of request.schema ?? []) {
    const role = "type" in column && column.type === "measure" ? "measure" : "column";
    declared.set(column.name, { role, dataType: column.dataType });
  }
  const issues: TableFitIssue[] = [];
  for (const { column, expression } of mappings) {
    const place = { table: request.name, column, part: { method: "map", keys: [column] } };
    const found = declared.get(column);
    if (found === undefined) {
      if (request.schemaMode === "strict" && column !== "__count") {
        issues.push({ code: "column_not_in_table", ...place, columns: [...declared.keys()] });
      } else if (expression.aggregate && request.type === "detail") {
        issues.push({ code: "aggregation_without_measure", ...place });
      }
    } else if (found.role === "measure" && !expression.aggregate) {
      issues.push({ code: "measure_without_aggregation", ...place });
    } else if (found.role === "column" && expression.aggregate) {
      // An aggregated __time is told by its own rule.
      if (column !== "__time") issues.push({ code: "aggregation_without_measure", ...place });
    } else if (!fitsColumn(expression.type, found.dataType, found.role)) {
      const types = sqlTypesOfColumn(found.dataType, found.role).join(" or ");
      const expected = `${found.dataType}, which takes ${types}`;
      issues.push({ code: "column_type", ...place, expected, received: expression.type });
    }
  }
  return issues;
}
