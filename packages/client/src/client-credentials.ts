import type { TokenContext, TokenSource } from "./authorization.ts";
import { startTimer } from "./call-timer.ts";
import { networkError } from "./network-error.ts";
import { PolarisError } from "./polaris-error.ts";
import { parseJson, readFailure, unexpected } from "./read-failure.ts";
import { readRetryAfter, retryDelay } from "./retry.ts";
import { sleep } from "./sleep.ts";

/** Options of `clientCredentials`. */
export interface ClientCredentialsOptions {
  /** URL of the token endpoint, such as `https://id.imply.io/auth/realms/ORGANIZATION/protocol/openid-connect/token`. */
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Requested scopes, separated by spaces. @default the server's own */
  readonly scope?: string;
  /** Sends the requests. @default globalThis.fetch */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Timeout of a token request in milliseconds. @default 30000 */
  readonly timeout?: number;
}

interface Token {
  readonly value: string;
  /** Milliseconds since 1970. */
  readonly renewAt: number;
}

/** A token is renewed this long before it expires, or a tenth of its lifetime if that is less. */
const MARGIN_MS = 30_000;

/**
 * A source of access tokens by the client credentials grant of OAuth 2.0 (RFC 6749, section 4.4). A token is cached
 * until shortly before it expires, is renewed when the service rejects it, and is requested once for concurrent calls.
 *
 * @throws PolarisError from every call while the token server returns an error; no message contains the secret.
 *
 * @example
 * const token = clientCredentials({ tokenUrl, clientId: "ingest", clientSecret });
 * const client = createClient({ url, projectId, token });
 */
export function clientCredentials(options: ClientCredentialsOptions): TokenSource {
  const url = URL.canParse(options.tokenUrl) ? new URL(options.tokenUrl) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new TypeError(
      `invalid tokenUrl: expected an http or https URL, received ${JSON.stringify(options.tokenUrl)}`,
    );
  }
  for (const name of ["clientId", "clientSecret"] as const) {
    if (options[name] === "") throw new TypeError(`invalid ${name}: expected a text, received an empty one`);
  }
  let current: Token | undefined;
  let coming: Promise<Token> | undefined;
  return async ({ refused }: TokenContext): Promise<string> => {
    if (current !== undefined && current.value !== refused && Date.now() < current.renewAt) return current.value;
    coming ??= fetchToken(options, url).finally(() => {
      coming = undefined;
    });
    current = await coming;
    return current.value;
  };
}

/** A token request has no side effects, so it is retried like a GET. */
async function fetchToken(options: ClientCredentialsOptions, { pathname }: URL): Promise<Token> {
  const line = { method: "POST", path: pathname };
  for (let tried = 1; ; tried++) {
    const timer = startTimer(options.timeout ?? 30_000, []);
    let retryAfter: number | undefined;
    try {
      const response = await post(options, timer.signal);
      retryAfter = readRetryAfter(response.headers.get("retry-after"));
      const secrets = [options.clientSecret];
      if (!response.ok) throw await readFailure(response, line, secrets);
      const asked = Date.now();
      const text = await response.text();
      const token = readToken(parseJson(text), asked);
      if (token === undefined)
        throw unexpected(response, line, { message: "expected a JSON object with access_token" });
      return token;
    } catch (thrown) {
      const error = thrown instanceof PolarisError ? thrown : networkError(line, thrown);
      const delay = retryDelay(error, { method: "GET", tried, retryAfter }, {});
      if (delay === undefined) throw error;
      await sleep(delay, []);
    } finally {
      timer.end();
    }
  }
}

function post(options: ClientCredentialsOptions, signal: AbortSignal): Promise<Response> {
  const { tokenUrl, clientId, clientSecret, scope, fetch: send = fetch } = options;
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
    ...(scope === undefined ? {} : { scope }),
  });
  const headers = { accept: "application/json", "content-type": "application/x-www-form-urlencoded" };
  // The secret must not be sent to the target of a redirect.
  return send(tokenUrl, { method: "POST", headers, body: body.toString(), redirect: "manual", signal });
}

/** Without `expires_in` a token is kept until the service rejects it. */
function readToken(body: unknown, asked: number): Token | undefined {
  if (typeof body !== "object" || body === null || !("access_token" in body)) return undefined;
  const { access_token: value } = body;
  if (typeof value !== "string" || value === "") return undefined;
  const life = "expires_in" in body ? Number(body.expires_in) * 1000 : Number.NaN;
  const renewAt = life > 0 ? asked + life - Math.min(MARGIN_MS, life / 10) : Number.POSITIVE_INFINITY;
  return { value, renewAt };
}
