import { EMPTY_SCOPE } from "./dynamic-scope.ts";
import { type Hoisted, keyOf, pointerTo } from "./hoisted.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "./json.ts";
import { joinPointer } from "./json-pointer.ts";
import { type LinkContext, Linker, type LinkIssue, type MissingFile } from "./linker.ts";
import { childOf, isExtensionOf, type Kind, sectionOf } from "./map-document.ts";
import { MemberCopy } from "./member-copy.ts";
import { DEFINITION_KEYS, NAMING_KEYS, SCHEMA_KEYS } from "./schema-keys.ts";
import type { SourceFile } from "./schema-registry.ts";
import { keysOf, type Origin, originOf, type SourcePath } from "./source-path.ts";

/** A document bundled with the files that it refers to. */
export interface Bundle {
  /** The document's own value if nothing had to be bundled. */
  readonly root: JsonObject;
  /** Source file and pointer of the values inserted at these pointers; all others come from the same pointer of the document. */
  readonly origins: ReadonlyMap<string, Origin>;
  readonly issues: readonly LinkIssue[];
  /** References to files that `lookup` does not have. */
  readonly missing: readonly MissingFile[];
}

/**
 * Bundles an OpenAPI document and the files that it refers to into one document, in which every reference points
 * to a component. No file is read here: `lookup` returns the files that were read.
 */
export function bundleDocument(file: SourceFile, lookup: (uri: string) => SourceFile | undefined): Bundle {
  let names: ReadonlySet<string> = new Set();
  // The target of a $dynamicRef depends on the path of references that leads to it.
  for (;;) {
    const linker = new Linker(file, lookup, names);
    const bundle = new Bundler(file, linker).run();
    if (linker.dynamicNames.size === names.size) return bundle;
    names = linker.dynamicNames;
  }
}

/** Kinds whose members are checked together before they are walked. */
const WHOLE_KINDS: ReadonlySet<Kind> = new Set(["components", "document"]);

/** Walks the document, and then each component created for a reference, until there are no new ones. */
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
    if (!isJsonObject(root)) throw new Error("unexpected: the document is not an object");
    linker.adopt();
    const path: SourcePath = { parent: undefined, key: "", origin: { file: this.#file, pointer: "" } };
    const scope = linker.enterScope(EMPTY_SCOPE, linker.home);
    // The copy of an object is an object.
    const main = this.#visit(root, "document", { path, resource: linker.home, scope }) as JsonObject;
    // Walking a component may append to the list.
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
      issues: linker.issues,
      missing: linker.missing,
    };
  }

  #visit(value: JsonValue, kind: Kind, around: LinkContext): JsonValue {
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

  #visitList(list: JsonValue[], kind: Kind, around: LinkContext): JsonValue[] {
    let changed: JsonValue[] | undefined;
    for (const [index, entry] of list.entries()) {
      const visited = this.#visit(entry, kind, { ...around, path: { parent: around.path, key: index } });
      if (visited === entry) continue;
      changed ??= [...list];
      changed[index] = visited;
    }
    return changed ?? list;
  }

  /** Kinds without a section under `components` in OpenAPI 3.0 are inlined; siblings of the reference take precedence. */
  #inline(value: JsonObject, kind: Kind, around: LinkContext): JsonValue | undefined {
    const place = this.#linker.resolve(value.$ref ?? null, "$ref", around);
    if (!place) return value;
    const key = keyOf(kind, place, EMPTY_SCOPE);
    // A recursive one stays a reference to a component.
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

  #visitSchema(value: JsonValue, around: LinkContext): JsonValue {
    if (!isJsonObject(value)) return value;
    const resource = this.#linker.registry.enter(value, around.resource, () => originOf(around.path).pointer);
    const scope = resource === around.resource ? around.scope : this.#linker.enterScope(around.scope, resource);
    const here: LinkContext = { path: around.path, resource, scope };
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

  #dynamicReference(ref: JsonValue, copy: MemberCopy, around: LinkContext): void {
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

  #visitDiscriminator(discriminator: JsonObject, around: LinkContext): JsonValue {
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
