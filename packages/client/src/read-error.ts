import type { ErrorDetail, ErrorFacts } from "./polaris-error.ts";

/** A longer text is an HTML page rather than a message. */
const LONGEST_TEXT = 300;

/**
 * Parses the known forms of error responses: flat `{code, message}`, wrapped `{error: {code, message}}`, that of the SQL
 * operations `{error, errorCode, errorMessage}`, a gateway's `{message}`, plain text, HTML, and an empty body.
 */
export function readError(status: number, statusText: string, body: unknown): ErrorFacts {
  const fallback = statusText === "" ? `status ${status} without a reason` : statusText;
  if (typeof body === "string") return { message: readText(body) ?? fallback, details: [] };
  if (!isObject(body)) return { message: fallback, details: [] };
  if (isObject(body.error)) return readError(status, statusText, body.error);
  const code = text(body.code) ?? text(body.errorCode);
  const target = text(body.target);
  const message = text(body.message) ?? text(body.errorMessage) ?? text(body.error) ?? fallback;
  return {
    ...(code === undefined ? {} : { code }),
    message,
    ...(target === undefined ? {} : { target }),
    details: Array.isArray(body.details) ? body.details.flatMap(readDetail) : [],
  };
}

function readDetail(detail: unknown): ErrorDetail[] {
  if (!isObject(detail)) return [];
  const { code, target } = detail;
  const message = text(detail.message) ?? text(code) ?? "no reason given";
  return [
    { ...(text(code) ? { code: String(code) } : {}), message, ...(typeof target === "string" ? { target } : {}) },
  ];
}

function readText(body: string): string | undefined {
  const html = /^\s*<(?:!doctype|html)/i.test(body);
  const title = html ? /<title[^>]*>([^<]*)<\/title>/i.exec(body)?.[1] : body;
  const line = title?.replace(/\s+/g, " ").trim();
  if (!line) return undefined;
  return line.length > LONGEST_TEXT ? `${line.slice(0, LONGEST_TEXT)}…` : line;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
