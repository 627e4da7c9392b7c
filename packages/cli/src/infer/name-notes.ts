/** Why a name cannot be used in `.input({ … })`; undefined when it can. */
export function unusableName(name: string): string | undefined {
  if (name === "") return "a field without a name cannot be read";
  if (name === "__time") {
    return "Druid takes a field of this name for the time whatever it holds: give it another name in the data";
  }
  if (/^(?:0|[1-9]\d{0,9})$/.test(name) && Number(name) < 2 ** 32 - 1) {
    return "JavaScript would move a whole number before the other names: give it another name in the data";
  }
  return undefined;
}

/** Fields of one segment of Druid. */
const MAX_COLUMNS = 2_000;

/** What is worth saying of the names together. */
export function nameNotes(names: readonly string[]): readonly string[] {
  const notes: string[] = [];
  const byLowerCase = new Map<string, string[]>();
  for (const name of names) byLowerCase.set(name.toLowerCase(), [...(byLowerCase.get(name.toLowerCase()) ?? []), name]);
  for (const alike of byLowerCase.values()) {
    if (alike.length > 1) {
      notes.push(
        `${alike.map((name) => JSON.stringify(name)).join(" and ")} differ in case only, and are different fields`,
      );
    }
  }
  for (const name of names) {
    if (name !== name.trim())
      notes.push(`${JSON.stringify(name)} has a blank at its start or end, which belongs to the name`);
  }
  if (names.length > MAX_COLUMNS) {
    notes.push(
      `${names.length} fields, and a job reads at most ${MAX_COLUMNS}: leave out the ones that no mapping needs`,
    );
  }
  return notes;
}
