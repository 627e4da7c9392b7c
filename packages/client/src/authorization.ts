/** The request of a token from a {@link TokenSource}. */
export interface TokenContext {
  /** The token that the service rejected with 401; undefined for the first request. */
  readonly refused: string | undefined;
  /** Aborts with the call that needs the token. */
  readonly signal: AbortSignal | undefined;
}

/** Returns the access token for a request. It is called before every request, so it should cache the token. */
export type TokenSource = (context: TokenContext) => string | Promise<string>;

/** Credentials: an API key or an OAuth access token, exactly one of them. */
export type Credentials =
  | {
      /** API key, `pok_…`. It is sent as the user name of HTTP Basic with an empty password. */
      readonly apiKey: string;
      readonly token?: never;
    }
  | {
      /** OAuth access token, sent as `Bearer`, or a source of tokens such as `clientCredentials()`. */
      readonly token: string | TokenSource;
      readonly apiKey?: never;
    };

/** A value of the `Authorization` header, and the secrets in it. */
export interface Authorization {
  readonly header: string;
  readonly secrets: readonly string[];
  /** The token in it, if it came from a source that can renew it. */
  readonly token?: string;
}

/** Returns the authorization of a request; synchronously if it is constant. */
export type Authorize = (context: TokenContext) => Authorization | Promise<Authorization>;

/** Characters that are valid in a header. The value itself is never shown in a message. */
const VISIBLE_ASCII = /^[\x21-\x7e]+$/;

/** Validates credentials. @throws TypeError for none, for two, and for values that cannot be sent. */
export function createAuthorize({ apiKey, token }: Credentials): Authorize {
  if (apiKey !== undefined && token !== undefined) {
    throw new TypeError("invalid credentials: expected apiKey or token, received both");
  }
  if (apiKey !== undefined) {
    const encoded = btoa(`${checked("apiKey", apiKey)}:`);
    const authorization = { header: `Basic ${encoded}`, secrets: [apiKey, encoded] };
    return () => authorization;
  }
  if (typeof token === "string") {
    const authorization = bearer(token);
    return () => authorization;
  }
  if (token === undefined) throw new TypeError("invalid credentials: expected apiKey or token, received neither");
  return async (context) => {
    const current = await token(context);
    return { ...bearer(current), token: current };
  };
}

function bearer(token: string): Authorization {
  return { header: `Bearer ${checked("token", token)}`, secrets: [token] };
}

function checked(name: string, value: unknown): string {
  if (typeof value === "string" && VISIBLE_ASCII.test(value)) return value;
  const received =
    typeof value !== "string"
      ? `a value of type ${typeof value}`
      : value === ""
        ? "an empty text"
        : "spaces, line breaks or other characters between";
  throw new TypeError(`invalid ${name}: expected visible ASCII characters, received ${received}`);
}
