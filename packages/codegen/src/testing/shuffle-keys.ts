/** The value with the keys of every object shuffled by a seed. */
export function shuffleKeys(value: unknown, seed: number): unknown {
  let state = seed;
  const random = (limit: number): number => {
    // A linear congruential generator, so that the order is the same in every run.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const shuffle = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(shuffle);
    if (typeof node !== "object" || node === null) return node;
    const entries = Object.entries(node);
    for (let index = entries.length - 1; index > 0; index -= 1) {
      const other = random(index + 1);
      const [left, right] = [entries[index], entries[other]];
      if (left && right) [entries[index], entries[other]] = [right, left];
    }
    return Object.fromEntries(entries.map(([name, member]) => [name, shuffle(member)]));
  };
  return shuffle(value);
}
