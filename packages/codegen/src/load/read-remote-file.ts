import { decodeText, failFile } from "./read-local-file.ts";

/** Reads `http(s)` URLs, like the standard `fetch`. */
export type Fetch = (url: string, init: { readonly signal: AbortSignal }) => Promise<Response>;

/** Timeout of a request. */
const TIME_LIMIT_MS = 30_000;

/** Several times the size of the largest known document. */
const MAX_BYTES = 64 * 1024 * 1024;

/** A response body, and whether its content type is JSON. */
export interface RemoteText {
  readonly text: string;
  readonly isJson: boolean;
}

/** Reads a text from an `http(s)` URL within limits of time and size. */
export async function readRemoteFile(url: string, fetch: Fetch): Promise<RemoteText> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIME_LIMIT_MS) });
    if (!response.ok) throw failFile(url, "unreadable_file", `expected an answer of 200, received ${response.status}`);
    const isJson = /[/+]json\b/.test(response.headers.get("content-type") ?? "");
    return { text: decodeText(url, await readBytes(url, response)), isJson };
  } catch (cause) {
    if (!(cause instanceof Error) || cause.name === "CodegenError") throw cause;
    const isLate = cause.name === "TimeoutError";
    const received = isLate ? `nothing within ${TIME_LIMIT_MS / 1000} seconds` : reasonOf(cause);
    throw failFile(url, "unreadable_file", `expected an answer of 200, received ${received}`);
  }
}

async function readBytes(url: string, response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) throw failFile(url, "unreadable_file", `expected at most ${MAX_BYTES} bytes, received more`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The message of the standard fetch is only "fetch failed"; its cause has the reason. */
function reasonOf(error: Error): string {
  return error.cause instanceof Error ? error.cause.message : error.message;
}
