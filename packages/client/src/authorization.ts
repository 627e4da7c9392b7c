/** What a {@link TokenSource} is told. */
export interface TokenContext {
  /** The token that the service has just refused with 401; undefined at first. */
  readonly refused: string | undefined;
  /** Ends with the call that needs the token. */
  readonly signal: AbortSignal | undefined;
}

/** Gives the access token of each request. It is asked before every one, so it keeps what it has until that expires. */
export type TokenSource = (context: TokenContext) => string | Promise<string>;

/** What the caller proves itself with: an API key, or an OAuth access token. Exactly one of them. */
export type Credentials =
  | {
      /** API key, `pok_…`. It is sent as the user name of HTTP Basic with an empty password. */
      readonly apiKey: string;
      readonly token?: never;
    }
  | {
      /** OAuth access token, sent as `Bearer`; or what gives one, such as `clientCredentials()`. */
      readonly token: string | TokenSource;
      readonly apiKey?: never;
    };

/** A value of the `Authorization` header, and the texts in it that nobody else should see. */
export interface Authorization {
  readonly header: string;
  readonly secrets: readonly string[];
  /** The token in it, where it came from a source that may give another. */
  readonly token?: string;
}

/** Gives the authorization of a request; at once where it is always the same. */
export type Authorize = (context: TokenContext) => Authorization | Promise<Authorization>;

/** Characters that may stand in a header as they are; the value itself is never repeated in a message. */
const VISIBLE_ASCII = /^[\x21-\x7e]+$/;

/** Reads credentials. @throws TypeError for none, for two, and for what cannot be sent. */
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
