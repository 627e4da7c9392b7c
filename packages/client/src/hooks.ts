/** One attempt of a request. Credentials are replaced by `[redacted]`. */
export interface SentRequest {
  /** Id of the operation, such as `createJob`. */
  readonly operation: string;
  readonly method: string;
  /** The URL, including the query. */
  readonly url: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** 1 for the first attempt. */
  readonly tried: number;
}

/** The response to one attempt, without its body. */
export interface ReceivedResponse {
  readonly request: SentRequest;
  readonly status: number;
  /** By lower-case name; `location` is that of a created resource. */
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds from sending to the headers of the response. */
  readonly duration: number;
}

/** A failed attempt that will be retried. */
export interface ComingRetry {
  readonly request: SentRequest;
  /** Why the attempt failed. */
  readonly error: unknown;
  /** Milliseconds until the next attempt. */
  readonly delay: number;
}

/** A call that failed. */
export interface FailedRequest {
  /** The last attempt. */
  readonly request: SentRequest;
  /** The error that the call throws. */
  readonly error: unknown;
}

/**
 * Functions called with the events of a client, for logs and metrics. They cannot change requests. An error thrown by a
 * hook is reported as uncaught, like that of an event listener, and does not affect the call.
 */
export interface Hooks {
  readonly onRequest?: (request: SentRequest) => void;
  readonly onResponse?: (response: ReceivedResponse) => void;
  readonly onRetry?: (retry: ComingRetry) => void;
  readonly onError?: (failure: FailedRequest) => void;
}

/** Names of headers that may contain secrets. */
const SECRET_HEADER = /auth|cookie|key|token|secret|password|signature|credential/i;

/** Headers for hooks: values of secret headers and known secrets are redacted. */
export function redactHeaders(
  headers: Iterable<readonly [string, string]>,
  secrets: readonly string[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...headers].map(([name, value]) => [name, SECRET_HEADER.test(name) ? "[redacted]" : redact(value, secrets)]),
  );
}

/** Redacts known secrets in a text: a service may repeat a rejected key. */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => (secret === "" ? rest : rest.replaceAll(secret, "[redacted]")), text);
}

/** Calls a hook. An error that it throws is reported as uncaught, and is not an error of the request. */
export function tell<TEvent>(hook: ((event: TEvent) => void) | undefined, event: () => TEvent): void {
  if (hook === undefined) return;
  try {
    hook(event());
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
