import type { Page, Stored } from "@starfix/store";

/** Characters of JSON of one kind of record that are kept at hand, and as many of pages of it. */
const MOST_CHARACTERS = 4_000_000;

/**
 * The records and pages that were read last, so that reading one again takes no statement and gives the same object. Whoever
 * writes forgets the record before and after, and with it all pages.
 */
export class RecordCache<TRecord> {
  readonly #records = new RecentValues<Stored<TRecord>>();
  readonly #pages = new RecentValues<Page<TRecord>>();
  #writes = 0;

  get(key: string): Stored<TRecord> | undefined {
    return this.#records.get(key);
  }

  set(stored: Stored<TRecord>, characters: number): void {
    this.#records.set(stored.key, stored, characters);
  }

  /** The page of a query, read unless it is at hand. */
  async page(
    query: string,
    read: () => Promise<{ readonly page: Page<TRecord>; readonly characters: number }>,
  ): Promise<Page<TRecord>> {
    const known = this.#pages.get(query);
    if (known !== undefined) return known;
    const writes = this.#writes;
    const { characters, page } = await read();
    if (writes === this.#writes) this.#pages.set(query, page, characters);
    return page;
  }

  /** Forgets what a write of a record changes. */
  forget(key: string): void {
    this.#writes += 1;
    this.#records.delete(key);
    this.#pages.clear();
  }
}

/** Values up to a sum of characters; those that were used last stay. */
class RecentValues<TValue> {
  readonly #entries = new Map<string, { readonly value: TValue; readonly characters: number }>();
  #characters = 0;

  get(key: string): TValue | undefined {
    const found = this.#entries.get(key);
    if (found === undefined) return undefined;
    // The newest is last.
    this.#entries.delete(key);
    this.#entries.set(key, found);
    return found.value;
  }

  set(key: string, value: TValue, characters: number): void {
    this.delete(key);
    this.#entries.set(key, { value, characters });
    this.#characters += characters;
    for (const oldest of this.#entries.keys()) {
      if (this.#characters <= MOST_CHARACTERS) return;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    this.#characters -= this.#entries.get(key)?.characters ?? 0;
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
    this.#characters = 0;
  }
}
