/** More files than this are not opened. */
export const MAX_OPENED = 32;

/**
 * Chooses up to {@link MAX_OPENED} of a list, evenly spread over it, the first and the last among them: what changed from
 * one day to the next shows.
 *
 * @example
 * pickEvenly([1, 2, 3, 4, 5, 6, 7, 8, 9], 3);
 * // => [1, 5, 9]
 */
export function pickEvenly<TItem>(items: readonly TItem[], count: number = MAX_OPENED): readonly TItem[] {
  if (items.length <= count) return items;
  const step = (items.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, index) => items[Math.round(index * step)] as TItem);
}

/** What one file may take of what is left, when this many share it. */
export function fairShare(left: number, files: number): number {
  return Math.ceil(left / files);
}
