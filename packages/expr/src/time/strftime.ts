/** What Joda writes for the letters after `%`. */
const LETTERS: Readonly<Record<string, string>> = {
  Y: "yyyy",
  y: "yy",
  m: "MM",
  d: "dd",
  e: "d",
  H: "HH",
  I: "hh",
  M: "mm",
  S: "ss",
  f: "SSS",
  L: "SSS",
  p: "a",
  j: "DDD",
  b: "MMM",
  h: "MMM",
  B: "MMMM",
  a: "EEE",
  A: "EEEE",
  z: "Z",
  Z: "z",
  F: "yyyy-MM-dd",
  T: "HH:mm:ss",
  R: "HH:mm",
  D: "MM/dd/yy",
};

/** The first `%Y` and its like in a pattern that was meant for strftime, as offsets; undefined where there is none. */
export function findStrftime(pattern: string): { readonly start: number; readonly end: number } | undefined {
  const start = pattern.replace(/'[^']*'/g, (text) => " ".repeat(text.length)).search(/%[A-Za-z]/);
  return start < 0 ? undefined : { start, end: start + 2 };
}

/** Says which pattern of Joda a pattern of strftime is; undefined where it is none of these. */
export function strftimeAdvice(pattern: string): string | undefined {
  const found = findStrftime(pattern);
  if (found === undefined) return undefined;
  const written = pattern.slice(found.start, found.end);
  const joda = pattern.replace(
    /%([A-Za-z])|([A-Za-z]+)/g,
    (all, letter: string | undefined, text: string | undefined) =>
      letter === undefined ? `'${text}'` : (LETTERS[letter] ?? all),
  );
  const fix = joda.includes("%") ? "" : `; write ${joda}`;
  return `"${written}" is of strftime, and Joda reads its letters otherwise${fix}`;
}
