/** One try of a request, as hooks see it. What proves who the caller is reads `[redacted]`. */
export interface SentRequest {
  /** Id of the operation, such as `createJob`. */
  readonly operation: string;
  readonly method: string;
  /** The whole address, query included. */
  readonly url: string;
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  /** 1 for the first try. */
  readonly tried: number;
}

/** What came back for one try. The body is not among it. */
export interface ReceivedResponse {
  readonly request: SentRequest;
  readonly status: number;
  /** Names in small letters; of a created resource `location` is here. */
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds from sending until the headers of the answer were there. */
  readonly duration: number;
}

/** A try that is followed by another. */
export interface ComingRetry {
  readonly request: SentRequest;
  /** Why the try failed. */
  readonly error: unknown;
  /** Milliseconds until the next try. */
  readonly delay: number;
}

/** A call that failed for good. */
export interface FailedRequest {
  /** The last try. */
  readonly request: SentRequest;
  /** What the call throws. */
  readonly error: unknown;
}

/**
 * Functions that are told what a client does, for logs and counters. They change nothing, and an error that one throws
 * goes to the program as one of an event listener does: a job that was posted stays posted.
 */
export interface Hooks {
  readonly onRequest?: (request: SentRequest) => void;
  readonly onResponse?: (response: ReceivedResponse) => void;
  readonly onRetry?: (retry: ComingRetry) => void;
  readonly onError?: (failure: FailedRequest) => void;
}

/** Names of headers that hold, or may hold, what nobody else should see. */
const SECRET_HEADER = /auth|cookie|key|token|secret|password|signature|credential/i;

/** Headers for hooks: secret ones without their values, the others without the secrets that are known. */
export function redactHeaders(
  headers: Iterable<readonly [string, string]>,
  secrets: readonly string[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...headers].map(([name, value]) => [name, SECRET_HEADER.test(name) ? "[redacted]" : redact(value, secrets)]),
  );
}

/** A text without the secrets that are known: a service may repeat the key that it refuses. */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => (secret === "" ? rest : rest.replaceAll(secret, "[redacted]")), text);
}

/** Tells a hook something. What it throws is reported as uncaught, and never taken for a fault of the request. */
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
