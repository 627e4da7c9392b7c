/** So many files are open at once: enough to keep a disk busy, few enough for the limits of a system. */
const AT_ONCE = 64;

/** Does work for each item, some at a time, and gives the results in the order of the items. */
export async function inBatches<TItem, TResult>(
  items: readonly TItem[],
  work: (item: TItem) => Promise<TResult>,
): Promise<readonly TResult[]> {
  const results: TResult[] = [];
  for (let first = 0; first < items.length; first += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(first, first + AT_ONCE).map(work))));
  }
  return results;
}
