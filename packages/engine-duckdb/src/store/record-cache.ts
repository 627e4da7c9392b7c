/** Characters of the documents of one kind that are kept at hand. */
const MOST_CHARACTERS = 4_000_000;

export interface CachedRecord {
  readonly revision: number;
  readonly document: string;
}

/** The records that were used last, as text, so that reading one again needs no statement. */
export class RecordCache {
  readonly #records = new Map<string, CachedRecord>();
  #characters = 0;

  get(key: string): CachedRecord | undefined {
    const found = this.#records.get(key);
    if (found === undefined) return undefined;
    // The newest is last.
    this.#records.delete(key);
    this.#records.set(key, found);
    return found;
  }

  set(key: string, record: CachedRecord): void {
    this.delete(key);
    this.#records.set(key, record);
    this.#characters += record.document.length;
    for (const oldest of this.#records.keys()) {
      if (this.#characters <= MOST_CHARACTERS) return;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    this.#characters -= this.#records.get(key)?.document.length ?? 0;
    this.#records.delete(key);
  }
}
