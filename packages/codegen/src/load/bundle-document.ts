import { EMPTY_SCOPE } from "./dynamic-scope.ts";
import { type Hoisted, keyOf, pointerTo } from "./hoisted.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "./json.ts";
import { joinPointer } from "./json-pointer.ts";
import { Linker, type MissingFile, type Problem, type Surroundings } from "./linker.ts";
import { childOf, isExtensionOf, type Kind, sectionOf } from "./map-document.ts";
import { MemberCopy } from "./member-copy.ts";
import { DEFINITION_KEYS, NAMING_KEYS, SCHEMA_KEYS } from "./schema-keys.ts";
import type { SourceFile } from "./schema-registry.ts";
import { keysOf, type Origin, originOf, type SourcePath } from "./source-path.ts";

/** What became of a document and the files that it refers to. */
export interface Bundle {
  /** The same value as that of the document when there was nothing to do. */
  readonly root: JsonObject;
  /** Where in the files stands what was put in at these pointers; all else stands where it stood in the document. */
  readonly origins: ReadonlyMap<string, Origin>;
  readonly problems: readonly Problem[];
  /** References to files that were not handed in. */
  readonly missing: readonly MissingFile[];
}

/**
 * Brings an OpenAPI document and the files that it refers to together in one document, in which every reference leads
 * to a component. Nothing is read: `lookup` hands out the files that are there.
 */
export function bundleDocument(file: SourceFile, lookup: (uri: string) => SourceFile | undefined): Bundle {
  let names: ReadonlySet<string> = new Set();
  // What a $dynamicRef asks for is only known when it is reached, and then the way to it matters.
  for (;;) {
    const linker = new Linker(file, lookup, names);
    const bundle = new Bundler(file, linker).run();
    if (linker.dynamicNames.size === names.size) return bundle;
    names = linker.dynamicNames;
  }
}

/** Kinds whose members are looked over as a whole before they are walked. */
const WHOLE_KINDS: ReadonlySet<Kind> = new Set(["components", "document"]);

/** Walks through the document, and then through each component that its references make, until no more come. */
class Bundler {
  readonly #file: SourceFile;
  readonly #linker: Linker;
  readonly #inlined: { readonly path: SourcePath; readonly owner: Hoisted | undefined; readonly origin: Origin }[] = [];
  readonly #inlining = new Set<string>();
  #owner: Hoisted | undefined;

  constructor(file: SourceFile, linker: Linker) {
    this.#file = file;
    this.#linker = linker;
  }

  run(): Bundle {
    const { root } = this.#file.document;
    const linker = this.#linker;
    if (!isJsonObject(root)) throw new Error("unexpected: a document that is no object");
    linker.adopt();
    const path: SourcePath = { parent: undefined, key: "", origin: { file: this.#file, pointer: "" } };
    const scope = linker.enterScope(EMPTY_SCOPE, linker.home);
    // An object is an object again.
    const main = this.#visit(root, "document", { path, resource: linker.home, scope }) as JsonObject;
    // The list grows while it is gone through.
    for (const hoisted of linker.hoisted) {
      this.#owner = hoisted;
      const { file, pointer, resource, value } = hoisted.place;
      const start: SourcePath = { parent: undefined, key: "", origin: { file, pointer } };
      hoisted.value = this.#visit(value, hoisted.kind, { path: start, resource, scope: hoisted.scope });
    }
    linker.nameComponents();
    return {
      root: linker.hoisted.length === 0 ? main : linker.withComponents(main),
      origins: this.#origins(),
      problems: linker.problems,
      missing: linker.missing,
    };
  }

  #visit(value: JsonValue, kind: Kind, around: Surroundings): JsonValue {
    if (kind === "schema") return this.#visitSchema(value, around);
    if (!isJsonObject(value)) return value;
    const hasRef = Object.hasOwn(value, "$ref") && (kind === "pathItem" || sectionOf(kind) !== undefined);
    if (hasRef && (kind === "pathItem" || kind === "media")) {
      const inlined = this.#inline(value, kind, around);
      if (inlined) return inlined;
    }
    const copy = new MemberCopy(value);
    if (hasRef) this.#linker.link(value.$ref ?? null, kind, "$ref", copy, around);
    const isHome = around.resource === this.#linker.home && around.scope.key === "" && WHOLE_KINDS.has(kind);
    const isComponents = kind === "components" && this.#owner === undefined;
    for (const [key, member] of Object.entries(value)) {
      const child = childOf(kind, key);
      if (!child) continue;
      const inside = { ...around, path: { parent: around.path, key } };
      if (child.shape === "one") copy.set(key, this.#visit(member, child.kind, inside));
      else if (child.shape === "map" && isJsonObject(member)) {
        const entries = new MemberCopy(member);
        for (const [name, entry] of Object.entries(member)) {
          if (isExtensionOf(child.kind, name, entry)) continue;
          if (isComponents && this.#linker.isAdopted(key, name)) continue;
          if (isHome && this.#linker.plain.isPlain(entry, child.kind)) continue;
          const at = { ...around, path: { parent: inside.path, key: name } };
          entries.set(name, this.#visit(entry, child.kind, at));
        }
        copy.set(key, entries.value());
      } else if (child.shape === "list" && Array.isArray(member)) {
        copy.set(key, this.#visitList(member, child.kind, inside));
      }
    }
    return copy.value();
  }

  #visitList(list: JsonValue[], kind: Kind, around: Surroundings): JsonValue[] {
    let changed: JsonValue[] | undefined;
    for (const [index, entry] of list.entries()) {
      const visited = this.#visit(entry, kind, { ...around, path: { parent: around.path, key: index } });
      if (visited === entry) continue;
      changed ??= [...list];
      changed[index] = visited;
    }
    return changed ?? list;
  }

  /** What has no section of its own in OpenAPI 3.0 is put in where it is referred to, with its siblings over it. */
  #inline(value: JsonObject, kind: Kind, around: Surroundings): JsonValue | undefined {
    const place = this.#linker.resolve(value.$ref ?? null, "$ref", around);
    if (!place) return value;
    const key = keyOf(kind, place, EMPTY_SCOPE);
    // One that holds itself stays a reference, to a component.
    if (this.#inlining.has(key)) return undefined;
    this.#inlining.add(key);
    const origin = { file: place.file, pointer: place.pointer };
    const path: SourcePath = { ...around.path, origin };
    this.#inlined.push({ path, owner: this.#owner, origin });
    const scope = this.#linker.enterScope(around.scope, place.resource);
    const target = this.#visit(place.value, kind, { path, resource: place.resource, scope });
    this.#inlining.delete(key);
    const { $ref: _, ...siblings } = value;
    const own = this.#visit(siblings, kind, around);
    if (!isJsonObject(target) || !isJsonObject(own)) return undefined;
    for (const name of Object.keys(own)) {
      const sibling: SourcePath = { parent: around.path, key: name };
      this.#inlined.push({ path: sibling, owner: this.#owner, origin: originOf(sibling) });
    }
    return { ...target, ...own };
  }

  #visitSchema(value: JsonValue, around: Surroundings): JsonValue {
    if (!isJsonObject(value)) return value;
    const resource = this.#linker.registry.enter(value, around.resource, () => originOf(around.path).pointer);
    const scope = resource === around.resource ? around.scope : this.#linker.enterScope(around.scope, resource);
    const here: Surroundings = { path: around.path, resource, scope };
    const copy = new MemberCopy(value);
    for (const [key, member] of Object.entries(value)) {
      if (NAMING_KEYS.has(key) || DEFINITION_KEYS.has(key)) {
        copy.remove(key);
      } else if (key === "$ref") {
        this.#linker.link(member, "schema", "$ref", copy, here);
      } else if (key === "discriminator") {
        if (isJsonObject(member)) copy.set(key, this.#visitDiscriminator(member, here));
      } else if (typeof member === "object" && member !== null) {
        const shapes = SCHEMA_KEYS.get(key);
        if (!shapes) continue;
        const inside = { ...here, path: { parent: here.path, key } };
        if (Array.isArray(member)) {
          if (shapes.includes("list")) copy.set(key, this.#visitList(member, "schema", inside));
        } else if (shapes.includes("one")) {
          copy.set(key, this.#visitSchema(member, inside));
        } else if (shapes.includes("map")) {
          const members = new MemberCopy(member);
          for (const [name, entry] of Object.entries(member)) {
            if (Array.isArray(entry)) continue;
            members.set(name, this.#visitSchema(entry, { ...here, path: { parent: inside.path, key: name } }));
          }
          copy.set(key, members.value());
        }
      }
    }
    if (Object.hasOwn(value, "$dynamicRef")) this.#dynamicReference(value.$dynamicRef ?? null, copy, here);
    return copy.value();
  }

  #dynamicReference(ref: JsonValue, copy: MemberCopy, around: Surroundings): void {
    const resolution = typeof ref === "string" ? this.#linker.registry.resolve(ref, around.resource) : undefined;
    const name = resolution?.kind === "place" ? resolution.dynamicName : undefined;
    if (name !== undefined) this.#linker.dynamicNames.add(name);
    const bound = name === undefined ? undefined : around.scope.bindings.get(name);
    const place = bound ?? this.#linker.resolve(ref, "$dynamicRef", around);
    if (!place) return;
    copy.remove("$dynamicRef");
    const target = this.#linker.hoist("schema", place, around.scope);
    const result = copy.changed();
    if (!Object.hasOwn(result, "$ref")) {
      this.#linker.point(result, "$ref", target);
      return;
    }
    const member: JsonObject = {};
    this.#linker.point(member, "$ref", target);
    result.allOf = [...(Array.isArray(result.allOf) ? result.allOf : []), member];
  }

  #visitDiscriminator(discriminator: JsonObject, around: Surroundings): JsonValue {
    const { mapping } = discriminator;
    if (!isJsonObject(mapping)) return discriminator;
    const copy = new MemberCopy(mapping);
    const { file } = originOf(around.path);
    const { root } = file.document;
    const components = isJsonObject(root) && isJsonObject(root.components) ? root.components : {};
    const schemas = isJsonObject(components.schemas) ? components.schemas : {};
    for (const [literal, target] of Object.entries(mapping)) {
      if (typeof target !== "string" || this.#linker.plain.isPlainRef(target, "schema")) continue;
      const isName = Object.hasOwn(schemas, target);
      if (isName && file === this.#file) continue;
      if (!isName && !/[#/]|\.(json|ya?ml)$/i.test(target)) continue;
      const ref = isName ? joinPointer("#/components/schemas", target) : target;
      const resolution = this.#linker.registry.resolve(ref, around.resource);
      if (resolution.kind === "place") {
        const hoisted = this.#linker.hoist("schema", resolution.place, around.scope);
        if (typeof hoisted === "string") copy.set(literal, hoisted);
        else this.#linker.point(copy.changed(), literal, hoisted);
      } else if (resolution.kind === "missing") {
        const origin = originOf(around.path);
        this.#linker.missing.push({ ...origin, ref, uris: resolution.uris, isOptional: true });
      }
    }
    return copy.value() === mapping ? discriminator : { ...discriminator, mapping: copy.value() };
  }

  #origins(): Map<string, Origin> {
    const origins = new Map<string, Origin>();
    for (const hoisted of this.#linker.hoisted) origins.set(pointerTo(hoisted), hoisted.place);
    for (const { path, owner, origin } of this.#inlined)
      origins.set(joinPointer(owner ? pointerTo(owner) : "", ...keysOf(path)), origin);
    return origins;
  }
}
