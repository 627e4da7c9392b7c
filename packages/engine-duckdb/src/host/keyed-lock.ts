/** Lets in one holder of a key at a time, in the order they came. */
export class KeyedLock {
  readonly #tails = new Map<string, Promise<void>>();

  /** Runs `work` when the key is free. Throws the reason of `signal` when that aborts before. */
  async hold<TResult>(key: string, signal: AbortSignal, work: () => Promise<TResult>): Promise<TResult> {
    const before = this.#tails.get(key) ?? Promise.resolve();
    let release = (): void => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const tail = before.then(() => released);
    this.#tails.set(key, tail);
    void tail.then(() => this.#tails.get(key) === tail && this.#tails.delete(key));
    try {
      await orAborted(before, signal);
      return await work();
    } finally {
      release();
    }
  }
}

/** What a promise gives; throws the reason of the signal as soon as that aborts. */
export function orAborted<TValue>(promise: Promise<TValue>, signal: AbortSignal | undefined): Promise<TValue> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
    if (signal.aborted) abort();
  });
}
