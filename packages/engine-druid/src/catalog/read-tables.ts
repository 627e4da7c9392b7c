import type { EngineColumn, EngineTable } from "@starfix/engine";
import type { DruidClient } from "../druid-client.ts";
import { sqlTypeOf } from "./sql-type-of.ts";

interface ColumnRow {
  readonly table: string;
  readonly name: string;
  readonly type: string;
}

interface SegmentsRow {
  readonly table: string;
  readonly metrics: string | null;
  readonly rows: number;
  readonly bytes: number;
}

/**
 * The tables that the broker knows, or the one of a name. A column is a measure where a segment lists it among its
 * metrics, which MSQ does for aggregates that are not finalized; a table with a measure is an aggregate table.
 */
export async function readTables(client: DruidClient, name?: string): Promise<readonly EngineTable[]> {
  const [where, and] = name === undefined ? ["", ""] : [' WHERE "datasource" = ?', " AND TABLE_NAME = ?"];
  const parameters = name === undefined ? [] : [name];
  const [columns, segments] = await Promise.all([
    client.rows<ColumnRow>(
      `SELECT TABLE_NAME AS "table", COLUMN_NAME AS "name", DATA_TYPE AS "type" FROM INFORMATION_SCHEMA.COLUMNS
       WHERE TABLE_SCHEMA = 'druid'${and} ORDER BY TABLE_NAME, ORDINAL_POSITION`,
      parameters,
    ),
    client.rows<SegmentsRow>(
      `SELECT "datasource" AS "table", "metrics", SUM("num_rows") FILTER (WHERE "is_active" = 1) AS "rows",
       SUM("size") FILTER (WHERE "is_active" = 1) AS "bytes" FROM sys.segments${where} GROUP BY 1, 2`,
      parameters,
    ),
  ]);
  const tables = new Map<string, ColumnRow[]>();
  for (const column of columns) tables.set(column.table, [...(tables.get(column.table) ?? []), column]);
  return [...tables].map(([table, rows]) => toTable(table, rows, segments));
}

function toTable(name: string, rows: readonly ColumnRow[], segments: readonly SegmentsRow[]): EngineTable {
  const own = segments.filter((segment) => segment.table === name);
  // A JSON list of names.
  const metrics = new Set(own.flatMap((segment): readonly string[] => JSON.parse(segment.metrics ?? "[]") ?? []));
  const columns = rows.map(
    (row): EngineColumn => ({
      name: row.name,
      type: sqlTypeOf(row.type),
      role: metrics.has(row.name) ? "measure" : "dimension",
    }),
  );
  const total = (key: "rows" | "bytes"): number => own.reduce((sum, segment) => sum + (segment[key] ?? 0), 0);
  return { name, aggregate: metrics.size > 0, columns, rows: total("rows"), bytes: total("bytes") };
}
