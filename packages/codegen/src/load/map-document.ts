import { isJsonObject, type JsonObject, type JsonValue, setMember } from "./json.ts";
import { joinPointer } from "./json-pointer.ts";

type Kind =
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
  | "schema";

interface Child {
  readonly kind: Kind;
  readonly shape: "one" | "map" | "list";
}

const one = (kind: Kind): Child => ({ kind, shape: "one" });
const map = (kind: Kind): Child => ({ kind, shape: "map" });
const list = (kind: Kind): Child => ({ kind, shape: "list" });

/** Where an OpenAPI document holds what. Keys that are not named here hold no schema. */
const CHILDREN: Readonly<Record<Exclude<Kind, "schema" | "callback">, Readonly<Record<string, Child>>>> = {
  document: { paths: map("pathItem"), webhooks: map("pathItem"), components: one("components") },
  components: {
    schemas: map("schema"),
    responses: map("response"),
    parameters: map("parameter"),
    requestBodies: map("requestBody"),
    headers: map("header"),
    callbacks: map("callback"),
    pathItems: map("pathItem"),
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
  },
  operation: {
    parameters: list("parameter"),
    requestBody: one("requestBody"),
    responses: map("response"),
    callbacks: map("callback"),
  },
  parameter: { schema: one("schema"), content: map("media") },
  header: { schema: one("schema"), content: map("media") },
  requestBody: { content: map("media") },
  response: { headers: map("header"), content: map("media") },
  media: { schema: one("schema") },
};

/** What is done at the places of interest of a document. */
export interface DocumentVisitor {
  schema(value: JsonValue, pointer: string): JsonValue;
  ref(ref: JsonValue, pointer: string): void;
}

/** Copies a document with every schema replaced by what the visitor makes of it. */
export function mapDocument(root: JsonObject, visitor: DocumentVisitor): JsonObject {
  const visit = (value: JsonValue, kind: Kind, pointer: string): JsonValue => {
    if (kind === "schema") return visitor.schema(value, pointer);
    if (!isJsonObject(value)) return value;
    if ("$ref" in value) {
      visitor.ref(value.$ref ?? null, joinPointer(pointer, "$ref"));
      if (kind !== "pathItem") return value;
    }
    const result: JsonObject = {};
    for (const [key, member] of Object.entries(value)) {
      const at = joinPointer(pointer, key);
      const child = childOf(kind, key);
      if (child?.shape === "one") {
        setMember(result, key, visit(member, child.kind, at));
      } else if (child?.shape === "list" && Array.isArray(member)) {
        result[key] = member.map((entry, index) => visit(entry, child.kind, joinPointer(at, index)));
      } else if (child?.shape === "map" && isJsonObject(member)) {
        const entries: JsonObject = {};
        for (const [name, entry] of Object.entries(member)) {
          setMember(
            entries,
            name,
            name.startsWith("x-") && child.kind !== "header" && !isJsonObject(entry)
              ? entry
              : visit(entry, child.kind, joinPointer(at, name)),
          );
        }
        result[key] = entries;
      } else {
        setMember(result, key, member);
      }
    }
    return result;
  };
  // A mapped object is an object again.
  return visit(root, "document", "") as JsonObject;
}

function childOf(kind: Exclude<Kind, "schema">, key: string): Child | undefined {
  if (kind === "callback") return key.startsWith("x-") ? undefined : one("pathItem");
  const children = CHILDREN[kind];
  return Object.hasOwn(children, key) ? children[key] : undefined;
}
