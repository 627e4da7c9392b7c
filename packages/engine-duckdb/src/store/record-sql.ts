import type { DuckDBValue } from "@duckdb/node-api";
import { formatOf, indexRecord, type RecordKind } from "@starfix/store/driver";
import { quoteName } from "../sql-text.ts";

/** Columns that jobs have besides: the newest claim. */
const CLAIM_COLUMNS = "owner VARCHAR, fence BIGINT, expires BIGINT";

export function tableOf({ name }: Pick<RecordKind<never>, "name">): string {
  return quoteName(name);
}

/** The column of a declared field. */
export function columnOf(field: string): string {
  return quoteName(`field ${field}`);
}

export function createTableSql<TRecord, TField extends string>(kind: RecordKind<TRecord, TField>): string {
  const columns = [
    "key VARCHAR PRIMARY KEY, position BIGINT, revision BIGINT, format INTEGER",
    // DuckDB would compress long texts in blocks of 2,048 rows, and decompress them all to read or change one.
    "document VARCHAR USING COMPRESSION uncompressed, search VARCHAR USING COMPRESSION uncompressed",
    ...kind.fields.map((field) => `${columnOf(field)} VARCHAR`),
    ...(kind.name === "jobs" ? [CLAIM_COLUMNS] : []),
  ];
  return `CREATE TABLE ${tableOf(kind)} (${columns.join(", ")})`;
}

/** The columns that follow from a record, in the order of {@link recordValues}. */
function recordColumns<TRecord, TField extends string>(kind: RecordKind<TRecord, TField>): readonly string[] {
  return ["document", "search", ...kind.fields.map(columnOf)];
}

export function recordValues<TRecord, TField extends string>(
  kind: RecordKind<TRecord, TField>,
  record: TRecord,
): readonly DuckDBValue[] {
  const { fields, search } = indexRecord(kind, record);
  return [JSON.stringify(record), search, ...kind.fields.map((field) => fields[field])];
}

function placeholders(first: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `$${first + index}`);
}

/** Adds a record with the key $1, at the next position unless another is given; the values of the record are the last. */
export function insertSql<TRecord, TField extends string>(
  kind: RecordKind<TRecord, TField>,
  place: readonly [position: string, revision: string] = ["nextval('numbers')", "1"],
): string {
  const columns = recordColumns(kind);
  const first = 2 + place.filter((value) => value.startsWith("$")).length;
  return (
    `INSERT INTO ${tableOf(kind)} (key, position, revision, format, ${columns.join(", ")}) ` +
    `VALUES ($1, ${place.join(", ")}, ${formatOf(kind)}, ${placeholders(first, columns.length).join(", ")})`
  );
}

/** Assigns what follows from a record, and counts its revision. */
export function assignSql<TRecord, TField extends string>(kind: RecordKind<TRecord, TField>, first: number): string {
  const columns = recordColumns(kind);
  const values = placeholders(first, columns.length);
  const assigned = columns.map((column, index) => `${column} = ${values[index]}`);
  return `SET revision = revision + 1, format = ${formatOf(kind)}, ${assigned.join(", ")}`;
}

/**
 * A key as kept. JSON has a form of every text in UTF-8, of a lone surrogate and of NUL too, and does not begin with a byte
 * order mark, which DuckDB's driver would drop.
 */
export function keyText(key: string): string {
  return JSON.stringify(key);
}
