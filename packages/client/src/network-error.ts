/** The request of an error. The path is without host and query. */
export interface RequestLine {
  readonly method: string;
  readonly path: string;
}

/** Codes of errors before the first byte of a request is sent, in Node.js, OpenSSL, undici and Bun. */
const BEFORE_SENDING =
  /^(?:ConnectionRefused|FailedToOpenSocket|ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_CERT_ALTNAME_INVALID|CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+)$/;

/** Deno has only messages. */
const DENO_CONNECT = /client error \(Connect\)/;

/**
 * There was no response. This class itself means that the request was not sent (connection refused, unknown host,
 * invalid certificate), so it is safe to send it again. Its subclass {@link ConnectionLostError} is for a request that
 * may have taken effect.
 *
 * @example
 * new NetworkError({ method: "POST", path: "/v1/projects/p/jobs" }, "connection refused").message
 * // => "POST /v1/projects/p/jobs was not sent: connection refused"
 */
export class NetworkError extends Error {
  readonly method: string;
  readonly path: string;

  constructor(request: RequestLine, reason: string, options?: ErrorOptions & { readonly what?: string }) {
    super(`${request.method} ${request.path} ${options?.what ?? "was not sent"}: ${reason}`, options);
    this.name = "NetworkError";
    this.method = request.method;
    this.path = request.path;
  }
}

/**
 * The request was or may have been sent, and its response was lost: the connection broke, or the call timed out. It is
 * unknown whether it took effect; after a POST, look for the resource before sending it again.
 *
 * @example
 * new ConnectionLostError({ method: "POST", path: "/v1/projects/p/jobs" }, "other side closed").message
 * // => "POST /v1/projects/p/jobs got no answer: other side closed"
 */
export class ConnectionLostError extends NetworkError {
  constructor(request: RequestLine, reason: string, options?: ErrorOptions) {
    super(request, reason, { ...options, what: "got no answer" });
    this.name = "ConnectionLostError";
  }
}

/** Converts an error of `fetch`. */
export function networkError(request: RequestLine, thrown: unknown): NetworkError {
  const codes = [...errorCodes(thrown)];
  // With several addresses, the request was not sent only if the connection to each of them failed.
  const unsent =
    codes.length > 0 ? codes.every((code) => BEFORE_SENDING.test(code)) : DENO_CONNECT.test(reasonOf(thrown));
  const reason = reasonOf(thrown);
  return unsent
    ? new NetworkError(request, reason, { cause: thrown })
    : new ConnectionLostError(request, reason, { cause: thrown });
}

function* errorCodes(thrown: unknown): Generator<string> {
  if (!(thrown instanceof Error)) return;
  if (thrown instanceof AggregateError) {
    for (const error of thrown.errors) yield* errorCodes(error);
    return;
  }
  if ("code" in thrown && typeof thrown.code === "string") yield thrown.code;
  else yield* errorCodes(thrown.cause);
}

/** The innermost message is more specific than `fetch failed`. */
function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  if (thrown.cause instanceof Error) return reasonOf(thrown.cause);
  if (thrown instanceof AggregateError && thrown.message === "") return reasonOf(thrown.errors[0]);
  return thrown.message === "" ? thrown.name : thrown.message;
}
