import { decodeText, failFile } from "./read-local-file.ts";

/** How `http(s)` addresses are read. The standard `fetch` is one. */
export type Fetch = (url: string, init: { readonly signal: AbortSignal }) => Promise<Response>;

/** Long enough for a slow server, short enough to wait for. */
const TIME_LIMIT_MS = 30_000;

/** Several times the largest description that is known. */
const MAX_BYTES = 64 * 1024 * 1024;

/** What was read at an address, and whether its server says that it is JSON. */
export interface RemoteText {
  readonly text: string;
  readonly isJson: boolean;
}

/** Reads a text at an `http(s)` address within limits of time and size. */
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

/** The standard fetch says only "fetch failed"; why is in the cause. */
function reasonOf(error: Error): string {
  return error.cause instanceof Error ? error.cause.message : error.message;
}
