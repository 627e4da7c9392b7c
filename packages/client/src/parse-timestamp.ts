/** A date, `T` or a space, a time with any number of fractional digits, and an optional zone. */
const TIMESTAMP = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d+))?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/**
 * Parses a timestamp of the service. Without a zone it is UTC, like all timestamps of the service; `Date` would assume
 * local time. Digits beyond milliseconds are cut off.
 *
 * @throws TypeError for an invalid timestamp.
 *
 * @example
 * parseTimestamp("2022-10-27T21:04:03.123456").toISOString();
 * // => "2022-10-27T21:04:03.123Z"
 */
export function parseTimestamp(text: string): Date {
  const [found, date, time, fraction = "", zone = "Z"] = TIMESTAMP.exec(text) ?? [];
  const seconds = time?.length === 5 ? ":00" : "";
  const offset = zone.replace(/^([+-]\d{2})(\d{2})$/, "$1:$2").toUpperCase();
  const read = new Date(`${date}T${time}${seconds}.${fraction.slice(0, 3).padEnd(3, "0")}${offset}`);
  if (found !== undefined && !Number.isNaN(read.getTime())) return read;
  throw new TypeError(`invalid timestamp: expected one such as 2026-01-31T12:00:00Z, received ${JSON.stringify(text)}`);
}
