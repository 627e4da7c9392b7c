import type { ConnectionRecord, JobRecord, KeyRecord, Records, Store, TableRecord } from "@starfix/engine";
import type { Database } from "./database.ts";

/** A store in the database of the engine. Every call is one statement, hence one transaction. */
export function createStore(database: Database): Store {
  return {
    connections: createRecords<ConnectionRecord>(database, "connection"),
    jobs: createRecords<JobRecord>(database, "job"),
    tables: createRecords<TableRecord>(database, "table"),
    keys: createRecords<KeyRecord>(database, "key"),
    settings: createRecords<string>(database, "setting"),
  };
}

function createRecords<TRecord>(database: Database, kind: string): Records<TRecord> {
  // What was added as a TRecord comes back as one: nothing else writes these documents.
  const read = (document: unknown): TRecord => JSON.parse(String(document)) as TRecord;
  return {
    async list() {
      const rows = await database.rows("SELECT document FROM state.records WHERE kind = $1 ORDER BY position", [kind]);
      return rows.map(([document]) => read(document));
    },
    async get(key) {
      const [row] = await database.rows("SELECT document FROM state.records WHERE kind = $1 AND key = $2", [kind, key]);
      return row === undefined ? undefined : read(row[0]);
    },
    async add(key, record) {
      const changed = await database.change(
        "INSERT INTO state.records VALUES ($1, $2, nextval('state.numbers'), $3) ON CONFLICT DO NOTHING",
        [kind, key, JSON.stringify(record)],
      );
      return changed === 1;
    },
    async replace(key, record) {
      const changed = await database.change("UPDATE state.records SET document = $3 WHERE kind = $1 AND key = $2", [
        kind,
        key,
        JSON.stringify(record),
      ]);
      return changed === 1;
    },
    async remove(key) {
      return (await database.change("DELETE FROM state.records WHERE kind = $1 AND key = $2", [kind, key])) === 1;
    },
  };
}
