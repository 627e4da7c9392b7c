/** Lets in one holder of a key at a time, in the order they came. */
export class KeyedLock {
  readonly #tails = new Map<string, Promise<unknown>>();

  async hold<TResult>(key: string, work: () => Promise<TResult>): Promise<TResult> {
    const before = this.#tails.get(key) ?? Promise.resolve();
    const turn = before.then(work);
    const tail = turn.catch(() => {});
    this.#tails.set(key, tail);
    try {
      return await turn;
    } finally {
      if (this.#tails.get(key) === tail) this.#tails.delete(key);
    }
  }
}
