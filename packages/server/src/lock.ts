/** Runs one task after the other, in the order they came. */
export type Lock = <TResult>(task: () => Promise<TResult>) => Promise<TResult>;

/** Makes a lock. A task that fails does not stop those behind it. */
export function createLock(): Lock {
  let tail: Promise<unknown> = Promise.resolve();
  return (task) => {
    const result = tail.then(task);
    tail = result.catch(() => undefined);
    return result;
  };
}
