/** Where two texts differ first, as `:line`, with both lines. */
export function firstDifference(before: string, after: string): string {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const at = now.findIndex((line, index) => line !== old[index]);
  const line = at === -1 ? now.length : at;
  return `:${line + 1}\n  - ${old[line] ?? "(end)"}\n  + ${now[line] ?? "(end)"}`;
}
