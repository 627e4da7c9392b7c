import type { Records, Store } from "@starfix/engine";

/** A store in memory. `clone()` is what a server finds that starts after this one was killed. */
export interface MemoryStore extends Store {
  clone(): MemoryStore;
  /** Everything that is kept, as text. */
  dump(): string;
}

export function createMemoryStore(): MemoryStore {
  return storeOver(new Map());
}

const KINDS = ["connections", "jobs", "tables", "keys", "settings"] as const;

function storeOver(kinds: Map<string, Map<string, string>>): MemoryStore {
  const recordsOf = <TRecord>(kind: string): Records<TRecord> => {
    const records = kinds.get(kind) ?? new Map<string, string>();
    kinds.set(kind, records);
    // Records are kept as text, so that nothing is shared and nothing survives that JSON cannot hold.
    const read = (text: string): TRecord => JSON.parse(text) as TRecord;
    return {
      list: async () => [...records.values()].map(read),
      get: async (key) => {
        const text = records.get(key);
        return text === undefined ? undefined : read(text);
      },
      add: async (key, record) => {
        if (records.has(key)) return false;
        records.set(key, JSON.stringify(record));
        return true;
      },
      replace: async (key, record) => {
        if (!records.has(key)) return false;
        records.set(key, JSON.stringify(record));
        return true;
      },
      remove: async (key) => records.delete(key),
    };
  };
  return {
    connections: recordsOf("connections"),
    jobs: recordsOf("jobs"),
    tables: recordsOf("tables"),
    keys: recordsOf("keys"),
    settings: recordsOf("settings"),
    clone: () => storeOver(new Map(KINDS.map((kind) => [kind, new Map(kinds.get(kind))]))),
    dump: () => [...kinds.values()].flatMap((records) => [...records.values()]).join("\n"),
  };
}
