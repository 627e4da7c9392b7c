import {
  type CallOptions,
  type EncodedBody,
  encodeBody,
  type OperationRequest,
  requestTarget,
} from "@starfix/schema/operations";
import type { Authorization } from "./authorization.ts";
import { type CallTimer, startTimer } from "./call-timer.ts";
import { type Connection, readHeaders } from "./connection.ts";
import { redactHeaders, type SentRequest, tell } from "./hooks.ts";
import { ConnectionLostError, NetworkError, networkError } from "./network-error.ts";
import { PolarisError } from "./polaris-error.ts";
import { readFailure } from "./read-failure.ts";
import { mayBeDone, readRetryAfter, retryDelay } from "./retry.ts";
import { joinClock } from "./shared-clock.ts";
import { sleep } from "./sleep.ts";
import { watchBody } from "./watch-body.ts";

/** Reads a success response; the secrets are redacted in errors that quote its body. */
type Read<TResult> = (response: Response, secrets: readonly string[]) => Promise<TResult>;

/** One attempt of a request. */
interface Try {
  readonly url: string;
  readonly init: RequestInit;
  readonly headers: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
}

/**
 * Sends a request, and retries it if that is safe, until there is a response or a final error. `isRead` is whether `read`
 * consumes the body; otherwise the timer continues until its end.
 */
export async function sendRequest<TResult>(
  connection: Connection,
  request: OperationRequest,
  read: Read<TResult>,
  { isRead }: { readonly isRead: boolean },
): Promise<TResult> {
  const { authorize, hooks } = connection;
  const { method, options = NO_OPTIONS } = request;
  const { timeout = connection.timeout } = options;
  const retry = options.retry === false ? { tries: 1 } : connection.retry;
  const signals = signalsOf(connection.signal, options.signal);
  const encoded = request.body === undefined ? undefined : encodeBody(request);
  const canRepeat = !(encoded?.body instanceof ReadableStream);
  let refused: string | undefined;
  // An earlier attempt may have taken effect.
  let unclear: unknown;
  for (let tried = 1; ; ) {
    for (const signal of signals) signal.throwIfAborted();
    const given = authorize({ refused, signal: signals[0] });
    const authorization = given instanceof Promise ? await given : given;
    const attempt = prepare(connection, request, encoded, authorization);
    const watch = isRead ? undefined : startTimer(timeout, signals);
    const timer = watch ?? (signals.length === 0 ? joinClock(timeout) : startTimer(timeout, signals));
    attempt.init.signal = timer.signal;
    const seen = (): SentRequest => describe(attempt, request, tried);
    const faultOf = (thrown: unknown): unknown => {
      const stopped = signals.find(({ aborted }) => aborted);
      return stopped === undefined ? describeFault(thrown, request, timer, timeout) : stopped.reason;
    };
    let retryAfter: number | undefined;
    let isKept = false;
    try {
      const isHeard = hooks.onRequest !== undefined || hooks.onResponse !== undefined;
      const { url, init } = attempt;
      const response = await (isHeard ? dispatch(connection, attempt, seen) : connection.fetch(url, init));
      if (response.status === 401 && refused === undefined && authorization.token !== undefined && canRepeat) {
        // The service rejected the token, so the request is safe to send again, whatever its method.
        refused = authorization.token;
        await response.body?.cancel();
        continue;
      }
      if (!response.ok) {
        retryAfter = readRetryAfter(response.headers.get("retry-after"));
        throw await readFailure(response, request, attempt.secrets);
      }
      if (watch === undefined) return await read(response, attempt.secrets);
      isKept = true;
      return await read(watchBody(response, watch, faultOf), attempt.secrets);
    } catch (thrown) {
      timer.end();
      const error = faultOf(thrown);
      const isGone = method === "DELETE" && unclear !== undefined && isStatus(error, 404);
      // The resource is deleted: by the earlier attempt.
      if (isGone) return await read(new Response(null, { status: 204 }), attempt.secrets);
      const isStopped = signals.some(({ aborted }) => aborted);
      const delay = isStopped || !canRepeat ? undefined : retryDelay(error, { method, tried, retryAfter }, retry);
      if (delay === undefined) {
        if (error instanceof PolarisError || error instanceof NetworkError) error.cause ??= unclear;
        tell(hooks.onError, () => ({ request: seen(), error }));
        throw error;
      }
      if (mayBeDone(error)) unclear = error;
      tell(hooks.onRetry, () => ({ request: seen(), error, delay }));
      tried++;
      await sleep(delay, signals);
    } finally {
      if (!isKept) timer.end();
    }
  }
}

const NO_OPTIONS: CallOptions = {};
const NO_SIGNALS: readonly AbortSignal[] = [];

function signalsOf(...signals: readonly (AbortSignal | undefined)[]): readonly AbortSignal[] {
  return signals.every((signal) => signal === undefined)
    ? NO_SIGNALS
    : signals.filter((signal) => signal !== undefined);
}

function prepare(
  connection: Connection,
  request: OperationRequest,
  encoded: EncodedBody | undefined,
  authorization: Authorization,
): Try {
  const { method, options } = request;
  const headers: Record<string, string> = { ...connection.headers, authorization: authorization.header };
  headers.accept = request.accept ?? "application/json";
  if (request.headers !== undefined) Object.assign(headers, readHeaders(request.headers));
  if (options?.headers !== undefined) Object.assign(headers, readHeaders(options.headers));
  if (encoded !== undefined) headers["content-type"] = encoded.contentType;
  const init: RequestInit & { duplex?: "half" } = { method, headers };
  // fetch turns a redirected POST into a GET, whose response would look like success.
  if (method !== "GET" && method !== "HEAD") init.redirect = "manual";
  if (encoded !== undefined) init.body = encoded.body;
  // fetch requires `duplex` for a stream as body.
  if (encoded?.body instanceof ReadableStream) init.duplex = "half";
  return { url: `${connection.url}${requestTarget(request)}`, init, headers, secrets: authorization.secrets };
}

/** Sends a request and calls the hooks. */
async function dispatch(connection: Connection, attempt: Try, seen: () => SentRequest): Promise<Response> {
  const { onRequest, onResponse } = connection.hooks;
  tell(onRequest, seen);
  const started = onResponse === undefined ? 0 : performance.now();
  const response = await connection.fetch(attempt.url, attempt.init);
  tell(onResponse, () => ({
    request: seen(),
    status: response.status,
    headers: redactHeaders(response.headers, attempt.secrets),
    duration: performance.now() - started,
  }));
  return response;
}

function describe({ url, headers, secrets }: Try, request: OperationRequest, tried: number): SentRequest {
  const { operation, method } = request;
  return { operation, method, url, headers: redactHeaders(Object.entries(headers), secrets), tried };
}

function describeFault(thrown: unknown, request: OperationRequest, timer: CallTimer, timeout: number): Error {
  if (thrown instanceof PolarisError) return thrown;
  if (timer.isOver()) return new ConnectionLostError(request, `no answer within ${timeout} ms`, { cause: thrown });
  return networkError(request, thrown);
}

function isStatus(error: unknown, status: number): boolean {
  return error instanceof PolarisError && error.status === status;
}
