/** The number of a `--option`: a whole one above zero. */
export function parseCount(option: string, text: string): number {
  const count = Number(text);
  if (Number.isSafeInteger(count) && count > 0) return count;
  throw new Error(`invalid --${option}: expected a whole number above zero, received ${text}`);
}

/** The names of a `--option`, separated by commas. */
export function parseNames<TName extends string>(
  option: string,
  text: string,
  known: readonly TName[],
): readonly TName[] {
  return text.split(",").map((name) => {
    const found = known.find((other) => other === name);
    if (found !== undefined) return found;
    throw new Error(`invalid --${option}: expected ${known.join(", ")}, received ${name}`);
  });
}

/** The peers of `--peers`: `all`, `none` or some by name. */
export function parsePeers<TName extends string>(text: string, known: readonly TName[]): readonly TName[] {
  if (text === "all") return known;
  return text === "none" ? [] : parseNames("peers", text, known);
}
