import { type Authorize, createAuthorize } from "./authorization.ts";
import type { Hooks } from "./hooks.ts";
import { readUrl } from "./read-url.ts";
import type { RetryOptions } from "./retry.ts";
import type { ClientOptions } from "./transport.ts";

/** The validated options of a client. */
export interface Connection {
  readonly url: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly authorize: Authorize;
  readonly fetch: NonNullable<ClientOptions["fetch"]>;
  readonly timeout: number;
  readonly retry: RetryOptions;
  readonly signal: AbortSignal | undefined;
  readonly hooks: Hooks;
}

/** Validates the options of a client. @throws TypeError for an invalid one. */
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

/** Validates headers of a caller; the result has lower-case names. */
export function readHeaders(headers: Readonly<Record<string, string>> | undefined): Readonly<Record<string, string>> {
  if (headers === undefined) return {};
  const checked = new Headers(headers);
  if (checked.has("authorization")) {
    throw new TypeError("invalid headers: Authorization is set from apiKey or token, leave it out");
  }
  return Object.fromEntries(checked);
}
