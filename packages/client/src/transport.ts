import { type OperationRequest, readAnswer, type Transport } from "@starfix/schema/operations";
import type { Credentials } from "./authorization.ts";
import { connect } from "./connection.ts";
import type { Hooks } from "./hooks.ts";
import { parseJson, unreadable } from "./read-failure.ts";
import type { RetryOptions } from "./retry.ts";
import { sendRequest } from "./send-request.ts";

/** Checks what goes out and what comes in; `validation()` of `@starfix/client/validation` makes one. */
export type Validation = <TTransport extends Transport>(transport: TTransport) => TTransport;

/** Where the service is, and how to speak to it. */
export type ClientOptions = Credentials & {
  /** Origin of the service, such as `http://127.0.0.1:8888`; a path in front of `/v1` is kept. */
  readonly url: string;
  /** Id of the project that everything belongs to. */
  readonly projectId: string;
  /**
   * What sends the requests.
   * @default globalThis.fetch
   */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Headers added to every request. `Authorization` cannot be among them. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Milliseconds that one try may take until its answer is read.
   * @default 60000
   */
  readonly timeout?: number;
  /** How idempotent requests are tried again after a passing fault; `false` for never. */
  readonly retry?: RetryOptions | false;
  /** Aborts everything that the client does. */
  readonly signal?: AbortSignal;
  /** Told of every request, answer, further try and failure, with secrets redacted. */
  readonly hooks?: Hooks;
  /**
   * Checks bodies, parameters and answers against the contract, as `validation()` of `@starfix/client/validation` does.
   * @default nothing is checked
   */
  readonly validation?: Validation;
};

/** What a client can be made to do differently. */
export type WithOptions = Pick<ClientOptions, "headers" | "timeout" | "retry" | "signal" | "hooks">;

/** A connection to one project, handed to the operations. It shows its key to nobody, in no message and no inspection. */
export interface ClientTransport extends Transport {
  readonly url: string;
  /**
   * A client that differs in how it calls. Options that are absent stay as they are, and all signals hold.
   *
   * @example
   * const patient = client.with({ timeout: 300_000 });
   */
  with(options: WithOptions): ClientTransport;
  /**
   * Sends a request and hands over the answer unread, for bodies that are no JSON. An answer that is no success is
   * thrown as from every operation. `timeout` is the time until the answer begins and then for each piece of it.
   */
  request(request: OperationRequest): Promise<Response>;
}

/**
 * Makes the smallest client of one project: it carries operations, such as `getJob(transport, { jobId })`, and groups of
 * them, such as `jobsGroup(transport)`, and only those that a program names are in its bundle. Nothing is sent yet.
 *
 * Idempotent requests (GET, PUT, DELETE) are tried again after connection errors, 408, 429, 502, 503 and 504; a POST and
 * a PATCH never are. Redirects are followed by requests that read, and an error for those that write.
 *
 * @throws TypeError for a URL, a project id, a key or a header that cannot be right; the key is not repeated.
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
      // The contract says what the body is; nothing of it is checked or taken away.
      sendRequest(connection, request, (response, secrets) => readBody(response, request, secrets), {
        isRead: true,
      }) as Promise<TAnswer>,
  };
  return Object.freeze(validation === undefined ? carrier : { ...carrier, send: validation(carrier).send });
}

/** Options with some of them changed. */
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
