import { type ContractSchema, checkContract } from "@starfix/rules/contract";
import { ApiError, badRequest, invalidRequest } from "./api-error.ts";
import { ERROR_CODE } from "./error-code.ts";
import { detailOf } from "./issue-detail.ts";
import { findJsonIssue } from "./json-syntax.ts";

/** Larger bodies are refused: the largest job that makes sense (thousands of URIs and columns) is far below. */
export const MAX_BODY_BYTES: number = 10 * 1024 * 1024;

/** Deeper bodies are refused: a body that can be read but not written again must not become a job. */
export const MAX_BODY_DEPTH = 64;

/** Reads a body that must be JSON and fit `schema`; throws an {@link ApiError} with every issue. */
export async function readJson<TValue>(request: Request, schema: ContractSchema<unknown>): Promise<TValue> {
  requireJsonType(request.headers.get("content-type"));
  const value = parseJson(decodeUtf8(await readBytes(request)));
  const checked = checkContract(schema, value);
  if ("issues" in checked) throw badRequest(checked.issues.map(detailOf));
  // The schema only checks. As it was sent, the value keeps the order of its members, in which a caller reads it again.
  return value as TValue;
}

function requireJsonType(header: string | null): void {
  const type = header?.split(";", 1)[0]?.trim().toLowerCase();
  if (type === "application/json") return;
  throw new ApiError(
    415,
    ERROR_CODE.unsupportedMediaType,
    `invalid Content-Type: expected application/json, received ${header === null ? "nothing" : JSON.stringify(header)}`,
  );
}

async function readBytes(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length")) > MAX_BODY_BYTES) throw tooLarge();
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body) {
      size += chunk.byteLength;
      if (size > MAX_BODY_BYTES) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw badRequest([
      invalidRequest("", "invalid body: expected it whole, received a part and then a lost connection"),
    ]);
  }
  return Buffer.concat(chunks);
}

function tooLarge(): ApiError {
  return new ApiError(
    413,
    ERROR_CODE.bodyTooLarge,
    `invalid body: expected at most ${MAX_BODY_BYTES} bytes, received more`,
    {
      headers: { connection: "close" },
    },
  );
}

function decodeUtf8(bytes: Uint8Array): string {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    throw badRequest([invalidRequest("", "invalid body: expected JSON, received a byte order mark before it")]);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw badRequest([invalidRequest("", "invalid body: expected UTF-8, received bytes that are not")]);
  }
}

function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badRequest([invalidRequest("", notJson(text))]);
  }
  if (!isShallow(value, MAX_BODY_DEPTH)) {
    throw badRequest([invalidRequest("", `invalid body: expected at most ${MAX_BODY_DEPTH} levels, received more`)]);
  }
  return value;
}

function notJson(text: string): string {
  const issue = findJsonIssue(text);
  if (issue === undefined) return "invalid body: expected JSON";
  const received = issue.offset >= text.length ? "the end of the body" : "something else";
  return `invalid body: expected ${issue.expected} at line ${issue.line}, column ${issue.column}, received ${received}`;
}

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1));
}
