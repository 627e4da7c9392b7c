import type { EngineTable } from "@starfix/engine";
import {
  declaredTable,
  type KnownColumn,
  type KnownConnection,
  type KnownTable,
  type RuleContext,
} from "@starfix/rules";
import type { ConnectionRecord, TableRecord } from "@starfix/store";
import type { Services } from "../context.ts";

/**
 * Checks something against the connections and the tables of the project. Rules ask for names synchronously: those that they
 * asked for and that were not read yet are read, and the check runs again.
 */
export async function withKnownNames<TResult>(
  { engine: opening, store }: Pick<Services, "engine" | "store">,
  request: unknown,
  check: (context: RuleContext) => TResult,
): Promise<TResult> {
  const connections = new Map<string, KnownConnection | undefined>();
  const tables = new Map<string, KnownTable | undefined>();
  const asked = namesIn(request);
  const context: RuleContext = {
    complete: true,
    connection: (name) => {
      if (!connections.has(name)) asked.connections.add(name);
      return connections.get(name);
    },
    table: (name) => {
      if (!tables.has(name)) asked.tables.add(name);
      return tables.get(name);
    },
  };
  for (;;) {
    for (const name of asked.connections) {
      connections.set(name, knownConnection((await store.connections.get(name))?.record));
    }
    const engine = await opening;
    for (const name of asked.tables) {
      const [stored, data] = await Promise.all([store.tables.get(name), engine.table(name)]);
      tables.set(name, knownTable(name, stored?.record, data));
    }
    asked.connections.clear();
    asked.tables.clear();
    const result = check(context);
    if (asked.connections.size + asked.tables.size === 0) return result;
  }
}

interface Names {
  readonly connections: Set<string>;
  readonly tables: Set<string>;
}

/** The names that the members of a request give. */
function namesIn(request: unknown): Names {
  const names: Names = { connections: new Set(), tables: new Set() };
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (typeof inner !== "string") visit(inner);
      else if (key === "connectionName") names.connections.add(inner);
      else if (key === "tableName") names.tables.add(inner);
    }
  };
  visit(request);
  return names;
}

function knownConnection(record: ConnectionRecord | undefined): KnownConnection | undefined {
  // Members of these names are texts in every type of connection.
  return record === undefined ? undefined : { ...record.members, type: record.type, name: record.name };
}

/** What is known of a table: its declaration, and the columns that the engine stores. */
export function knownTable(
  name: string,
  record: TableRecord | undefined,
  data: EngineTable | undefined,
): KnownTable | undefined {
  if (record === undefined && data === undefined) return undefined;
  const stored = new Map((data?.columns ?? []).map((column) => [column.name, column]));
  const declared: KnownTable =
    record === undefined
      ? { name, type: data?.aggregate === true ? "aggregate" : "detail", columns: [] }
      : declaredTable(record.request);
  const columns = declared.columns.map((column): KnownColumn => {
    const type = stored.get(column.name)?.type;
    return type === undefined ? column : { ...column, type };
  });
  for (const column of columns) stored.delete(column.name);
  return { ...declared, columns: [...columns, ...stored.values()] };
}
