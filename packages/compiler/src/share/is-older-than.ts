import isVersion from "semver/functions/valid.js";
import isBelow from "semver/ranges/ltr.js";
import isRange from "semver/ranges/valid.js";

/**
 * Whether a version is below all that a range allows. What is no range of versions, such as `workspace:*`, allows every one.
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
