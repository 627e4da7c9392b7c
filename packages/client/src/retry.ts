import { ConnectionLostError, NetworkError } from "./network-error.ts";
import { PolarisError } from "./polaris-error.ts";

/** How idempotent requests are tried again. A POST and a PATCH never are: a job that is posted twice ingests twice. */
export interface RetryOptions {
  /**
   * How often a request is sent at the most, the first time included.
   * @default 4
   */
  readonly tries?: number;
  /**
   * Milliseconds before the second try; each further wait is twice as long, and up to half of it is left out at random.
   * @default 200
   */
  readonly delay?: number;
  /**
   * The longest wait in milliseconds. An answer whose `Retry-After` asks for more is not tried again, but thrown.
   * @default 10000
   */
  readonly maxDelay?: number;
}

/** Overload, and gateways that lost the service behind them or waited too long for the request. */
const PASSING_STATUSES: ReadonlySet<number> = new Set([408, 429, 502, 503, 504]);
/** Sent twice, each of these leaves the service as it is after once. */
const IDEMPOTENT_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "PUT", "DELETE"]);

/** Milliseconds to wait before the next try, or undefined when the error is final. */
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

/** Whether a request may have had its effect although it failed so. */
export function mayBeDone(error: unknown): boolean {
  if (error instanceof PolarisError) return error.status >= 502 && error.status <= 504;
  return error instanceof ConnectionLostError;
}

/** Reads `Retry-After`, seconds or a date, as milliseconds from now. */
export function readRetryAfter(value: string | null): number | undefined {
  if (value === null) return undefined;
  if (/^\s*\d+\s*$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

function isTimeout(error: Error): boolean {
  return error instanceof ConnectionLostError && error.cause instanceof Error && error.cause.name === "TimeoutError";
}
