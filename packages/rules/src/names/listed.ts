/** More names than this make a sentence that cannot be read. */
const MOST = 40;

/** Names in a sentence; of very many, the first. */
export function listed(names: readonly string[]): string {
  if (names.length <= MOST) return names.join(", ");
  return `${names.slice(0, MOST).join(", ")} and ${names.length - MOST} more`;
}
