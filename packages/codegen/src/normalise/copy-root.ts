import { isJsonObject, type JsonObject, type JsonValue, setMember } from "../load/json.ts";
import { childOf, isExtensionOf, type Kind } from "../load/map-document.ts";
import { sortedKeys, sortJson } from "./json-order.ts";
import { type Place, stepInto } from "./place.ts";

/** Direction of a value: from client to server, or from server to client. */
export type Direction = "request" | "answer";

/** A place in a copied document whose schema is set later. */
export interface SchemaHole {
  readonly value: JsonValue;
  readonly place: Place;
  readonly direction: Direction;
  fill(schema: JsonValue): void;
}

export interface RootCopy {
  readonly root: JsonObject;
  /** The places of all schemas outside `components.schemas`. */
  readonly holes: readonly SchemaHole[];
}

/**
 * Copies a document with its keys sorted and without `components.schemas`. Examples of media types are left out: no target
 * reads them, and they are most of the bytes of large documents.
 */
export function copyRoot(root: JsonObject, checkRef: (ref: JsonValue, place: Place) => void): RootCopy {
  const holes: SchemaHole[] = [];
  const copy = (value: JsonValue, kind: Kind, place: Place, direction: Direction): JsonValue => {
    if (!isJsonObject(value) || kind === "schema") return sortJson(value);
    const result: JsonObject = {};
    const put = (
      target: JsonObject | JsonValue[],
      key: string,
      member: JsonValue,
      of: Kind,
      at: Place,
      to: Direction,
    ): void => {
      if (of === "schema") {
        // The key is set now, so that it keeps its position.
        assign(target, key, null);
        holes.push({ value: member, place: at, direction: to, fill: (schema) => assign(target, key, schema) });
      } else assign(target, key, copy(member, of, at, to));
    };
    for (const key of sortedKeys(value)) {
      const member = value[key] ?? null;
      if (key === "$ref") {
        checkRef(member, place);
        result[key] = member;
        continue;
      }
      if (EXAMPLES.has(key) && WITH_EXAMPLES.has(kind)) continue;
      const child = childOf(kind, key);
      if (!child) {
        setMember(result, key, sortJson(member));
        continue;
      }
      if (kind === "components" && key === "schemas") continue;
      const next = directionOf(kind, key, direction);
      if (child.shape === "one") {
        put(result, key, member, child.kind, stepInto(place, key), next);
      } else if (child.shape === "list" && Array.isArray(member)) {
        const list: JsonValue[] = [];
        for (const [index, entry] of member.entries())
          put(list, String(index), entry, child.kind, stepInto(place, key, index), next);
        result[key] = list;
      } else if (child.shape === "map" && isJsonObject(member)) {
        const entries: JsonObject = {};
        for (const name of sortedKeys(member)) {
          const entry = member[name] ?? null;
          if (isExtensionOf(child.kind, name, entry)) setMember(entries, name, sortJson(entry));
          else put(entries, name, entry, child.kind, stepInto(place, key, name), next);
        }
        result[key] = entries;
      } else {
        setMember(result, key, sortJson(member));
      }
    }
    return result;
  };
  // The copy of an object is an object.
  return { root: copy(root, "document", "", "request") as JsonObject, holes };
}

function assign(target: JsonObject | JsonValue[], key: string, value: JsonValue): void {
  if (Array.isArray(target)) target[Number(key)] = value;
  else setMember(target, key, value);
}

const EXAMPLES: ReadonlySet<string> = new Set(["example", "examples"]);
const WITH_EXAMPLES: ReadonlySet<Kind> = new Set<Kind>(["media", "parameter", "header", "components"]);

/** In webhooks and callbacks, the server sends requests and the client responds. */
function directionOf(kind: Kind, key: string, direction: Direction): Direction {
  const other = direction === "request" ? "answer" : "request";
  if (kind === "document" && key === "webhooks") return other;
  if (kind === "operation" && (key === "callbacks" || key === "responses")) return other;
  if (kind === "components" && (key === "callbacks" || key === "responses" || key === "headers" || key === "links"))
    return other;
  return direction;
}
