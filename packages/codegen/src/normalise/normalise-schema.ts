import type { DiagnosticCode } from "../diagnostic.ts";
import { describeValue, isJsonObject, type JsonObject, type JsonValue, setMember } from "../load/json.ts";
import { joinPointer, localRefPointer, parsePointer } from "../load/json-pointer.ts";
import { checkDiscriminator } from "./check-discriminator.ts";
import { ANNOTATIONS, IGNORED, isExtension, KEYWORDS, KEYWORDS_OF_TYPE, UNSUPPORTED } from "./keywords.ts";
import { kindsOf } from "./kinds-of.ts";
import { MergeConflict, mergeSchemas } from "./merge-all-of.ts";
import { modernise } from "./modernise.ts";
import { componentOfRef, type NormalisedSchema, type SchemaType, typesOf } from "./normalised-document.ts";
import { allowNull, annotationsOf, inOrder, validating } from "./schema-parts.ts";
import { settleValues } from "./settle-values.ts";

const TYPES: ReadonlySet<unknown> = new Set(["array", "boolean", "integer", "null", "number", "object", "string"]);

export type Report = (code: DiagnosticCode, pointer: string, message: string) => void;

/** Normalises the schemas of one document; each component once. */
export class SchemaNormaliser {
  readonly report: Report;
  readonly #schemas: JsonObject;
  readonly #isVersion30: boolean;
  readonly #done = new Map<string, NormalisedSchema>();
  readonly #busy = new Set<string>();
  /** Components that name their kinds by a mapping, as the object that the kinds have in common. */
  readonly #bases = new Map<string, NormalisedSchema>();
  readonly #unions: { readonly schema: NormalisedSchema; readonly pointer: string }[] = [];

  constructor(root: JsonObject, isVersion30: boolean, report: Report) {
    const components = isJsonObject(root.components) ? root.components : {};
    this.#schemas = isJsonObject(components.schemas) ? components.schemas : {};
    this.#isVersion30 = isVersion30;
    this.report = report;
  }

  /** All components in the order of the document. */
  components(): Map<string, NormalisedSchema> {
    return new Map(Object.keys(this.#schemas).map((name) => [name, this.#component(name)]));
  }

  /** Discriminators are looked at when all components are known, as members may come after the union. */
  checkDiscriminators(): void {
    for (const [name, schema] of this.components()) {
      if (schema.$ref !== undefined && this.#isEndless(name)) {
        this.report(
          "invalid_schema",
          joinPointer("/components/schemas", name),
          "expected a schema, received a reference that leads back to itself",
        );
        return;
      }
    }
    for (const { schema, pointer } of this.#unions) {
      checkDiscriminator(schema, pointer, (member) => this.#resolve(member), this.report);
    }
  }

  normalise(value: JsonValue, pointer: string): NormalisedSchema {
    const [, place, name, rest] = parsePointer(pointer);
    const isComponent =
      pointer.startsWith("/components/") && place === "schemas" && name !== undefined && rest === undefined;
    return isComponent ? this.#component(name) : this.#schema(value, pointer);
  }

  #component(name: string): NormalisedSchema {
    const known = this.#done.get(name);
    if (known) return known;
    const pointer = joinPointer("/components/schemas", name);
    this.#busy.add(name);
    const value = this.#schemas[name] ?? null;
    let schema = this.#schema(value, pointer);
    const kinds = kindsOf(value, this.#schemas);
    if (kinds) {
      this.#bases.set(name, schema);
      const union = { ...annotationsOf(schema), ...kinds };
      schema = inOrder(typesOf(schema).includes("null") ? allowNull(union) : union);
      this.#unions.push({ schema: union, pointer });
    }
    this.#busy.delete(name);
    this.#done.set(name, schema);
    return schema;
  }

  #isEndless(start: string): boolean {
    const seen = new Set<string>();
    let name: string | undefined = start;
    while (name !== undefined && !seen.has(name)) {
      seen.add(name);
      const ref: string | undefined = this.#done.get(name)?.$ref;
      name = ref === undefined ? undefined : componentOfRef(ref);
    }
    return name !== undefined;
  }

  /** Follows `$ref`; a component that is being normalised further up cannot be looked into. */
  #resolve(schema: NormalisedSchema): NormalisedSchema {
    let current = schema;
    for (let depth = 0; current.$ref !== undefined; depth++) {
      const name = componentOfRef(current.$ref) ?? "";
      if (this.#busy.has(name) || depth > 100)
        throw new MergeConflict(`expected a finite schema, ${current.$ref} holds itself`);
      if (!Object.hasOwn(this.#schemas, name)) return {};
      current = this.#component(name);
    }
    return current;
  }

  #schema(value: JsonValue, pointer: string): NormalisedSchema {
    if (value === true) return {};
    if (!isJsonObject(value)) {
      const code = value === false ? "unsupported_keyword" : "invalid_schema";
      this.report(code, pointer, `expected a schema, received ${describeValue(value)}`);
      return {};
    }
    const draft: Record<string, unknown> = {};
    const hasRef = value.$ref !== undefined;
    for (const [key, member] of Object.entries(value)) {
      const at = joinPointer(pointer, key);
      if (isExtension(key)) {
        draft[key] = member;
        continue;
      }
      // OpenAPI 3.0 ignores what stands beside a $ref.
      if (hasRef && this.#isVersion30 && key !== "$ref") continue;
      if (IGNORED.has(key)) continue;
      const check = KEYWORDS.get(key);
      if (UNSUPPORTED.has(key) || (key === "uniqueItems" && member === true)) {
        this.report(
          "unsupported_keyword",
          at,
          `expected keywords that every target can express, received ${key}; say it without, or take it out with an overlay`,
        );
      } else if (!check) {
        this.report("unknown_keyword", at, `expected a keyword of JSON Schema or x-…, received ${key}`);
      } else if (!check.holds(member)) {
        this.report("invalid_schema", at, `expected ${key} to be ${check.expected}, received ${describeValue(member)}`);
      } else {
        draft[key] = member;
      }
    }
    this.#children(draft, pointer);
    modernise(draft, pointer, this.#isVersion30, this.report);
    return this.#compose(draft, pointer);
  }

  #children(draft: Record<string, unknown>, pointer: string): void {
    for (const key of ["oneOf", "anyOf", "allOf"]) {
      const members = draft[key];
      if (!Array.isArray(members)) continue;
      draft[key] = members.map((member, index) => this.#schema(member, joinPointer(pointer, key, index)));
    }
    for (const key of ["items", "additionalProperties"]) {
      if (isJsonObject(draft[key])) draft[key] = this.#schema(draft[key], joinPointer(pointer, key));
    }
    if (isJsonObject(draft.properties)) {
      const properties: Record<string, NormalisedSchema> = {};
      for (const [name, member] of Object.entries(draft.properties)) {
        const at = joinPointer(pointer, "properties", name);
        if (name in Object.prototype) {
          this.report(
            "unsupported_name",
            at,
            `expected a property name that plain objects do not have themselves, received ${name}`,
          );
          continue;
        }
        properties[name] = this.#schema(member, at);
      }
      draft.properties = properties;
    }
    if (typeof draft.$ref === "string") draft.$ref = this.#ref(draft.$ref, joinPointer(pointer, "$ref"));
  }

  #ref(ref: string, pointer: string): string | undefined {
    const target = localRefPointer(ref);
    const name = target === undefined ? undefined : componentOfRef(`#${target}`);
    if (target === undefined) {
      this.report(
        "external_ref",
        pointer,
        `expected a reference into this document (#/…), received ${ref}; bundle the document first`,
      );
    } else if (name === undefined) {
      this.report("unsupported_ref", pointer, `expected a reference to #/components/schemas/<name>, received ${ref}`);
    } else if (!Object.hasOwn(this.#schemas, name)) {
      this.report("unknown_ref", pointer, `expected ${ref} to lead somewhere, there is nothing`);
    } else {
      return `#${joinPointer("/components/schemas", name)}`;
    }
    return undefined;
  }

  #compose(draft: Record<string, unknown>, pointer: string): NormalisedSchema {
    const { nullable, allOf, $ref, ...own } = draft;
    // Members have been normalised by #children.
    let members = (allOf ?? []) as NormalisedSchema[];
    if (typeof $ref === "string") members = [{ $ref }, ...members];
    const isSilent = Object.keys(own).every((key) => ANNOTATIONS.has(key) || isExtension(key));
    let schema: NormalisedSchema;
    if (members.length === 0) schema = this.#settle(own, pointer);
    else if (members.length === 1 && isSilent && Object.keys(members[0] ?? {}).every((key) => key === "$ref")) {
      schema = { ...own, ...members[0] };
    } else schema = this.#merge(members, isSilent ? {} : this.#settle(own, pointer), own, pointer);
    if (schema.discriminator) this.#unions.push({ schema, pointer });
    return inOrder(nullable === true ? allowNull(schema) : schema);
  }

  #merge(members: readonly NormalisedSchema[], rest: NormalisedSchema, own: object, pointer: string): NormalisedSchema {
    try {
      const inlined = members.map((member) =>
        member.$ref === undefined ? member : validating(this.#common(member.$ref, this.#resolve(member))),
      );
      const merged = [...inlined, rest].reduce((left, right) =>
        mergeSchemas(left, right, (schema) => this.#resolve(schema)),
      );
      return this.#complete({ ...merged, ...annotationsOf(own) }, pointer);
    } catch (error) {
      if (!(error instanceof MergeConflict)) throw error;
      this.report("all_of_conflict", joinPointer(pointer, "allOf"), error.message);
      return {};
    }
  }

  /** In an `allOf`, a component that names its kinds by a mapping stands for what they have in common. */
  #common(ref: string, resolved: NormalisedSchema): NormalisedSchema {
    return this.#bases.get(componentOfRef(ref) ?? "") ?? resolved;
  }

  /** Decides on the type of a schema that has no allOf, and drops what says nothing about that type. */
  #settle(own: Record<string, unknown>, pointer: string): NormalisedSchema {
    const draft: Record<string, unknown> = { ...own };
    let types = this.#types(draft, pointer);
    const keys = Object.keys(draft);
    const has = (type: string): boolean => keys.some((key) => KEYWORDS_OF_TYPE[type]?.includes(key));
    if (types.length === 0 && has("object")) types = ["object"];
    else if (types.length === 0 && has("array")) types = ["array"];
    else if (
      types.length === 0 &&
      (has("string") || has("number")) &&
      !keys.includes("enum") &&
      !keys.includes("const")
    ) {
      const needy = keys.filter(
        (key) => key !== "format" && (KEYWORDS_OF_TYPE.string?.includes(key) || KEYWORDS_OF_TYPE.number?.includes(key)),
      );
      if (needy.length > 0)
        this.report("invalid_schema", pointer, `expected a type beside ${needy.join(", ")}, received none`);
      delete draft.format;
    }
    const isUnion = draft.oneOf !== undefined || draft.anyOf !== undefined;
    if (
      isUnion &&
      keys.some(
        (key) =>
          key !== "type" &&
          KEYWORDS.has(key) &&
          !ANNOTATIONS.has(key) &&
          !["oneOf", "anyOf", "discriminator"].includes(key),
      )
    ) {
      this.report(
        "unsupported_composition",
        pointer,
        "expected oneOf or anyOf alone, received other keywords beside it; move them into each member",
      );
    } else if (draft.oneOf !== undefined && draft.anyOf !== undefined) {
      this.report("unsupported_composition", pointer, "expected one of oneOf and anyOf, received both");
    } else if (isUnion && types.length > 0) {
      // The members of a union of objects say that they are objects themselves.
      if (types.length > 1 || types[0] !== "object") {
        this.report(
          "unsupported_composition",
          pointer,
          `expected no type beside oneOf or anyOf, received ${types.join("|")}; move it into each member`,
        );
      }
      types = [];
    }
    if (!isUnion) delete draft.discriminator;
    const settled = settleValues(draft, types, pointer, this.report);
    return this.#complete(settled, pointer);
  }

  #types(draft: Record<string, unknown>, pointer: string): SchemaType[] {
    const given = draft.type;
    delete draft.type;
    if (given === undefined) return [];
    const list: unknown[] = Array.isArray(given) ? [...new Set<unknown>(given)] : [given];
    if (list.length > 0 && list.every((type): type is SchemaType => TYPES.has(type))) {
      return list.includes("number") ? list.filter((type) => type !== "integer") : list;
    }
    this.report(
      "invalid_schema",
      joinPointer(pointer, "type"),
      `expected a type of JSON Schema, received ${JSON.stringify(given)}`,
    );
    return [];
  }

  /** A required member is among the properties, so that a target need look in one place only. */
  #complete(schema: NormalisedSchema, pointer: string): NormalisedSchema {
    if (!schema.required) return schema;
    const properties: JsonObject = {};
    for (const [name, member] of Object.entries(schema.properties ?? {}))
      setMember(properties, name, member as JsonValue);
    for (const name of schema.required) {
      if (Object.hasOwn(properties, name)) continue;
      if (schema.additionalProperties === false) {
        this.report(
          "invalid_schema",
          joinPointer(pointer, "required"),
          `expected ${name} to be among the properties of a closed object`,
        );
      } else {
        const rest = schema.additionalProperties ?? {};
        properties[name] = rest as JsonValue;
      }
    }
    const required = Object.keys(properties).filter((name) => schema.required?.includes(name));
    const { required: _, ...others } = schema;
    // The members are normalised schemas, kept as they were.
    const complete = { ...others, properties: properties as unknown as Record<string, NormalisedSchema> };
    return required.length > 0 ? { ...complete, required } : complete;
  }
}
