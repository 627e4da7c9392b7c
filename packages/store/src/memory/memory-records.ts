import { type Indexed, indexRecord, type RecordKind } from "../kinds/record-kind.ts";
import { formatCursor, type PagePlace, type PagePlan, parsePageQuery } from "../page-plan.ts";
import type { Claim, Page, PageQuery, Records, Stored } from "../store.ts";

/** A record as text, so that nothing is shared with its readers and writers. */
export interface MemoryEntry {
  readonly key: string;
  readonly position: number;
  readonly revision: number;
  readonly document: string;
  /** Of a job: its newest claim, unless it was given back. */
  readonly lease?: Claim;
}

/** What all records of one store share. */
export interface MemoryState {
  readonly clock: () => Date;
  closed: boolean;
  /** The newest number given to a record or a claim. */
  number: number;
}

/** Records of one kind in memory. Nothing in a method waits, so that each call is one transaction. */
export class MemoryRecords<TRecord, TField extends string> implements Records<TRecord, TField> {
  readonly #kind: RecordKind<TRecord, TField>;
  readonly #entries: Map<string, MemoryEntry>;
  readonly #indexed = new Map<string, Indexed<TField>>();
  protected readonly state: MemoryState;

  constructor(kind: RecordKind<TRecord, TField>, state: MemoryState, entries: readonly MemoryEntry[]) {
    this.#kind = kind;
    this.#entries = new Map(entries.map((entry) => [entry.key, entry]));
    this.state = state;
  }

  /** All entries, in the order in which they were added. */
  get entries(): readonly MemoryEntry[] {
    return [...this.#entries.values()];
  }

  async get(key: string): Promise<Stored<TRecord> | undefined> {
    this.checkOpen();
    const entry = this.#entries.get(key);
    return entry === undefined ? undefined : this.read(entry);
  }

  async page(query: PageQuery<TField>): Promise<Page<TRecord>> {
    this.checkOpen();
    const plan = parsePageQuery(this.#kind, query);
    const { after, limit, offset } = plan;
    const kept = this.entries
      .map((entry) => ({ entry, place: this.#placeOf(entry, plan) }))
      .filter(({ entry }) => isKept(this.indexOf(entry), plan))
      .filter(({ place }) => after === undefined || comparePlaces(place, after, plan) > 0)
      .sort((a, b) => comparePlaces(a.place, b.place, plan));
    const found = kept.slice(offset, offset + limit);
    const items = found.map(({ entry }) => this.read(entry));
    const last = found.at(-1);
    return last === undefined || kept.length <= offset + limit
      ? { items }
      : { items, cursor: formatCursor(plan, last.place) };
  }

  async add(key: string, record: TRecord): Promise<boolean> {
    this.checkOpen();
    if (this.#entries.has(key)) return false;
    this.state.number += 1;
    this.write({ key, position: this.state.number, revision: 1, document: JSON.stringify(record) });
    return true;
  }

  async replaceIf(key: string, revision: number, record: TRecord): Promise<number | undefined> {
    this.checkOpen();
    const entry = this.#entries.get(key);
    if (entry?.revision !== revision) return undefined;
    this.write({ ...entry, revision: revision + 1, document: JSON.stringify(record) });
    return revision + 1;
  }

  async removeIf(key: string, revision: number): Promise<boolean> {
    this.checkOpen();
    if (this.#entries.get(key)?.revision !== revision) return false;
    this.#indexed.delete(key);
    return this.#entries.delete(key);
  }

  protected checkOpen(): void {
    if (this.state.closed) throw new Error("the store is closed");
  }

  protected entryOf(key: string): MemoryEntry | undefined {
    return this.#entries.get(key);
  }

  protected indexOf(entry: MemoryEntry): Indexed<TField> {
    const found = this.#indexed.get(entry.key) ?? indexRecord(this.#kind, this.read(entry).record);
    this.#indexed.set(entry.key, found);
    return found;
  }

  protected read({ document, key, revision }: MemoryEntry): Stored<TRecord> {
    // Every document was written from a TRecord.
    return { key, revision, record: JSON.parse(document) as TRecord };
  }

  protected write(entry: MemoryEntry): void {
    if (this.#entries.get(entry.key)?.revision !== entry.revision) this.#indexed.delete(entry.key);
    this.#entries.set(entry.key, entry);
  }

  #placeOf(entry: MemoryEntry, { orderBy }: PagePlan<TField>): PagePlace {
    return { value: orderBy === undefined ? "" : this.indexOf(entry).fields[orderBy], position: entry.position };
  }
}

function isKept<TField extends string>(indexed: Indexed<TField>, { search, where }: PagePlan<TField>): boolean {
  return indexed.search.includes(search) && where.every(([field, values]) => values.includes(indexed.fields[field]));
}

function comparePlaces<TField extends string>(a: PagePlace, b: PagePlace, { descending }: PagePlan<TField>): number {
  // The order of bytes of UTF-8 is that of code points.
  const bytes = a.value === b.value ? 0 : Buffer.compare(Buffer.from(a.value), Buffer.from(b.value));
  return (descending ? -1 : 1) * (bytes || a.position - b.position);
}
