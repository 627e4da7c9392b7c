import isVersion from "semver/functions/valid.js";
import isBelow from "semver/ranges/ltr.js";
import isRange from "semver/ranges/valid.js";

/**
 * Whether a version is below every version of a range. Anything else than a range, such as `workspace:*`, allows every version.
 *
 * @example
 * isOlderThan("1.2.0", "^1.4.0");
 * // => true
 *
 * @see https://github.com/npm/node-semver#ranges-1
 */
export function isOlderThan(version: string, range: string): boolean {
  return isVersion(version) !== null && isRange(range) !== null && isBelow(version, range);
}
