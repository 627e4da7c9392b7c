import type { OperationRequest } from "@starfix/schema/operations";
import { redact } from "./hooks.ts";
import { type ErrorFacts, PolarisError } from "./polaris-error.ts";
import { readError } from "./read-error.ts";

type Line = Pick<OperationRequest, "method" | "path">;

/** Reads an error response. */
export async function readFailure(
  response: Response,
  request: Line,
  secrets: readonly string[],
): Promise<PolarisError> {
  const location = response.headers.get("location");
  const isHidden = response.type === "opaqueredirect";
  if (isHidden || (response.status >= 300 && response.status < 400 && location !== null)) {
    const place = location === null ? "a place that the browser does not tell" : redact(location, secrets);
    const message = `redirected to ${place}; a request that writes is not sent on, give the client the URL it leads to`;
    return polarisError(response, request, { message, details: [] }, undefined);
  }
  const text = redact(await response.text(), secrets);
  const body = parseJson(text) ?? text;
  return polarisError(response, request, readError(response.status, response.statusText, body), body);
}

/** The error for a success response that is not valid JSON. */
export function unreadable(response: Response, request: Line, text: string, secrets: readonly string[]): PolarisError {
  const type = response.headers.get("content-type") ?? "a body without a content type";
  const received = /[/+]json\b/.test(type) ? `${type} that is none, or was cut off` : type;
  return unexpected(response, request, { message: `expected JSON, received ${received}` }, redact(text, secrets));
}

/** The error for a success response with unexpected content. */
export function unexpected(
  response: Response,
  request: Line,
  facts: Pick<ErrorFacts, "message">,
  body?: unknown,
): PolarisError {
  return polarisError(response, request, { ...facts, details: [] }, body);
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function polarisError(response: Response, { method, path }: Line, facts: ErrorFacts, body: unknown): PolarisError {
  const { headers, status } = response;
  const requestId = headers.get("x-request-id") ?? headers.get("x-ms-client-request-id");
  return new PolarisError({
    ...facts,
    request: { method, path },
    status,
    body,
    ...(requestId === null ? {} : { requestId }),
  });
}
