const versionPattern = /(\d+)\.(\d+)\.(\d+)(-[\w.-]+)?/;

/**
 * Whether a version is below all that a range allows: below the least version that the range names. A range without one,
 * such as `*` or `workspace:*`, allows every version.
 *
 * @example
 * isOlderThan("1.2.0", "^1.4.0");
 * // => true
 */
export function isOlderThan(version: string, range: string): boolean {
  const least = range
    .split("||")
    .map((part) => (/^\s*</.test(part) ? undefined : versionPattern.exec(part)))
    .sort((a, b) => (a && b ? compare(a, b) : 0));
  const given = versionPattern.exec(version);
  if (!given || least.some((one) => !one)) return false;
  const [first] = least;
  return first !== undefined && first !== null && compare(given, first) < 0;
}

function compare(a: RegExpExecArray, b: RegExpExecArray): number {
  for (const part of [1, 2, 3]) {
    const difference = Number(a[part]) - Number(b[part]);
    if (difference !== 0) return difference;
  }
  // What comes before a version is older than it.
  return Number(b[4] !== undefined) - Number(a[4] !== undefined);
}
