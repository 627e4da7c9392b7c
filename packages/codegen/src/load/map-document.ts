import { isJsonObject, type JsonValue } from "./json.ts";

/** Kinds of objects in an OpenAPI document. */
export type Kind =
  | "document"
  | "components"
  | "pathItem"
  | "operation"
  | "callback"
  | "parameter"
  | "header"
  | "requestBody"
  | "response"
  | "media"
  | "encoding"
  | "example"
  | "link"
  | "securityScheme"
  | "schema";

interface Child {
  readonly kind: Kind;
  readonly shape: "one" | "map" | "list";
}

const one = (kind: Kind): Child => ({ kind, shape: "one" });
const map = (kind: Kind): Child => ({ kind, shape: "map" });
const list = (kind: Kind): Child => ({ kind, shape: "list" });

/** The members of each kind, up to OpenAPI 3.2. Members that are not listed contain neither a schema nor a reference. */
const CHILDREN: Readonly<Record<Exclude<Kind, "schema" | "callback">, Readonly<Record<string, Child>>>> = {
  document: { paths: map("pathItem"), webhooks: map("pathItem"), components: one("components") },
  components: {
    schemas: map("schema"),
    responses: map("response"),
    parameters: map("parameter"),
    examples: map("example"),
    requestBodies: map("requestBody"),
    headers: map("header"),
    securitySchemes: map("securityScheme"),
    links: map("link"),
    callbacks: map("callback"),
    pathItems: map("pathItem"),
    mediaTypes: map("media"),
  },
  pathItem: {
    parameters: list("parameter"),
    get: one("operation"),
    put: one("operation"),
    post: one("operation"),
    delete: one("operation"),
    options: one("operation"),
    head: one("operation"),
    patch: one("operation"),
    trace: one("operation"),
    query: one("operation"),
    additionalOperations: map("operation"),
  },
  operation: {
    parameters: list("parameter"),
    requestBody: one("requestBody"),
    responses: map("response"),
    callbacks: map("callback"),
  },
  parameter: { schema: one("schema"), content: map("media"), examples: map("example") },
  header: { schema: one("schema"), content: map("media"), examples: map("example") },
  requestBody: { content: map("media") },
  response: { headers: map("header"), content: map("media"), links: map("link") },
  media: {
    schema: one("schema"),
    itemSchema: one("schema"),
    examples: map("example"),
    encoding: map("encoding"),
    prefixEncoding: list("encoding"),
    itemEncoding: one("encoding"),
  },
  encoding: { headers: map("header"), encoding: map("encoding") },
  example: {},
  link: {},
  securityScheme: {},
};

/** The section of `components` for a kind; undefined for kinds without one. */
export function sectionOf(kind: Kind): string | undefined {
  return SECTIONS.get(kind);
}

const SECTIONS: ReadonlyMap<Kind, string> = new Map(
  Object.entries(CHILDREN.components).map(([section, { kind }]) => [kind, section]),
);

/** The kind of a member of an object. */
export function childOf(kind: Exclude<Kind, "schema">, key: string): Child | undefined {
  if (kind === "callback") return key.startsWith("x-") ? undefined : one("pathItem");
  const children = CHILDREN[kind];
  return Object.hasOwn(children, key) ? children[key] : undefined;
}

/** Whether a member of a map is an extension. Header names that start with `x-` are not. */
export function isExtensionOf(kind: Kind, name: string, entry: JsonValue): boolean {
  return name.startsWith("x-") && kind !== "header" && !isJsonObject(entry);
}
