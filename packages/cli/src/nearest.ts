/** So many characters may be missing, added or swapped in a word that is meant. */
const MAX_DISTANCE = 3;

/** The known word that a misspelt one comes nearest to; undefined when none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const limit = Math.min(MAX_DISTANCE, Math.floor(word.length / 2));
  let best: { readonly word: string; readonly distance: number } | undefined;
  for (const each of known) {
    const distance = distanceOf(word, each);
    if (distance <= limit && distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = { word: each, distance };
  }
  return best?.word;
}

/** Levenshtein's. */
function distanceOf(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (const [i, character] of [...from].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= to.length; j++) {
      const swap = (row[j - 1] ?? 0) + (character === to[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
