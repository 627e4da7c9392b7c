import { encodeBody } from "./encode-body.ts";
import type { OperationRequest, Transport } from "./operation-request.ts";

/** Options of `fetchTransport`. */
export interface FetchTransportOptions {
  /** Base URL of the service; the paths of the contract are appended to it. */
  readonly baseUrl: string;
  /** Headers of every request, such as `authorization`, or a function that returns them. @default none */
  readonly headers?:
    | Readonly<Record<string, string>>
    | ((request: OperationRequest) => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>);
  /** Sends the requests. @default globalThis.fetch */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Aborts all requests in progress. @default never */
  readonly signal?: AbortSignal;
}

/** The service responded with an error status. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  /** The id of the operation. */
  readonly operation: string;
  /** HTTP status. */
  readonly status: number;
  /** The body of the response: parsed if it is JSON, otherwise its text. */
  readonly body: unknown;
  /** The response; its body has been read. */
  readonly response: Response;

  constructor(request: OperationRequest, response: Response, body: unknown) {
    super(`${request.method} ${request.path} answered ${response.status} ${response.statusText}`.trimEnd());
    this.operation = request.operation;
    this.status = response.status;
    this.body = body;
    this.response = response;
  }
}

/** The path and query of a request, to append to a base URL. */
export function requestTarget({ path, query }: OperationRequest): string {
  if (query === undefined) return path;
  return `${path}${path.includes("?") ? "&" : "?"}${query}`;
}

/**
 * Sends requests with `fetch`. It sends each request once, and throws an `ApiError` for an error status.
 *
 * @example
 * const transport = fetchTransport({ baseUrl: "https://api.example.com/v1", headers: { authorization: "Bearer …" } });
 * await listPets(transport, { limit: 10 });
 * // => [{ "id": 1, "name": "Kenny" }, …]
 */
export function fetchTransport(options: FetchTransportOptions): Transport {
  const base = options.baseUrl.replace(/\/+$/, "");
  return {
    async send<TAnswer>(request: OperationRequest): Promise<TAnswer> {
      const given = typeof options.headers === "function" ? await options.headers(request) : options.headers;
      const headers = new Headers({ accept: request.accept ?? "application/json", ...request.headers });
      const encoded = encodeBody(request);
      if (encoded) headers.set("content-type", encoded.contentType);
      for (const [name, value] of Object.entries({ ...given, ...request.options?.headers })) {
        // Cookies of the caller and of the operation are combined.
        const cookie = name.toLowerCase() === "cookie" ? headers.get("cookie") : null;
        headers.set(name, cookie === null ? value : `${value}; ${cookie}`);
      }
      const init: RequestInit & { duplex?: "half" } = { method: request.method, headers };
      if (encoded) init.body = encoded.body;
      if (encoded?.body instanceof ReadableStream) init.duplex = "half";
      const signal = signalOf(options.signal, request);
      if (signal) init.signal = signal;
      const send = options.fetch ?? fetch;
      const response = await send(`${base}${requestTarget(request)}`, init);
      if (!response.ok) throw new ApiError(request, response, parsed(await response.text()));
      // The type is that of the contract; `validatingTransport` checks it.
      return (await readAnswer(response, request)) as TAnswer;
    },
  };
}

/** A signal that aborts with the first of the given ones, or after the timeout. */
function signalOf(all: AbortSignal | undefined, { options = {} }: OperationRequest): AbortSignal | undefined {
  const { signal, timeout } = options;
  const signals = [all, signal, timeout === undefined ? undefined : AbortSignal.timeout(timeout)];
  const given = signals.filter((each) => each !== undefined);
  return given.length > 1 ? AbortSignal.any(given) : given[0];
}

/**
 * Reads the body of a success response as the operation requires: JSON, text, bytes or a stream; undefined without a body.
 *
 * @throws SyntaxError if JSON is expected and the body is not valid JSON.
 *
 * @example
 * await readAnswer(Response.json({ id: 1 }), { operation: "getPet", method: "GET", path: "/pets/1" });
 * // => { "id": 1 }
 */
export async function readAnswer(response: Response, request: OperationRequest): Promise<unknown> {
  if (request.method === "HEAD" || response.status === 204 || response.status === 205) return undefined;
  const kind = request.answer === "declared" ? declaredKind(response) : request.answer;
  switch (kind) {
    case "bytes":
      return new Uint8Array(await response.arrayBuffer());
    case "stream":
      return response.body ?? undefined;
    case "text":
      return await response.text();
    case undefined: {
      const text = await response.text();
      return text === "" ? undefined : JSON.parse(text);
    }
    default:
      throw new Error(`unexpected kind of answer: ${JSON.stringify(kind satisfies never)}`);
  }
}

function declaredKind(response: Response): "bytes" | "text" | undefined {
  const [type = ""] = (response.headers.get("content-type") ?? "application/json").split(";");
  if (/^[^/]+\/(?:.+\+)?json\s*$/i.test(type)) return undefined;
  return /^text\/|[/+]xml\s*$/i.test(type) ? "text" : "bytes";
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
