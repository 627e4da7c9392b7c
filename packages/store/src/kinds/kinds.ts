import type { ConnectionRecord } from "../records/connection-record.ts";
import type { KeyRecord } from "../records/key-record.ts";
import type { TableField, TableRecord } from "../records/table-record.ts";
import { JOB_KIND } from "./job-kind.ts";
import { migrateConnection } from "./migrate-connection.ts";
import { migrateTable } from "./migrate-table.ts";
import type { RecordKind } from "./record-kind.ts";

const UNINDEXED = { fields: [], fieldsOf: () => ({}), migrations: [] };

const connections: RecordKind<ConnectionRecord> = {
  ...UNINDEXED,
  name: "connections",
  textsOf: ({ name }) => [name],
  migrations: [migrateConnection],
};

const tables: RecordKind<TableRecord, TableField> = {
  name: "tables",
  fields: ["id"],
  fieldsOf: ({ id }) => ({ id }),
  textsOf: ({ request }) => [request.name],
  migrations: [migrateTable],
};

const keys: RecordKind<KeyRecord> = { ...UNINDEXED, name: "keys", textsOf: ({ redacted }) => [redacted] };

const settings: RecordKind<string> = { ...UNINDEXED, name: "settings", textsOf: (setting) => [setting] };

/** The kinds of records that a store keeps. */
export const RECORD_KINDS: {
  readonly connections: typeof connections;
  readonly jobs: typeof JOB_KIND;
  readonly tables: typeof tables;
  readonly keys: typeof keys;
  readonly settings: typeof settings;
} = { connections, jobs: JOB_KIND, tables, keys, settings };
