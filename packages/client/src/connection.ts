import { type Authorize, createAuthorize } from "./authorization.ts";
import type { Hooks } from "./hooks.ts";
import { readUrl } from "./read-url.ts";
import type { RetryOptions } from "./retry.ts";
import type { ClientOptions } from "./transport.ts";

/** What requests are sent with, read once. */
export interface Connection {
  readonly url: string;
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly authorize: Authorize;
  readonly fetch: NonNullable<ClientOptions["fetch"]>;
  readonly timeout: number;
  readonly retry: RetryOptions;
  readonly signal: AbortSignal | undefined;
  readonly hooks: Hooks;
}

/** Reads the options of a client. @throws TypeError for what cannot be right. */
export function connect(options: ClientOptions): Connection {
  const { projectId, fetch: send, timeout = 60_000, retry = {}, signal, hooks = {} } = options;
  const url = readUrl(options.url);
  if (projectId === "") throw new TypeError("invalid projectId: expected the id of a project, received an empty text");
  if (!(timeout > 0)) throw new TypeError(`invalid timeout: expected milliseconds above zero, received ${timeout}`);
  return {
    url,
    headers: readHeaders(options.headers),
    authorize: createAuthorize(options),
    fetch: send ?? ((input, init) => fetch(input, init)),
    timeout,
    retry: retry === false ? { tries: 1 } : retry,
    signal,
    hooks,
  };
}

/** Headers of a caller, checked, with their names in small letters. */
export function readHeaders(headers: Readonly<Record<string, string>> | undefined): Readonly<Record<string, string>> {
  if (headers === undefined) return {};
  const checked = new Headers(headers);
  if (checked.has("authorization")) {
    throw new TypeError("invalid headers: Authorization is set from apiKey or token, leave it out");
  }
  return Object.fromEntries(checked);
}
