import { formatOf, migrateRecord, RECORD_KINDS, type RecordKind } from "@starfix/store/driver";
import { createTableSql, insertSql, keyText, recordValues, tableOf } from "./record-sql.ts";
import type { RunStatement } from "./store-database.ts";

const KINDS: readonly RecordKind<unknown, string>[] = Object.values(RECORD_KINDS);

/** What the tables are made for. A file whose layout is another one is rebuilt when it is opened. */
const LAYOUT = JSON.stringify(KINDS.map((kind) => ({ name: kind.name, format: formatOf(kind), fields: kind.fields })));

/** Creates the tables, or brings those of another release to this layout; whether the file was new. */
export async function prepareLayout(run: RunStatement): Promise<boolean> {
  await run("CREATE TABLE IF NOT EXISTS meta (name VARCHAR PRIMARY KEY, value VARCHAR)");
  await run("CREATE SEQUENCE IF NOT EXISTS numbers");
  const { rows } = await run("SELECT value FROM meta WHERE name = 'layout'");
  const found = rows[0]?.[0];
  if (found === LAYOUT) return false;
  for (const kind of KINDS) await (found === undefined ? run(createTableSql(kind)) : rebuild(run, kind));
  await run("INSERT OR REPLACE INTO meta VALUES ('layout', $1)", [LAYOUT]);
  return found === undefined;
}

/** Adds a record of any format, in the newest. */
export async function importRecord<TRecord, TField extends string>(
  run: RunStatement,
  kind: RecordKind<TRecord, TField>,
  key: string,
  format: number,
  record: unknown,
): Promise<void> {
  await run(insertSql(kind), [keyText(key), ...recordValues(kind, migrateRecord(kind, format, record))]);
}

async function rebuild(run: RunStatement, kind: RecordKind<unknown, string>): Promise<void> {
  const { rows } = await run(
    `SELECT key, position, revision, format, document FROM ${tableOf(kind)} ORDER BY position`,
  );
  await run(`DROP TABLE ${tableOf(kind)}`);
  await run(createTableSql(kind));
  for (const [key = null, position = null, revision = null, format, document] of rows) {
    const record = migrateRecord(kind, Number(format), JSON.parse(String(document)));
    await run(insertSql(kind, ["$2", "$3"]), [key, position, revision, ...recordValues(kind, record)]);
  }
}
