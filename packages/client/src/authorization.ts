/** What the caller proves itself with: an API key, or an OAuth access token. Exactly one of them. */
export type Credentials =
  | {
      /** API key, `pok_…`. It is sent as the user name of HTTP Basic with an empty password. */
      readonly apiKey: string;
      readonly token?: never;
    }
  | {
      /** OAuth access token, sent as `Bearer`. */
      readonly token: string;
      readonly apiKey?: never;
    };

/** Characters that may stand in a header as they are; the value itself is never repeated in a message. */
const VISIBLE_ASCII = /^[\x21-\x7e]+$/;

/** The value of the `Authorization` header. */
export function authorizationHeader(credentials: Credentials): string {
  const { apiKey, token } = credentials;
  if (apiKey !== undefined && token !== undefined) {
    throw new TypeError("invalid credentials: expected apiKey or token, received both");
  }
  if (apiKey !== undefined) return `Basic ${btoa(`${checked("apiKey", apiKey)}:`)}`;
  if (token !== undefined) return `Bearer ${checked("token", token)}`;
  throw new TypeError("invalid credentials: expected apiKey or token, received neither");
}

function checked(name: string, value: string): string {
  if (VISIBLE_ASCII.test(value)) return value;
  const received = value === "" ? "an empty text" : "spaces, line breaks or other characters between";
  throw new TypeError(`invalid ${name}: expected visible ASCII characters, received ${received}`);
}
