/**
 * The name that a misspelt one most likely means: at most a third of its letters differ, ignoring
 * case. Undefined when none is close.
 *
 * @example
 * closestName("sesion", ["city", "session"]);
 * // => "session"
 */
export function closestName(name: string, known: Iterable<string>): string | undefined {
  if (name.length > LONGEST_NAME) return undefined;
  let best: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase(), least);
    if (distance < least) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** The time that a comparison takes grows with the square of the length. */
const LONGEST_NAME = 200;

/** Letters to insert, delete, replace or swap with their neighbour; `limit` when it is that or more. */
function editDistance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) >= limit) return limit;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, index) => index);
  let lowest = 0;
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) {
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      }
      current.push(cost);
      if (cost < least) least = cost;
    }
    // A swap of neighbours skips a row, so two rows decide.
    if (least >= limit && lowest >= limit) return limit;
    lowest = least;
    beforeLast = last;
    last = current;
  }
  return Math.min(last[to.length] ?? limit, limit);
}
