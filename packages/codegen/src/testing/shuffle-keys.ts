/** The same value with the members of every object in another order, which the seed decides. */
export function shuffleKeys(value: unknown, seed: number): unknown {
  let state = seed;
  const random = (limit: number): number => {
    // A linear congruential generator: what counts is that the order is another and the same on every run.
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
