import type { UnlocatedIssue } from "../issue.ts";
import { type DynamicScope, EMPTY_SCOPE, enterScope } from "./dynamic-scope.ts";
import { type Hoisted, keyOf, nameAll, pointerTo } from "./hoisted.ts";
import { describeValue, isJsonObject, type JsonObject, type JsonValue, setMember } from "./json.ts";
import { joinPointer } from "./json-pointer.ts";
import { childOf, type Kind, sectionOf } from "./map-document.ts";
import type { MemberCopy } from "./member-copy.ts";
import { PlainCheck } from "./plain-check.ts";
import { type Place, type Resource, SchemaRegistry, type SourceFile } from "./schema-registry.ts";
import { type Origin, originOf, type SourcePath } from "./source-path.ts";

/** A mistake, at its place in its file. */
export interface Problem extends UnlocatedIssue {
  readonly file: SourceFile;
}

export interface MissingFile extends Origin {
  readonly ref: string;
  /** Where it may be, in the order of trying. */
  readonly uris: readonly string[];
  /** Whether all is well without it. */
  readonly isOptional: boolean;
}

/** What stands around a value. */
export interface Surroundings {
  readonly path: SourcePath;
  readonly resource: Resource;
  readonly scope: DynamicScope;
}

/** A schema that is copied for each way that `$dynamicRef` can be reached must end somewhere. */
const MAX_SCOPED = 2000;

/**
 * Leads every reference to a component: one of the document, or one that is made of what stands elsewhere. What that
 * holds is for the caller to fill in, and only then do the made ones get their names.
 */
export class Linker {
  readonly dynamicNames: Set<string>;
  /** The document itself, as the schemas in it are looked up. */
  readonly home: Resource;
  readonly registry: SchemaRegistry;
  readonly plain: PlainCheck;
  /** What becomes a component, in the order in which it was found. */
  readonly hoisted: Hoisted[] = [];
  readonly problems: Problem[] = [];
  readonly missing: MissingFile[] = [];
  readonly #file: SourceFile;
  readonly #components: JsonObject;
  readonly #known = new Map<string, Hoisted>();
  /** Pointers, from `components`, of those of the document that only say where they stand and become what stands there. */
  readonly #adopted = new Set<string>();
  readonly #fixes: { readonly holder: JsonObject; readonly key: string; readonly hoisted: Hoisted }[] = [];
  #scopedCount = 0;

  constructor(file: SourceFile, lookup: (uri: string) => SourceFile | undefined, dynamicNames: ReadonlySet<string>) {
    this.#file = file;
    this.registry = new SchemaRegistry(lookup);
    this.home = this.registry.addFile(file);
    this.dynamicNames = new Set(dynamicNames);
    const { root } = file.document;
    this.#components = isJsonObject(root) && isJsonObject(root.components) ? root.components : {};
    this.plain = new PlainCheck(this.#components);
  }

  /** A component that is nothing but a reference to elsewhere becomes what stands there. */
  adopt(): void {
    for (const [section, members] of Object.entries(this.#components)) {
      const child = childOf("components", section);
      if (!child || !isJsonObject(members)) continue;
      for (const name of Object.keys(members).sort()) {
        const value = members[name];
        if (!isJsonObject(value) || typeof value.$ref !== "string" || Object.keys(value).length > 1) continue;
        if (this.plain.isPlainRef(value.$ref, child.kind)) continue;
        const resolution = this.registry.resolve(value.$ref, this.home);
        if (resolution.kind !== "place" || this.#componentName(resolution.place, child.kind) !== undefined) continue;
        const scope = this.enterScope(this.enterScope(EMPTY_SCOPE, this.home), resolution.place.resource);
        const key = keyOf(child.kind, resolution.place, scope);
        if (this.#known.has(key)) continue;
        this.#register(key, { kind: child.kind, place: resolution.place, scope, name, value: undefined });
        this.#adopted.add(joinPointer("", section, name));
      }
    }
  }

  /** Whether a component of the document becomes what stands elsewhere, so that it need not be walked where it is. */
  isAdopted(section: string, name: string): boolean {
    return this.#adopted.has(joinPointer("", section, name));
  }

  /** Has the reference under `key` lead to a component. */
  link(ref: JsonValue, kind: Kind, key: string, copy: MemberCopy, around: Surroundings): void {
    if (
      typeof ref === "string" &&
      around.resource === this.home &&
      around.scope.key === "" &&
      this.plain.isPlainRef(ref, kind)
    )
      return;
    const place = this.resolve(ref, key, around);
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
    const target = this.hoist(kind, place, around.scope);
    if (target === ref) return;
    this.point(copy.changed(), key, target);
  }

  /** Writes a reference to a component, or keeps its place until the component has a name. */
  point(holder: JsonObject, key: string, target: Hoisted | string): void {
    // A place among the keys is taken now, so that their order is that of the document.
    setMember(holder, key, typeof target === "string" ? target : "");
    if (typeof target !== "string") this.#fixes.push({ holder, key, hoisted: target });
  }

  /** Where a reference leads; when that is nowhere, it is remembered as a mistake or a missing file. */
  resolve(ref: JsonValue, key: string, around: Surroundings): Place | undefined {
    if (typeof ref !== "string") {
      this.#report("unknown_ref", `expected ${key} to be a string, received ${describeValue(ref)}`, around.path, key);
      return undefined;
    }
    const resolution = this.registry.resolve(ref, around.resource);
    if (resolution.kind === "place") return resolution.place;
    if (resolution.kind === "missing") {
      const origin = originOf({ parent: around.path, key });
      this.missing.push({ ...origin, ref, uris: resolution.uris, isOptional: false });
    } else {
      this.#report("unknown_ref", `expected ${ref} to lead somewhere, there is nothing`, around.path, key);
    }
    return undefined;
  }

  /** The component for a place: the text of the reference when it is one already. */
  hoist(kind: Kind, place: Place, around: DynamicScope): Hoisted | string {
    const scope = this.enterScope(around, place.resource);
    const known = this.#known.get(keyOf(kind, place, scope));
    if (known) return known;
    const name = this.#componentName(place, kind);
    if (name !== undefined) {
      const own = this.enterScope(this.enterScope(EMPTY_SCOPE, this.home), place.resource);
      if (own.key === scope.key) return joinPointer("#/components", sectionOf(kind) ?? "", name);
    }
    if (scope.key !== "" && ++this.#scopedCount > MAX_SCOPED) {
      const message = `expected $dynamicRef to be reached in at most ${MAX_SCOPED} ways, it is reached in more`;
      if (this.#scopedCount === MAX_SCOPED + 1)
        this.problems.push({ code: "unsupported_ref", message, file: place.file, pointer: place.pointer });
      return this.hoist(kind, { ...place, resource: this.home }, EMPTY_SCOPE);
    }
    return this.#register(keyOf(kind, place, scope), { kind, place, scope, name: "", value: undefined });
  }

  /** What `$dynamicRef` sees inside of a resource. */
  enterScope(scope: DynamicScope, resource: Resource): DynamicScope {
    if (this.dynamicNames.size > 0) this.registry.scanAll();
    return enterScope(scope, resource, this.dynamicNames);
  }

  /** Hands out the names of the components that were made, and writes them where they are referred to. */
  nameComponents(): void {
    nameAll(this.hoisted, this.#components);
    for (const { holder, key, hoisted } of this.#fixes) setMember(holder, key, `#${pointerTo(hoisted)}`);
  }

  /** The document with the components that were made. */
  withComponents(main: JsonObject): JsonObject {
    const components: JsonObject = isJsonObject(main.components) ? { ...main.components } : {};
    const sections = new Map<string, JsonObject>();
    for (const hoisted of this.hoisted) {
      const section = sectionOf(hoisted.kind) ?? "";
      const present = components[section];
      const members = sections.get(section) ?? (isJsonObject(present) ? { ...present } : {});
      sections.set(section, members);
      setMember(members, hoisted.name, hoisted.value ?? null);
    }
    for (const [section, members] of sections) components[section] = members;
    return { ...main, components };
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
    this.hoisted.push(hoisted);
    return hoisted;
  }

  #report(code: UnlocatedIssue["code"], message: string, path: SourcePath, key: string): void {
    const { file, pointer } = originOf({ parent: path, key });
    this.problems.push({ code, message, file, pointer });
  }
}
