/** What a number of a moment counts since 1970. */
export type EpochUnit = "seconds" | "milliseconds" | "microseconds" | "nanoseconds";

const WORDS: readonly (readonly [EpochUnit, ReadonlySet<string>])[] = [
  ["seconds", new Set(["s", "sec", "secs", "second", "seconds", "unix", "unixtime", "posix"])],
  ["milliseconds", new Set(["ms", "msec", "msecs", "milli", "millis", "millisecond", "milliseconds", "unixms"])],
  ["microseconds", new Set(["us", "usec", "usecs", "micro", "micros", "microsecond", "microseconds"])],
  ["nanoseconds", new Set(["ns", "nsec", "nsecs", "nano", "nanos", "nanosecond", "nanoseconds"])],
];

/**
 * The unit that the name of a column tells: that of its last word, and `unix_time` is in seconds. Undefined where it tells none.
 *
 * @example
 * ["created_sec", "createdAtMillis", "ts"].map(epochUnitOfName);
 * // => ["seconds", "milliseconds", undefined]
 */
export function epochUnitOfName(name: string): EpochUnit | undefined {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== "");
  const last = words.at(-1) ?? "";
  // A name that is one letter is no unit.
  const unit = words.length === 1 && last.length < 3 ? undefined : WORDS.find(([, known]) => known.has(last))?.[0];
  if (unit !== undefined) return unit;
  return words.length > 1 &&
    ["unix", "posix"].includes(words.at(-2) ?? "") &&
    /^(?:time|timestamp|ts|epoch)$/.test(last)
    ? "seconds"
    : undefined;
}

/**
 * The unit in which a number is a moment of our days, from 1973 to 5138 in milliseconds; undefined for a number that is near
 * 1970 in every unit.
 *
 * @example
 * epochUnitOfNumber(1767225600n);
 * // => "seconds"
 */
export function epochUnitOfNumber(value: bigint): EpochUnit | undefined {
  const size = value < 0n ? -value : value;
  if (size < 10n ** 8n) return undefined;
  if (size < 10n ** 11n) return "seconds";
  if (size < 10n ** 14n) return "milliseconds";
  return size < 10n ** 17n ? "microseconds" : "nanoseconds";
}
