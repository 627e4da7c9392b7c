import { isJsonObject, type JsonObject, type JsonValue } from "./json.ts";
import { joinPointer, parsePointer } from "./json-pointer.ts";
import type { LoadedDocument } from "./load-document.ts";
import { childOf, isExtensionOf, type Kind } from "./map-document.ts";
import { DEFINITION_KEYS, SCHEMA_KEYS } from "./schema-keys.ts";

/** One of the bundled files. */
export interface SourceFile {
  /** Base URI of relative references in the file: absolute, without a fragment. */
  readonly uri: string;
  readonly document: LoadedDocument;
}

/** A schema resource: a file, or a schema with `$id`. Anchors and pointers are relative to it. */
export interface Resource {
  readonly uri: string;
  readonly file: SourceFile;
  readonly pointer: string;
  readonly root: JsonValue;
  readonly anchors: Map<string, Place>;
  readonly dynamicAnchors: Map<string, Place>;
}

/** A value in a file, and the resource that its references are relative to. */
export interface Place {
  readonly value: JsonValue;
  readonly file: SourceFile;
  readonly pointer: string;
  readonly resource: Resource;
}

/** A resolved reference: a place, a file that was not read (with its possible URIs), or nothing. */
export type Resolution =
  | { readonly kind: "place"; readonly place: Place; readonly dynamicName?: string }
  | { readonly kind: "missing"; readonly uris: readonly string[] }
  | { readonly kind: "nothing" };

const NOTHING: Resolution = { kind: "nothing" };

/** Limit of references followed while one pointer is resolved. */
const MAX_FOLLOWED = 100;

/** Finds schemas by URI, according to the rules of JSON Schema 2020-12 for `$id`, `$anchor` and pointers. */
export class SchemaRegistry {
  readonly #lookup: (uri: string) => SourceFile | undefined;
  readonly #files = new Map<string, Resource>();
  readonly #byId = new Map<string, Resource>();
  readonly #entered = new Map<JsonObject, Resource>();
  readonly #scanned = new Set<Resource>();
  /** References already followed for the current pointer, to detect cycles. */
  readonly #followed = new Set<JsonObject>();

  constructor(lookup: (uri: string) => SourceFile | undefined) {
    this.#lookup = lookup;
  }

  /** The resource of a file. */
  addFile(file: SourceFile): Resource {
    const known = this.#files.get(file.uri);
    if (known) return known;
    const resource = createResource(file.uri, file, "", file.document.root);
    this.#files.set(file.uri, resource);
    return resource;
  }

  /** The resource of a schema: its own if it has `$id`, otherwise the surrounding one. */
  enter(value: JsonValue, around: Resource, pointerOf: () => string): Resource {
    if (!isJsonObject(value) || typeof value.$id !== "string") return around;
    const known = this.#entered.get(value);
    if (known) return known;
    const uri = resolveUri(value.$id, around.uri)?.uri;
    const resource = uri === undefined ? around : createResource(uri, around.file, pointerOf(), value);
    this.#entered.set(value, resource);
    if (uri !== undefined) setFirst(this.#byId, uri, resource);
    return resource;
  }

  /** Resolves a reference. */
  resolve(ref: string, from: Resource): Resolution {
    this.#followed.clear();
    return this.#resolve(ref, from);
  }

  #resolve(ref: string, from: Resource): Resolution {
    const hash = ref.indexOf("#");
    const fragment = decode(hash < 0 ? "" : ref.slice(hash + 1));
    if (hash === 0) return this.#inResource(from, fragment);
    const uri = resolveUri(ref, from.uri)?.uri;
    // A file whose `$id` is a URL may still refer to local files by relative paths.
    const fileUri = resolveUri(ref, from.file.uri)?.uri;
    const uris = [...new Set([uri, fileUri])].filter((candidate) => candidate !== undefined);
    for (const candidate of uris) {
      const resource = this.#find(candidate);
      if (resource) return this.#inResource(resource, fragment);
    }
    return uris.length === 0 ? NOTHING : { kind: "missing", uris };
  }

  /** Indexes `$id` and anchors of all files read so far. */
  scanAll(): void {
    for (const resource of this.#files.values()) {
      if (this.#scanned.has(resource)) continue;
      this.#scanned.add(resource);
      const { root } = resource;
      const isOpenApi = isJsonObject(root) && (root.openapi !== undefined || root.swagger !== undefined);
      if (isOpenApi) this.#scanObject(root, "document", "", resource);
      else this.#scanSchema(root, "", resource);
    }
  }

  #find(uri: string): Resource | undefined {
    const known = this.#files.get(uri);
    if (known) return known;
    this.scanAll();
    const embedded = this.#byId.get(uri);
    if (embedded) return embedded;
    const file = this.#lookup(uri);
    return file && this.addFile(file);
  }

  #inResource(given: Resource, fragment: string): Resolution {
    const resource = this.enter(given.root, given, () => given.pointer);
    if (fragment === "" || fragment.startsWith("/")) {
      const resolution = this.#atPointer(resource, fragment);
      return resolution.kind === "nothing" ? this.#atFilePointer(resource, fragment) : resolution;
    }
    this.scanAll();
    const dynamic = resource.dynamicAnchors.get(fragment);
    if (dynamic) return { kind: "place", place: dynamic, dynamicName: fragment };
    const place = resource.anchors.get(fragment);
    return place ? { kind: "place", place } : NOTHING;
  }

  /** Real documents use `#/components/…` inside a schema with `$id` to refer to the file. */
  #atFilePointer(resource: Resource, pointer: string): Resolution {
    const whole = this.#files.get(resource.file.uri);
    return whole && whole !== resource ? this.#atPointer(whole, pointer) : NOTHING;
  }

  #atPointer(start: Resource, pointer: string): Resolution {
    let value: JsonValue = start.root;
    let resource = start;
    let at = start.pointer;
    const keys = parsePointer(pointer);
    for (const [index, key] of keys.entries()) {
      if (typeof value !== "object" || value === null) return NOTHING;
      if (!Object.hasOwn(value, key) || (Array.isArray(value) && !/^(0|[1-9]\d*)$/.test(key))) {
        // A pointer may pass through a reference: common when a component is in a separate file.
        if (!isJsonObject(value) || typeof value.$ref !== "string") return NOTHING;
        if (this.#followed.has(value) || this.#followed.size >= MAX_FOLLOWED) return NOTHING;
        this.#followed.add(value);
        const next = this.#resolve(value.$ref, resource);
        if (next.kind !== "place") return next;
        const { place } = next;
        const from = createResource(place.resource.uri, place.file, place.pointer, place.value);
        return this.#atPointer(from, joinPointer("", ...keys.slice(index)));
      }
      // Arrays and objects are both indexed by key here, which TypeScript cannot express.
      value = (value as JsonObject)[key] ?? null;
      at = joinPointer(at, key);
      const pointerHere = at;
      resource = this.enter(value, resource, () => pointerHere);
    }
    return { kind: "place", place: { value, file: start.file, pointer: at, resource } };
  }

  #scanObject(value: JsonValue, kind: Kind, pointer: string, resource: Resource): void {
    if (kind === "schema") {
      this.#scanSchema(value, pointer, resource);
      return;
    }
    if (!isJsonObject(value)) return;
    for (const [key, member] of Object.entries(value)) {
      const child = childOf(kind, key);
      if (!child) continue;
      const at = joinPointer(pointer, key);
      if (child.shape === "one") {
        this.#scanObject(member, child.kind, at, resource);
      } else if (typeof member === "object" && member !== null) {
        for (const [name, entry] of Object.entries(member)) {
          if (!isExtensionOf(child.kind, name, entry))
            this.#scanObject(entry, child.kind, joinPointer(at, name), resource);
        }
      }
    }
  }

  #scanSchema(value: JsonValue, pointer: string, around: Resource): void {
    if (!isJsonObject(value)) return;
    const resource = this.enter(value, around, () => pointer);
    const place: Place = { value, file: resource.file, pointer, resource };
    if (typeof value.$anchor === "string") setFirst(resource.anchors, value.$anchor, place);
    if (typeof value.$dynamicAnchor === "string") setFirst(resource.dynamicAnchors, value.$dynamicAnchor, place);
    for (const [key, member] of Object.entries(value)) {
      const shapes = DEFINITION_KEYS.has(key) ? ["map"] : SCHEMA_KEYS.get(key);
      if (!shapes || typeof member !== "object" || member === null) continue;
      const at = joinPointer(pointer, key);
      if (shapes.includes("one") && !Array.isArray(member)) this.#scanSchema(member, at, resource);
      else for (const [name, entry] of Object.entries(member)) this.#scanSchema(entry, joinPointer(at, name), resource);
    }
  }
}

/** Resolves a URI against a base and removes the fragment. */
export function resolveUri(ref: string, base: string): { readonly uri: string } | undefined {
  const whole = ref.split("#", 1)[0] ?? "";
  if (whole === "") return { uri: base };
  try {
    return { uri: new URL(whole, base).href };
  } catch {
    return undefined;
  }
}

function createResource(uri: string, file: SourceFile, pointer: string, root: JsonValue): Resource {
  return { uri, file, pointer, root, anchors: new Map(), dynamicAnchors: new Map() };
}

/** Keeps the first of two schemas with the same name, in an order that does not depend on the order of keys. */
function setFirst<TPlace extends Pick<Place, "file" | "pointer">>(
  places: Map<string, TPlace>,
  name: string,
  place: TPlace,
): void {
  const present = places.get(name);
  const isFirst = !present || (present.file === place.file && place.pointer < present.pointer);
  if (isFirst) places.set(name, place);
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
