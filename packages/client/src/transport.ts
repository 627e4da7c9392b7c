import { type OperationRequest, readAnswer, type Transport } from "@starfix/schema/operations";
import type { Credentials } from "./authorization.ts";
import { connect } from "./connection.ts";
import type { Hooks } from "./hooks.ts";
import { parseJson, unreadable } from "./read-failure.ts";
import type { RetryOptions } from "./retry.ts";
import { sendRequest } from "./send-request.ts";

/** Validates requests and responses; created by `validation()` of `@starfix/client/validation`. */
export type Validation = <TTransport extends Transport>(transport: TTransport) => TTransport;

/** Options of a client. */
export type ClientOptions = Credentials & {
  /** Base URL of the service, such as `http://127.0.0.1:8888`; a path before `/v1` is kept. */
  readonly url: string;
  /** Id of the project. */
  readonly projectId: string;
  /**
   * Sends the requests.
   * @default globalThis.fetch
   */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Headers added to every request, except `Authorization`. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Timeout of one attempt in milliseconds, until its response is read.
   * @default 60000
   */
  readonly timeout?: number;
  /** How idempotent requests are retried after a transient error; `false` for never. */
  readonly retry?: RetryOptions | false;
  /** Aborts all calls of the client. */
  readonly signal?: AbortSignal;
  /** Called for every request, response, retry and failure, with secrets redacted. */
  readonly hooks?: Hooks;
  /**
   * Validates requests and responses, such as `validation()` of `@starfix/client/validation`.
   * @default no validation
   */
  readonly validation?: Validation;
};

/** Options that `with()` can change. */
export type WithOptions = Pick<ClientOptions, "headers" | "timeout" | "retry" | "signal" | "hooks">;

/** A client of one project, to pass to operations. Neither messages nor inspection show its key. */
export interface ClientTransport extends Transport {
  readonly url: string;
  /**
   * A copy with other options. Absent options are kept, and all signals apply.
   *
   * @example
   * const patient = client.with({ timeout: 300_000 });
   */
  with(options: WithOptions): ClientTransport;
  /**
   * Sends a request and returns the response without reading it, for bodies other than JSON. An error status is thrown
   * like by every operation. `timeout` applies to the time until the response begins, and then to each chunk.
   */
  request(request: OperationRequest): Promise<Response>;
}

/**
 * Creates the smallest client of one project, for operations such as `getJob(transport, { jobId })` and groups such as
 * `jobsGroup(transport)`. A bundle contains only those that a program imports. Nothing is sent yet.
 *
 * Idempotent requests (GET, PUT, DELETE) are retried after connection errors, 408, 429, 502, 503 and 504; POST and
 * PATCH never are. Redirects are followed for GET requests, and an error for others.
 *
 * @throws TypeError for an invalid URL, project id, key or header; the key is not shown.
 *
 * @example
 * const transport = createTransport({ url: "http://127.0.0.1:8888", projectId, apiKey });
 * const { executionStatus } = await getJobStatus(transport, { jobId });
 * // => "running"
 */
export function createTransport(options: ClientOptions): ClientTransport {
  const connection = connect(options);
  const { projectId, validation } = options;
  const carrier: ClientTransport = {
    url: connection.url,
    projectId,
    with: (changes) => createTransport(withChanges(options, changes)),
    request: (request) => sendRequest(connection, request, async (response) => response, { isRead: false }),
    send: <TAnswer>(request: OperationRequest) =>
      // The body has the type of the contract; it is not validated, and unknown members are kept.
      sendRequest(connection, request, (response, secrets) => readBody(response, request, secrets), {
        isRead: true,
      }) as Promise<TAnswer>,
  };
  return Object.freeze(validation === undefined ? carrier : { ...carrier, send: validation(carrier).send });
}

/** Options with some changes. */
export function withChanges(options: ClientOptions, changes: WithOptions): ClientOptions {
  const signals = [options.signal, changes.signal].filter((signal) => signal !== undefined);
  return {
    ...options,
    ...changes,
    headers: { ...options.headers, ...changes.headers },
    ...(signals.length === 0 ? {} : { signal: signals.length === 1 ? signals[0] : AbortSignal.any(signals) }),
  };
}

async function readBody(response: Response, request: OperationRequest, secrets: readonly string[]): Promise<unknown> {
  if (request.answer !== undefined) return await readAnswer(response, request);
  const text = await response.text();
  if (text === "") return undefined;
  const value = parseJson(text);
  if (value !== undefined) return value;
  throw unreadable(response, request, text, secrets);
}
