import {
  encodeBody,
  type OperationRequest,
  readAnswer,
  requestTarget,
  type Transport,
} from "@starfix/schema/operations";
import { authorizationHeader, type Credentials } from "./authorization.ts";
import { ConnectionLostError, networkError, type RequestLine } from "./network-error.ts";
import { PolarisError } from "./polaris-error.ts";
import { readError } from "./read-error.ts";
import { type RetryOptions, readRetryAfter, retryDelay } from "./retry.ts";
import { sleep } from "./sleep.ts";

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
   * Milliseconds that one try may take until its body is read.
   * @default 60000
   */
  readonly timeout?: number;
  /** How reading requests are tried again after a passing fault; `false` for never. */
  readonly retry?: RetryOptions | false;
  /** Aborts everything that the client does. */
  readonly signal?: AbortSignal;
};

/** What can differ from call to call. */
export type CallOptions = Pick<ClientOptions, "headers" | "timeout" | "retry" | "signal">;

/** A connection to one project, handed to the operations. It shows its key to nobody, in no message and no inspection. */
export interface Client extends Transport {
  readonly url: string;
  /**
   * A client that differs in how it calls. Options that are absent stay as they are.
   *
   * @example
   * await createJob(client.with({ signal: AbortSignal.timeout(5_000) }), { body });
   */
  with(options: CallOptions): Client;
  /**
   * Sends a request and hands over the answer unread, for bodies that are no JSON, such as a query's CSV.
   * An answer that is no success is thrown as from every operation.
   */
  request(request: OperationRequest): Promise<Response>;
}

/**
 * Makes a client of one project. Nothing is sent before the first operation.
 *
 * Requests that only read are tried again after connection errors, 429, 502, 503 and 504; those that write never are.
 * Redirects are followed by requests that read, and an error for those that write.
 *
 * @throws TypeError for a URL, a project id, a key or a header that cannot be right; the key is not repeated.
 *
 * @example
 * const client = createClient({ url: "http://127.0.0.1:8888", projectId, apiKey });
 * const { values } = await listConnections(client);
 * // => [{ "type": "s3", "name": "demo-conn", … }]
 */
export function createClient(options: ClientOptions): Client {
  const url = checkUrl(options.url);
  const { projectId } = options;
  if (projectId === "") throw new TypeError("invalid projectId: expected the id of a project, received an empty text");
  const authorization = authorizationHeader(options);
  const headers = new Headers(options.headers);
  if (headers.has("authorization")) {
    throw new TypeError("invalid headers: Authorization is set from apiKey or token, leave it out");
  }
  headers.set("authorization", authorization);
  const secrets = [options.apiKey ?? options.token ?? "", authorization.replace(/^\w+ /, "")];
  const connection: Connection = {
    url,
    headers,
    secrets,
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    timeout: options.timeout ?? 60_000,
    retry: options.retry === false ? { tries: 1 } : (options.retry ?? {}),
    signal: options.signal,
  };
  return Object.freeze({
    url,
    projectId,
    with: (changes: CallOptions) => createClient(changed(options, changes)),
    request: (request: OperationRequest) => withRetries(connection, request, async (response) => response),
    send: <TResult>(request: OperationRequest) =>
      // The contract says what the body is; nothing of it is checked or taken away.
      withRetries(connection, request, (response) => readBody(response, request, connection)) as Promise<TResult>,
  });
}

function changed(options: ClientOptions, changes: CallOptions): ClientOptions {
  const signals = [options.signal, changes.signal].filter((signal) => signal !== undefined);
  return {
    ...options,
    ...changes,
    headers: { ...options.headers, ...changes.headers },
    ...(signals.length === 0 ? {} : { signal: AbortSignal.any(signals) }),
  };
}

interface Connection {
  readonly url: string;
  readonly headers: Headers;
  readonly secrets: readonly string[];
  readonly fetch: NonNullable<ClientOptions["fetch"]>;
  readonly timeout: number;
  readonly retry: RetryOptions;
  readonly signal: AbortSignal | undefined;
}

async function withRetries<TResult>(
  connection: Connection,
  request: OperationRequest,
  read: (response: Response) => Promise<TResult>,
): Promise<TResult> {
  for (let tried = 1; ; tried++) {
    let retryAfter: number | undefined;
    try {
      const response = await sendOnce(connection, request);
      retryAfter = readRetryAfter(response.headers.get("retry-after"));
      if (!response.ok) throw await readFailure(response, request, connection);
      return await read(response);
    } catch (thrown) {
      connection.signal?.throwIfAborted();
      const error = thrown instanceof PolarisError ? thrown : describeFault(connection, request, thrown);
      const delay = retryDelay(error, { method: request.method, tried, retryAfter }, connection.retry);
      if (delay === undefined) throw error;
      await sleep(delay, connection.signal);
    }
  }
}

function sendOnce(connection: Connection, request: OperationRequest): Promise<Response> {
  const { method } = request;
  const headers = new Headers(connection.headers);
  headers.set("accept", request.accept ?? "application/json");
  for (const [name, value] of Object.entries(request.headers ?? {})) headers.set(name, value);
  const encoded = encodeBody(request);
  if (encoded !== undefined) headers.set("content-type", encoded.contentType);
  const timeout = AbortSignal.timeout(connection.timeout);
  return connection.fetch(`${connection.url}${requestTarget(request)}`, {
    method,
    headers,
    // fetch turns a redirected POST into a GET, whose answer would look like success.
    redirect: method === "GET" ? "follow" : "manual",
    signal: connection.signal === undefined ? timeout : AbortSignal.any([connection.signal, timeout]),
    ...(encoded === undefined ? {} : { body: encoded.body }),
    // fetch wants to be told that a stream is sent before the answer comes.
    ...(encoded?.body instanceof ReadableStream ? { duplex: "half" } : {}),
  });
}

function describeFault(connection: Connection, request: RequestLine, thrown: unknown): Error {
  if (thrown instanceof Error && thrown.name === "TimeoutError") {
    return new ConnectionLostError(request, `no answer within ${connection.timeout} ms`, { cause: thrown });
  }
  return networkError(request, thrown);
}

async function readFailure(response: Response, request: OperationRequest, connection: Connection): Promise<Error> {
  const location = response.headers.get("location");
  if (response.status >= 300 && response.status < 400 && location !== null) {
    const message = `redirected to ${location}; a request that writes is not sent on, give the client this URL`;
    return polarisError(response, request, { message, details: [] }, undefined);
  }
  const text = redact(await response.text(), connection.secrets);
  const body = parseJson(text) ?? text;
  return polarisError(response, request, readError(response.status, response.statusText, body), body);
}

async function readBody(response: Response, request: OperationRequest, connection: Connection): Promise<unknown> {
  if (request.answer !== undefined) return await readAnswer(response, request);
  const text = await response.text();
  if (text === "") return undefined;
  const value = parseJson(text);
  if (value !== undefined) return value;
  const body = redact(text, connection.secrets);
  const received = response.headers.get("content-type") ?? "a body without a content type";
  throw polarisError(response, request, { message: `expected JSON, received ${received}`, details: [] }, body);
}

function polarisError(
  response: Response,
  { method, path }: OperationRequest,
  facts: ReturnType<typeof readError>,
  body: unknown,
): PolarisError {
  const requestId = response.headers.get("x-request-id") ?? response.headers.get("x-ms-client-request-id");
  return new PolarisError({
    ...facts,
    request: { method, path },
    status: response.status,
    body,
    ...(requestId === null ? {} : { requestId }),
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A service may repeat the key that it refuses. */
function redact(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, "[redacted]"), text);
}

function checkUrl(text: string): string {
  const fail = (expected: string) =>
    new TypeError(`invalid url: expected ${expected}, received ${JSON.stringify(text)}`);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) throw fail("the http or https origin of the service");
  if (url.username !== "" || url.password !== "") {
    throw new TypeError("invalid url: expected no user name and password in it; give apiKey or token instead");
  }
  if (url.search !== "" || url.hash !== "") throw fail("no query and no fragment");
  if (/\/v\d+\/projects\b/.test(url.pathname))
    throw fail("the part in front of /v1/projects (the project goes into projectId)");
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}
