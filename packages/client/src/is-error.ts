import type { PolarisError } from "./polaris-error.ts";

/** By name, so that an error of another copy of this package is recognised. */
function hasStatus(error: unknown, ...statuses: readonly number[]): boolean {
  return (
    error instanceof Error &&
    error.name === "PolarisError" &&
    "status" in error &&
    statuses.includes(Number(error.status))
  );
}

/**
 * Whether the request was invalid (400); `details` lists the issues with their places.
 *
 * @example
 * await client.jobs.create({ body }).catch((error) => isBadRequest(error) && error.details[0]?.target);
 * // => "/source/uris/0"
 */
export function isBadRequest(error: unknown): error is PolarisError {
  return hasStatus(error, 400);
}

/**
 * Whether the key or the token is unknown (401).
 *
 * @example
 * await client.apiKeys.getInfo().catch(isUnauthorized);
 * // => true
 */
export function isUnauthorized(error: unknown): error is PolarisError {
  return hasStatus(error, 401);
}

/**
 * Whether the key or the token lacks a permission (403).
 *
 * @example
 * await client.jobs.create({ body }).catch(isForbidden);
 * // => true
 */
export function isForbidden(error: unknown): error is PolarisError {
  return hasStatus(error, 403);
}

/**
 * Whether the resource does not exist (404).
 *
 * @example
 * await client.connections.get({ name: "nobody" }).catch(isNotFound);
 * // => true
 */
export function isNotFound(error: unknown): error is PolarisError {
  return hasStatus(error, 404);
}

/**
 * Whether a request conflicts with the current state (409): a name is taken, or a table was changed concurrently.
 *
 * @example
 * await client.connections.create({ body }).catch(isConflict);
 * // => true
 */
export function isConflict(error: unknown): error is PolarisError {
  return hasStatus(error, 409);
}

/**
 * Whether the rate limit was exceeded (429). Idempotent requests were retried already.
 *
 * @example
 * await client.events.push({ connectionName, body }).catch(isRateLimited);
 * // => true
 */
export function isRateLimited(error: unknown): error is PolarisError {
  return hasStatus(error, 429);
}

/**
 * Whether the service or a gateway in front of it was unavailable (502, 503, 504). A request that is not idempotent may
 * have taken effect nevertheless.
 *
 * @example
 * await client.jobs.create({ body }).catch(isUnavailable);
 * // => true
 */
export function isUnavailable(error: unknown): error is PolarisError {
  return hasStatus(error, 502, 503, 504);
}
