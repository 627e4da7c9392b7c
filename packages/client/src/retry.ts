import { ConnectionLostError, NetworkError } from "./network-error.ts";
import { PolarisError } from "./polaris-error.ts";

/** How idempotent requests are retried. POST and PATCH never are: a job that is posted twice ingests twice. */
export interface RetryOptions {
  /**
   * Maximum number of attempts, including the first.
   * @default 4
   */
  readonly tries?: number;
  /**
   * Milliseconds before the second attempt; each further delay doubles, minus a random part of up to half of it.
   * @default 200
   */
  readonly delay?: number;
  /**
   * Maximum delay in milliseconds. A response with a longer `Retry-After` is not retried.
   * @default 10000
   */
  readonly maxDelay?: number;
}

/** Statuses of overload and of gateways that cannot reach the service, or timed out waiting for the request. */
const PASSING_STATUSES: ReadonlySet<number> = new Set([408, 429, 502, 503, 504]);
/** Idempotent methods. */
const IDEMPOTENT_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "PUT", "DELETE"]);

/** Milliseconds before the next attempt, or undefined if the error is final. */
export function retryDelay(
  error: unknown,
  request: { readonly method: string; readonly tried: number; readonly retryAfter: number | undefined },
  { tries = 4, delay = 200, maxDelay = 10_000 }: RetryOptions,
): number | undefined {
  if (!IDEMPOTENT_METHODS.has(request.method) || request.tried >= tries) return undefined;
  if (error instanceof PolarisError) {
    if (!PASSING_STATUSES.has(error.status)) return undefined;
    if (request.retryAfter !== undefined) return request.retryAfter > maxDelay ? undefined : request.retryAfter;
  } else if (!(error instanceof NetworkError) || isTimeout(error)) {
    return undefined;
  }
  const full = Math.min(maxDelay, delay * 2 ** (request.tried - 1));
  return full * (0.5 + Math.random() / 2);
}

/** Whether a request may have taken effect despite this error. */
export function mayBeDone(error: unknown): boolean {
  if (error instanceof PolarisError) return error.status >= 502 && error.status <= 504;
  return error instanceof ConnectionLostError;
}

/** Parses `Retry-After`, in seconds or as a date, to milliseconds from now. */
export function readRetryAfter(value: string | null): number | undefined {
  if (value === null) return undefined;
  if (/^\s*\d+\s*$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

function isTimeout(error: Error): boolean {
  return error instanceof ConnectionLostError && error.cause instanceof Error && error.cause.name === "TimeoutError";
}
