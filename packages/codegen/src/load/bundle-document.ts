import type { Finding } from "../diagnostic.ts";
import { type DynamicScope, EMPTY_SCOPE, enterScope } from "./dynamic-scope.ts";
import { type Hoisted, keyOf, nameAll, pointerTo } from "./hoisted.ts";
import { describeValue, isJsonObject, type JsonObject, type JsonValue, setMember } from "./json.ts";
import { joinPointer } from "./json-pointer.ts";
import { childOf, isExtensionOf, type Kind, sectionOf } from "./map-document.ts";
import { MemberCopy } from "./member-copy.ts";
import { PlainCheck } from "./plain-check.ts";
import { DEFINITION_KEYS, NAMING_KEYS, SCHEMA_KEYS } from "./schema-keys.ts";
import { type Place, type Resource, SchemaRegistry, type SourceFile } from "./schema-registry.ts";
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

/** A mistake, at its place in its file. */
export interface Problem extends Finding {
  readonly file: SourceFile;
}

export interface MissingFile extends Origin {
  readonly ref: string;
  /** Where it may be, in the order of trying. */
  readonly uris: readonly string[];
  /** Whether all is well without it. */
  readonly isOptional: boolean;
}

/**
 * Brings an OpenAPI document and the files that it refers to together in one document, in which every reference leads
 * to a component. Nothing is read: `lookup` hands out the files that are there.
 */
export function bundleDocument(file: SourceFile, lookup: (uri: string) => SourceFile | undefined): Bundle {
  let names: ReadonlySet<string> = new Set();
  // What a $dynamicRef asks for is only known when it is reached, and then the way to it matters.
  for (;;) {
    const bundler = new Bundler(file, lookup, names);
    const bundle = bundler.run();
    if (bundler.dynamicNames.size === names.size) return bundle;
    names = bundler.dynamicNames;
  }
}

/** A schema that is copied for each way that `$dynamicRef` can be reached must end somewhere. */
const MAX_SCOPED = 2000;

/** Kinds whose members are looked over as a whole before they are walked. */
const WHOLE_KINDS: ReadonlySet<Kind> = new Set(["components", "document"]);

/** What stands around a value. */
interface Surroundings {
  readonly path: SourcePath;
  readonly resource: Resource;
  readonly scope: DynamicScope;
}

class Bundler {
  readonly dynamicNames: Set<string>;
  readonly #file: SourceFile;
  readonly #home: Resource;
  readonly #components: JsonObject;
  readonly #plain: PlainCheck;
  readonly #registry: SchemaRegistry;
  readonly #known = new Map<string, Hoisted>();
  readonly #hoisted: Hoisted[] = [];
  /** Components of the document that only say where they stand, and what they become. */
  readonly #adopted = new Map<string, Hoisted>();
  readonly #fixes: { readonly holder: JsonObject; readonly key: string; readonly hoisted: Hoisted }[] = [];
  readonly #inlined: { readonly path: SourcePath; readonly owner: Hoisted | undefined; readonly origin: Origin }[] = [];
  readonly #inlining = new Set<string>();
  readonly #problems: Problem[] = [];
  readonly #missing: MissingFile[] = [];
  #owner: Hoisted | undefined;
  #scopedCount = 0;

  constructor(file: SourceFile, lookup: (uri: string) => SourceFile | undefined, dynamicNames: ReadonlySet<string>) {
    this.#file = file;
    this.#registry = new SchemaRegistry(lookup);
    this.#home = this.#registry.addFile(file);
    this.dynamicNames = new Set(dynamicNames);
    const { root } = file.document;
    this.#components = isJsonObject(root) && isJsonObject(root.components) ? root.components : {};
    this.#plain = new PlainCheck(this.#components);
  }

  run(): Bundle {
    const { root } = this.#file.document;
    if (!isJsonObject(root)) throw new Error("unexpected: a document that is no object");
    this.#adopt();
    const path: SourcePath = { parent: undefined, key: "", origin: { file: this.#file, pointer: "" } };
    const scope = this.#enterScope(EMPTY_SCOPE, this.#home);
    // An object is an object again.
    const main = this.#visit(root, "document", { path, resource: this.#home, scope }) as JsonObject;
    // The list grows while it is gone through.
    for (const hoisted of this.#hoisted) {
      this.#owner = hoisted;
      const { file, pointer, resource, value } = hoisted.place;
      const start: SourcePath = { parent: undefined, key: "", origin: { file, pointer } };
      hoisted.value = this.#visit(value, hoisted.kind, { path: start, resource, scope: hoisted.scope });
    }
    nameAll(this.#hoisted, this.#components);
    for (const { holder, key, hoisted } of this.#fixes) setMember(holder, key, `#${pointerTo(hoisted)}`);
    return {
      root: this.#hoisted.length === 0 ? main : this.#withComponents(main),
      origins: this.#origins(),
      problems: this.#problems,
      missing: this.#missing,
    };
  }

  /** A component that is nothing but a reference to elsewhere becomes what stands there. */
  #adopt(): void {
    for (const [section, members] of Object.entries(this.#components)) {
      const child = childOf("components", section);
      if (!child || !isJsonObject(members)) continue;
      for (const name of Object.keys(members).sort()) {
        const value = members[name];
        if (!isJsonObject(value) || typeof value.$ref !== "string" || Object.keys(value).length > 1) continue;
        if (this.#plain.isPlainRef(value.$ref, child.kind)) continue;
        const resolution = this.#registry.resolve(value.$ref, this.#home);
        if (resolution.kind !== "place" || this.#componentName(resolution.place, child.kind) !== undefined) continue;
        const scope = this.#enterScope(this.#enterScope(EMPTY_SCOPE, this.#home), resolution.place.resource);
        const key = keyOf(child.kind, resolution.place, scope);
        if (this.#known.has(key)) continue;
        const hoisted = this.#register(key, {
          kind: child.kind,
          place: resolution.place,
          scope,
          name,
          value: undefined,
        });
        this.#adopted.set(joinPointer("", section, name), hoisted);
      }
    }
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
    if (hasRef) this.#reference(value.$ref ?? null, kind, "$ref", copy, around);
    const isHome = around.resource === this.#home && around.scope.key === "" && WHOLE_KINDS.has(kind);
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
          if (isComponents && this.#adopted.has(joinPointer("", key, name))) continue;
          if (isHome && this.#plain.isPlain(entry, child.kind)) continue;
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
    const place = this.#resolve(value.$ref ?? null, "$ref", around);
    if (!place) return value;
    const key = keyOf(kind, place, EMPTY_SCOPE);
    // One that holds itself stays a reference, to a component.
    if (this.#inlining.has(key)) return undefined;
    this.#inlining.add(key);
    const origin = { file: place.file, pointer: place.pointer };
    const path: SourcePath = { ...around.path, origin };
    this.#inlined.push({ path, owner: this.#owner, origin });
    const scope = this.#enterScope(around.scope, place.resource);
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
    const resource = this.#registry.enter(value, around.resource, () => originOf(around.path).pointer);
    const scope = resource === around.resource ? around.scope : this.#enterScope(around.scope, resource);
    const here: Surroundings = { path: around.path, resource, scope };
    const copy = new MemberCopy(value);
    for (const [key, member] of Object.entries(value)) {
      if (NAMING_KEYS.has(key) || DEFINITION_KEYS.has(key)) {
        copy.remove(key);
      } else if (key === "$ref") {
        this.#reference(member, "schema", "$ref", copy, here);
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
    const resolution = typeof ref === "string" ? this.#registry.resolve(ref, around.resource) : undefined;
    const name = resolution?.kind === "place" ? resolution.dynamicName : undefined;
    if (name !== undefined) this.dynamicNames.add(name);
    const bound = name === undefined ? undefined : around.scope.bindings.get(name);
    const place = bound ?? this.#resolve(ref, "$dynamicRef", around);
    if (!place) return;
    copy.remove("$dynamicRef");
    const target = this.#hoist("schema", place, around.scope);
    const result = copy.changed();
    if (!Object.hasOwn(result, "$ref")) {
      this.#fix(result, "$ref", target);
      return;
    }
    const member: JsonObject = {};
    this.#fix(member, "$ref", target);
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
      if (typeof target !== "string" || this.#plain.isPlainRef(target, "schema")) continue;
      const isName = Object.hasOwn(schemas, target);
      if (isName && file === this.#file) continue;
      if (!isName && !/[#/]|\.(json|ya?ml)$/i.test(target)) continue;
      const ref = isName ? joinPointer("#/components/schemas", target) : target;
      const resolution = this.#registry.resolve(ref, around.resource);
      if (resolution.kind === "place") {
        const hoisted = this.#hoist("schema", resolution.place, around.scope);
        if (typeof hoisted === "string") copy.set(literal, hoisted);
        else this.#fixes.push({ holder: copy.changed(), key: literal, hoisted });
      } else if (resolution.kind === "missing") {
        const origin = originOf(around.path);
        this.#missing.push({ ...origin, ref, uris: resolution.uris, isOptional: true });
      }
    }
    return copy.value() === mapping ? discriminator : { ...discriminator, mapping: copy.value() };
  }

  #reference(ref: JsonValue, kind: Kind, key: string, copy: MemberCopy, around: Surroundings): void {
    if (
      typeof ref === "string" &&
      around.resource === this.#home &&
      around.scope.key === "" &&
      this.#plain.isPlainRef(ref, kind)
    )
      return;
    const place = this.#resolve(ref, key, around);
    if (!place) return;
    if (kind !== "schema" && !isJsonObject(place.value)) {
      const message = `expected ${ref} to lead to an object, received ${describeValue(place.value)}`;
      this.#report("unknown_ref", message, around.path, key);
      return;
    }
    const section = /^\/components\/([^/]+)\/[^/]+$/.exec(place.pointer)?.[1];
    if (kind !== "schema" && place.file === this.#file && section !== undefined && section !== sectionOf(kind)) {
      const message = `expected a reference to components.${sectionOf(kind)}, received ${ref}`;
      this.#report("unknown_ref", message, around.path, key);
      return;
    }
    const target = this.#hoist(kind, place, around.scope);
    if (target === ref) return;
    this.#fix(copy.changed(), key, target);
  }

  #fix(holder: JsonObject, key: string, target: Hoisted | string): void {
    // A place among the keys is taken now, so that their order is that of the document.
    setMember(holder, key, typeof target === "string" ? target : "");
    if (typeof target !== "string") this.#fixes.push({ holder, key, hoisted: target });
  }

  #resolve(ref: JsonValue, key: string, around: Surroundings): Place | undefined {
    if (typeof ref !== "string") {
      this.#report("unknown_ref", `expected ${key} to be a string, received ${describeValue(ref)}`, around.path, key);
      return undefined;
    }
    const resolution = this.#registry.resolve(ref, around.resource);
    if (resolution.kind === "place") return resolution.place;
    if (resolution.kind === "missing") {
      const origin = originOf({ parent: around.path, key });
      this.#missing.push({ ...origin, ref, uris: resolution.uris, isOptional: false });
    } else {
      this.#report("unknown_ref", `expected ${ref} to lead somewhere, there is nothing`, around.path, key);
    }
    return undefined;
  }

  /** The component for a place: the text of the reference when it is one already. */
  #hoist(kind: Kind, place: Place, around: DynamicScope): Hoisted | string {
    const scope = this.#enterScope(around, place.resource);
    const known = this.#known.get(keyOf(kind, place, scope));
    if (known) return known;
    const name = this.#componentName(place, kind);
    if (name !== undefined) {
      const own = this.#enterScope(this.#enterScope(EMPTY_SCOPE, this.#home), place.resource);
      if (own.key === scope.key) return joinPointer("#/components", sectionOf(kind) ?? "", name);
    }
    if (scope.key !== "" && ++this.#scopedCount > MAX_SCOPED) {
      const message = `expected $dynamicRef to be reached in at most ${MAX_SCOPED} ways, it is reached in more`;
      if (this.#scopedCount === MAX_SCOPED + 1)
        this.#problems.push({ code: "unsupported_ref", message, file: place.file, pointer: place.pointer });
      return this.#hoist(kind, { ...place, resource: this.#home }, EMPTY_SCOPE);
    }
    return this.#register(keyOf(kind, place, scope), { kind, place, scope, name: "", value: undefined });
  }

  /** The name of a place among the components of the document. */
  #componentName(place: Place, kind: Kind): string | undefined {
    const prefix = `/components/${sectionOf(kind)}/`;
    if (place.file !== this.#file || !place.pointer.startsWith(prefix)) return undefined;
    const name = place.pointer.slice(prefix.length);
    return name.includes("/") ? undefined : name.replaceAll("~1", "/").replaceAll("~0", "~");
  }

  #register(key: string, hoisted: Hoisted): Hoisted {
    this.#known.set(key, hoisted);
    this.#hoisted.push(hoisted);
    return hoisted;
  }

  #enterScope(scope: DynamicScope, resource: Resource): DynamicScope {
    if (this.dynamicNames.size > 0) this.#registry.scanAll();
    return enterScope(scope, resource, this.dynamicNames);
  }

  #withComponents(main: JsonObject): JsonObject {
    const components: JsonObject = isJsonObject(main.components) ? { ...main.components } : {};
    const sections = new Map<string, JsonObject>();
    for (const hoisted of this.#hoisted) {
      const section = sectionOf(hoisted.kind) ?? "";
      const present = components[section];
      const members = sections.get(section) ?? (isJsonObject(present) ? { ...present } : {});
      sections.set(section, members);
      setMember(members, hoisted.name, hoisted.value ?? null);
    }
    for (const [section, members] of sections) components[section] = members;
    return { ...main, components };
  }

  #origins(): Map<string, Origin> {
    const origins = new Map<string, Origin>();
    for (const hoisted of this.#hoisted) origins.set(pointerTo(hoisted), hoisted.place);
    for (const { path, owner, origin } of this.#inlined)
      origins.set(joinPointer(owner ? pointerTo(owner) : "", ...keysOf(path)), origin);
    return origins;
  }

  #report(code: Finding["code"], message: string, path: SourcePath, key: string): void {
    const { file, pointer } = originOf({ parent: path, key });
    this.#problems.push({ code, message, file, pointer });
  }
}
