import type { PolarisError } from "./polaris-error.ts";

/** By name, so that an error of another copy of this package is known, too. */
function hasStatus(error: unknown, ...statuses: readonly number[]): boolean {
  return (
    error instanceof Error &&
    error.name === "PolarisError" &&
    "status" in error &&
    statuses.includes(Number(error.status))
  );
}

/**
 * Whether the service found a request wrong (400); `details` then names each mistake and its place.
 *
 * @example
 * await client.jobs.create({ body }).catch((error) => isBadRequest(error) && error.details[0]?.target);
 * // => "/source/uris/0"
 */
export function isBadRequest(error: unknown): error is PolarisError {
  return hasStatus(error, 400);
}

/**
 * Whether the service does not know the key or the token (401).
 *
 * @example
 * await client.apiKeys.getInfo().catch(isUnauthorized);
 * // => true
 */
export function isUnauthorized(error: unknown): error is PolarisError {
  return hasStatus(error, 401);
}

/**
 * Whether the key or the token may not do this (403).
 *
 * @example
 * await client.jobs.create({ body }).catch(isForbidden);
 * // => true
 */
export function isForbidden(error: unknown): error is PolarisError {
  return hasStatus(error, 403);
}

/**
 * Whether what a request is about is not there (404).
 *
 * @example
 * await client.connections.get({ name: "nobody" }).catch(isNotFound);
 * // => true
 */
export function isNotFound(error: unknown): error is PolarisError {
  return hasStatus(error, 404);
}

/**
 * Whether a request does not go with what is there (409): a name that is taken, or a table that somebody else changed.
 *
 * @example
 * await client.connections.create({ body }).catch(isConflict);
 * // => true
 */
export function isConflict(error: unknown): error is PolarisError {
  return hasStatus(error, 409);
}

/**
 * Whether the service wants fewer requests (429). Those that are idempotent were tried again already.
 *
 * @example
 * await client.events.push({ connectionName, body }).catch(isRateLimited);
 * // => true
 */
export function isRateLimited(error: unknown): error is PolarisError {
  return hasStatus(error, 429);
}

/**
 * Whether the service or a gateway in front of it could not answer (502, 503, 504). A request that is no idempotent one
 * may have had its effect all the same.
 *
 * @example
 * await client.jobs.create({ body }).catch(isUnavailable);
 * // => true
 */
export function isUnavailable(error: unknown): error is PolarisError {
  return hasStatus(error, 502, 503, 504);
}
