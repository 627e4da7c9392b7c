import type { ErrorResponse } from "@starfix/schema";
import type { ApiError } from "./api-error.ts";

const JSON_HEADERS = { "content-type": "application/json" } as const;

/** An answer with a JSON body. */
export function jsonResponse(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(value), { status, headers: { ...JSON_HEADERS, ...headers } });
}

/** 200 with no body and no content type, as the official clients expect of delete and test. */
export function emptyResponse(): Response {
  return new Response(null, { status: 200, headers: { "content-length": "0" } });
}

/** The only form of an error answer: flat, as JSON. */
export function errorResponse({ code, message, options, status }: ApiError): Response {
  const { details, headers, target } = options;
  const body: ErrorResponse = {
    code,
    message,
    ...(target === undefined ? {} : { target }),
    ...(details === undefined ? {} : { details: [...details] }),
  };
  return jsonResponse(body, status, headers);
}
