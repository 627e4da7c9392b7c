import { RECORD_KINDS } from "../kinds/kinds.ts";
import type { Store } from "../store.ts";
import { MemoryJobs } from "./memory-jobs.ts";
import { type MemoryEntry, MemoryRecords, type MemoryState } from "./memory-records.ts";

export interface MemoryStoreOptions {
  /** Decides when a lease ends. @default the clock of the machine */
  readonly clock?: () => Date;
  /** What `dump` gave: the store begins with these records and claims. @default nothing */
  readonly dump?: string;
}

export interface MemoryStore extends Store {
  /** Everything that is kept, as JSON. */
  dump(): string;
}

interface Dump {
  readonly number: number;
  readonly kinds: Readonly<Record<keyof typeof RECORD_KINDS, readonly MemoryEntry[]>>;
}

const EMPTY: Dump = { number: 0, kinds: { connections: [], jobs: [], tables: [], keys: [], settings: [] } };

/**
 * Makes a store in memory, for tests and previews. Several servers of one process can share it, and divide the jobs by
 * claiming them: it keeps JSON, as a database does.
 *
 * @example
 * const store = createMemoryStore();
 * await store.settings.add("greeting", "hello"); // => true
 * await store.settings.get("greeting"); // => { key: "greeting", revision: 1, record: "hello" }
 * await store.settings.replaceIf("greeting", 1, "hi"); // => 2
 */
export function createMemoryStore(options: MemoryStoreOptions = {}): MemoryStore {
  // Whoever has a dump took it from a store of the same release.
  const { kinds, number } = options.dump === undefined ? EMPTY : (JSON.parse(options.dump) as Dump);
  const state: MemoryState = { clock: options.clock ?? (() => new Date()), closed: false, number };
  const connections = new MemoryRecords(RECORD_KINDS.connections, state, kinds.connections);
  const jobs = new MemoryJobs(state, kinds.jobs);
  const tables = new MemoryRecords(RECORD_KINDS.tables, state, kinds.tables);
  const keys = new MemoryRecords(RECORD_KINDS.keys, state, kinds.keys);
  const settings = new MemoryRecords(RECORD_KINDS.settings, state, kinds.settings);
  return {
    connections,
    jobs,
    tables,
    keys,
    settings,
    close: async () => {
      state.closed = true;
    },
    dump: () => {
      const entries = { connections, jobs, tables, keys, settings };
      const dumped = Object.entries(entries).map(([name, records]) => [name, records.entries]);
      return JSON.stringify({ number: state.number, kinds: Object.fromEntries(dumped) });
    },
  };
}
