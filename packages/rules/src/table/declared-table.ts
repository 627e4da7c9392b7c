import type { TableRequest, TimeResolution } from "@starfix/schema";
import type { KnownTable } from "../rule-context.ts";

/** The members of a table that are read; requests, answers and definitions have them alike. */
export type TableDeclaration = Readonly<
  Pick<TableRequest, "name" | "type" | "schema" | "schemaMode" | "partitioningGranularity">
> & { readonly timeResolution?: TimeResolution };

/**
 * What the declaration of a table says of it; the columns that jobs added are not in it.
 *
 * @example
 * declaredTable({ type: "detail", name: "Koalas", schema: [{ name: "city", dataType: "string" }] });
 * // => { name: "Koalas", type: "detail", columns: [{ name: "city", role: "dimension", dataType: "string" }] }
 */
export function declaredTable(declaration: TableDeclaration): KnownTable {
  const { name, type, schema = [], schemaMode, partitioningGranularity, timeResolution } = declaration;
  return {
    name,
    type,
    columns: schema.map((column) => ({
      name: column.name,
      role: "type" in column && column.type === "measure" ? "measure" : "dimension",
      dataType: column.dataType,
    })),
    ...(schemaMode && { schemaMode }),
    ...(partitioningGranularity && { partitioningGranularity }),
    ...(timeResolution && { timeResolution }),
  };
}
