const LONGEST = 60;

/**
 * A received value in the words of a message. Text is quoted, and cut when it is long.
 *
 * @example
 * describeValue("s3://demo");
 * // => '"s3://demo"'
 */
export function describeValue(value: unknown): string {
  if (typeof value === "string") {
    return JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value);
  }
  return typeof value === "number" || typeof value === "boolean" ? String(value) : describeKind(value);
}

/**
 * The kind of a received value without the value: for places that may hold a secret.
 *
 * @example
 * describeKind(["x"]);
 * // => "an array"
 */
export function describeKind(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
