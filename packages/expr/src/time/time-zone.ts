const known = new Map<string, boolean>();

/**
 * Whether Druid takes a text for a time zone and gives it the meaning that it has: a name of the tz database, old names too, in
 * its own upper and lower case; an offset, alone or after UTC; a short name of Java such as PST. Druid takes any other text
 * for UTC without a word.
 *
 * @example
 * ["Europe/Paris", "US/Pacific", "+05:30", "europe/paris"].map(isTimeZone);
 * // => [true, true, true, false]
 */
export function isTimeZone(text: string): boolean {
  // What is not known is UTC, and these mean just that.
  return isPlannedZone(text) || /^(?:utc?|gmt|z)$/i.test(text) || /^(?:UTC?|GMT)[+-]\d{1,2}(?::?\d{2})?$/.test(text);
}

/** Whether Druid's planner takes a literal zone where it looks at one, in TIME_FORMAT. */
export function isPlannedZone(text: string): boolean {
  if (/^[+-]([01]\d|2[0-3])(:?[0-5]\d)?$/.test(text)) return true;
  if (!/^[A-Z]/.test(text) || text === "Z" || /^(?:UTC|GMT)[+-](?!0$)/.test(text)) return false;
  const before = known.get(text);
  if (before !== undefined) return before;
  const found = isNamed(text);
  // Names that are none are without number.
  if (found) known.set(text, found);
  return found;
}

/** Short names of Java that are no names of the tz database. */
const JAVA_NAMES: ReadonlySet<string> = new Set(["PST", "AST", "CST", "IST", "JST"]);

/** The names of zones in capitals that are longer than a code. */
const CAPITALS: ReadonlySet<string> = new Set(["CST6CDT", "EST5EDT", "MST7MDT", "PST8PDT", "NZ-CHAT"]);

function isNamed(text: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
  } catch {
    return JAVA_NAMES.has(text);
  }
  // Intl takes names in any case; Joda does not.
  if (timeZoneNames().has(text)) return true;
  lowered ??= new Set([...timeZoneNames()].map((name) => name.toLowerCase()));
  if (lowered.has(text.toLowerCase())) return false;
  if (CAPITALS.has(text)) return true;
  const [region = "", ...places] = text.split("/");
  if (places.length > 0 && region !== "US" && !/[a-z]/.test(region)) return false;
  return text.split(/[/_+-]/).every((part) => /^(?:|of|es|au|\d+|[A-Z]{1,3}\d?|[A-Z].*[a-z].*)$/.test(part));
}

let names: ReadonlySet<string> | undefined;
let lowered: ReadonlySet<string> | undefined;

/** The names of zones of today, without the old ones. */
export function timeZoneNames(): ReadonlySet<string> {
  names ??= new Set(Intl.supportedValuesOf("timeZone"));
  return names;
}
