import type { FieldStyle } from "./operation-request.ts";

/** A name, its value, and its serialization. */
export type Field = readonly [name: string, value: unknown, how?: FieldStyle];

type Encode = (text: string) => string;

/** Percent-encodes all but the unreserved characters of RFC 3986; `encodeURIComponent` leaves five reserved ones. */
export function encode(text: string): string {
  // A fast path: most names and ids need no encoding.
  if (/^[\w.~-]*$/.test(text)) return text;
  if (/\p{Surrogate}/u.test(text)) {
    throw new TypeError(`invalid text: expected whole characters, received ${JSON.stringify(text)}`);
  }
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Keeps reserved characters that are valid in a query value; `#` `[` `]` are not, `&` and `+` have a meaning. */
function encodeReserved(text: string): string {
  return text.replace(/%[\dA-Fa-f]{2}|[\w.~:/?@!$'(),;*=-]+|[^%\w.~:/?@!$'(),;*=-]+|%/g, (part) =>
    /^(?:%..|[\w.~:/?@!$'(),;*=-]+)$/.test(part) ? part : encode(part),
  );
}

function same(text: string): string {
  return text;
}

/** The styles do not define nested objects; they are serialized as JSON. */
function textOf(value: unknown): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}

/** The defined members of an object or a list, as text. */
function entriesOf(value: object): [string, string][] {
  return Object.entries(value).flatMap(([key, member]) =>
    member === undefined || member === null ? [] : [[key, textOf(member)] as [string, string]],
  );
}

/**
 * A path parameter, serialized by OpenAPI's table of styles.
 * URL parsers resolve `.` and `..` even if encoded, so these values are rejected, and so is the empty text.
 */
export function toSegment(name: string, value: unknown, how: FieldStyle = {}): string {
  const text = value === undefined || value === null ? "" : expandPath(name, value, how);
  if (text === "" || text === "." || text === "..") {
    const received = typeof value === "string" ? text : (JSON.stringify(value) ?? "undefined");
    throw new TypeError(
      `invalid ${name}: expected a text that is valid in a path, received ${typeof value === "string" ? JSON.stringify(received) : received}`,
    );
  }
  return text;
}

/** A cell of the columns simple, label and matrix of the table. */
export function expandPath(name: string, value: unknown, { style = "simple", explode = false }: FieldStyle): string {
  if (style === "json") return encode(JSON.stringify(value));
  const key = encode(name);
  if (typeof value !== "object" || value === null) {
    const text = encode(textOf(value));
    if (style === "matrix") return text === "" ? `;${key}` : `;${key}=${text}`;
    return style === "label" ? `.${text}` : text;
  }
  const isList = Array.isArray(value);
  const items = entriesOf(value).map(([member, text]) =>
    isList ? encode(text) : `${encode(member)}${explode ? "=" : ","}${encode(text)}`,
  );
  if (items.length === 0) return "";
  if (style === "label") return `.${items.join(explode ? "." : ",")}`;
  if (style !== "matrix") return items.join(",");
  if (!explode) return `;${key}=${items.join(",")}`;
  return items.map((item) => (isList ? `;${key}=${item}` : `;${item}`)).join("");
}

/** A query of the defined values; undefined without any. */
export function toQuery(fields: readonly Field[]): string | undefined {
  let query: string | undefined;
  for (const [name, value, how = {}] of fields) {
    // A fast path: most parameters are absent.
    if (value === undefined) continue;
    for (const pair of encodedPairs(name, value, how)) {
      query = query === undefined ? pair.join("=") : `${query}&${pair.join("=")}`;
    }
  }
  return query;
}

/** The pairs of one value in a query, a form or a cookie, encoded. */
export function encodedPairs(name: string, value: unknown, how: FieldStyle): [string, string][] {
  return toPairs(name, value, how, encode, how.allowReserved ? encodeReserved : encode);
}

/** The pairs of one value without encoding, for the parts of a multipart form. */
export function plainPairs(name: string, value: unknown, how: FieldStyle): [string, string][] {
  return toPairs(name, value, how, same, same);
}

/** A cell of the columns form, spaceDelimited, pipeDelimited and deepObject of the table. */
function toPairs(name: string, value: unknown, how: FieldStyle, key: Encode, text: Encode): [string, string][] {
  const { style = "form", explode = style === "form" || style === "deepObject" } = how;
  if (value === undefined || value === null) return [];
  if (style === "json") return [[key(name), text(JSON.stringify(value))]];
  if (typeof value !== "object") return [[key(name), text(String(value))]];
  if (style === "deepObject") return deepPairs(name, value, key, text);
  const entries = entriesOf(value);
  if (entries.length === 0) return [];
  const isList = Array.isArray(value);
  if (explode) return entries.map(([member, each]) => [key(isList ? name : member), text(each)]);
  const delimiter = style === "spaceDelimited" ? text(" ") : style === "pipeDelimited" ? text("|") : ",";
  const flat = entries.flatMap(([member, each]) => (isList ? [text(each)] : [key(member), text(each)]));
  return [[key(name), flat.join(delimiter)]];
}

/** `a[b][c]=1` of any depth. The table does not define lists; their items are numbered, `a[0]=1`, as is common. */
function deepPairs(name: string, value: object, key: Encode, text: Encode): [string, string][] {
  return Object.entries(value).flatMap(([member, each]): [string, string][] => {
    const inner = `${name}[${member}]`;
    if (each === undefined || each === null) return [];
    return typeof each === "object" ? deepPairs(inner, each, key, text) : [[key(inner), text(String(each))]];
  });
}

/** Headers and cookies of the defined values; undefined without any. Headers are never percent-encoded. */
export function toHeaders(
  fields: readonly Field[],
  cookies: readonly Field[] = [],
): Record<string, string> | undefined {
  const headers = fields.flatMap(([name, value, how = {}]): [string, string][] =>
    value === undefined || value === null ? [] : [[name, headerText(value, how)]],
  );
  const pairs = cookies.flatMap(([name, value, how = {}]) => encodedPairs(name, value, how));
  if (pairs.length > 0) headers.push(["cookie", pairs.map((pair) => pair.join("=")).join("; ")]);
  return headers.length === 0 ? undefined : Object.fromEntries(headers);
}

function headerText(value: unknown, { style, explode = false }: FieldStyle): string {
  if (style === "json") return JSON.stringify(value);
  if (typeof value !== "object" || value === null) return textOf(value);
  const entries = entriesOf(value);
  return entries
    .map(([member, text]) => (Array.isArray(value) ? text : `${member}${explode ? "=" : ","}${text}`))
    .join(",");
}
