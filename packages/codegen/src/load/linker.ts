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

/** An issue and the file that contains it. */
export interface LinkIssue extends UnlocatedIssue {
  readonly file: SourceFile;
}

export interface MissingFile extends Origin {
  readonly ref: string;
  /** Possible locations, in the order in which they are tried. */
  readonly uris: readonly string[];
  /** Whether a missing file is not an error. */
  readonly isOptional: boolean;
}

/** The path, base URI and dynamic scope of a value. */
export interface LinkContext {
  readonly path: SourcePath;
  readonly resource: Resource;
  readonly scope: DynamicScope;
}

/** Limit of copies of schemas for different dynamic scopes, which could otherwise grow without end. */
const MAX_SCOPED = 2000;

/**
 * Makes every reference point to a component: one of the document, or a new one for a value elsewhere. The caller fills
 * in the content of new components, and then has their names assigned.
 */
export class Linker {
  readonly dynamicNames: Set<string>;
  /** The resource of the document itself. */
  readonly home: Resource;
  readonly registry: SchemaRegistry;
  readonly plain: PlainCheck;
  /** New components, in the order in which they were found. */
  readonly hoisted: Hoisted[] = [];
  readonly issues: LinkIssue[] = [];
  readonly missing: MissingFile[] = [];
  readonly #file: SourceFile;
  readonly #components: JsonObject;
  readonly #known = new Map<string, Hoisted>();
  /** Pointers, from `components`, of alias components (`$ref` only), which are replaced by their target. */
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

  /** Replaces an alias component (`$ref` only) by its target. */
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

  /** Whether a component is an alias replaced by its target, so that its own value need not be walked. */
  isAdopted(section: string, name: string): boolean {
    return this.#adopted.has(joinPointer("", section, name));
  }

  /** Makes the reference under `key` point to a component. */
  link(ref: JsonValue, kind: Kind, key: string, copy: MemberCopy, around: LinkContext): void {
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
      const message = `expected ${ref} to refer to an object, received ${describeValue(place.value)}`;
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

  /** Writes a reference to a component, or a placeholder until the component has a name. */
  point(holder: JsonObject, key: string, target: Hoisted | string): void {
    // The key is set now, so that the keys keep the order of the document.
    setMember(holder, key, typeof target === "string" ? target : "");
    if (typeof target !== "string") this.#fixes.push({ holder, key, hoisted: target });
  }

  /** Resolves a reference; an unresolved one is recorded as an issue or a missing file. */
  resolve(ref: JsonValue, key: string, around: LinkContext): Place | undefined {
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
      this.#report("unknown_ref", `expected ${ref} to exist, found nothing`, around.path, key);
    }
    return undefined;
  }

  /** The component for a place; the text of the reference if the place is one already. */
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
        this.issues.push({ code: "unsupported_ref", message, file: place.file, pointer: place.pointer });
      return this.hoist(kind, { ...place, resource: this.home }, EMPTY_SCOPE);
    }
    return this.#register(keyOf(kind, place, scope), { kind, place, scope, name: "", value: undefined });
  }

  /** The dynamic scope inside a resource. */
  enterScope(scope: DynamicScope, resource: Resource): DynamicScope {
    if (this.dynamicNames.size > 0) this.registry.scanAll();
    return enterScope(scope, resource, this.dynamicNames);
  }

  /** Assigns the names of the new components and writes them into the references. */
  nameComponents(): void {
    nameAll(this.hoisted, this.#components);
    for (const { holder, key, hoisted } of this.#fixes) setMember(holder, key, `#${pointerTo(hoisted)}`);
  }

  /** The document with the new components. */
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

  /** The component name of a place within the document's components. */
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
    this.issues.push({ code, message, file, pointer });
  }
}
