import type { SqlType } from "@starfix/expr";

const TYPES: ReadonlySet<string> = new Set<SqlType>([
  "VARCHAR",
  "BIGINT",
  "DOUBLE",
  "FLOAT",
  "BOOLEAN",
  "TIMESTAMP",
  "DATE",
  "VARCHAR ARRAY",
  "BIGINT ARRAY",
  "DOUBLE ARRAY",
  "FLOAT ARRAY",
  "COMPLEX<json>",
]);

/** Types of Druid's planner that have another name where they are stored. */
const STORED: Readonly<Record<string, SqlType>> = {
  CHAR: "VARCHAR",
  INTEGER: "BIGINT",
  SMALLINT: "BIGINT",
  TINYINT: "BIGINT",
  DECIMAL: "DOUBLE",
  REAL: "DOUBLE",
};

/** A type as Druid's SQL names it; `OTHER` for one that has no name here. */
export function sqlTypeOf(name: string): SqlType {
  return isSqlType(name) ? name : (STORED[name] ?? "OTHER");
}

function isSqlType(name: string): name is SqlType {
  return TYPES.has(name);
}
