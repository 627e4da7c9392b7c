import type { IssueCode } from "../issue.ts";
import { describeValue, isJsonObject, type JsonObject, type JsonValue, setMember } from "../load/json.ts";
import { joinPointer } from "../load/json-pointer.ts";
import { ComponentRefs } from "./component-refs.ts";
import { sortedKeys, sortJson } from "./json-order.ts";
import { KindIndex } from "./kinds-of.ts";
import { SHAPE_OF_KEYWORD } from "./map-sub-schemas.ts";
import { type MergeContext, mergeSchemas } from "./merge-all-of.ts";
import { type Dialect, modernise } from "./modernise.ts";
import { componentOfRef, type NormalisedSchema, typesOf } from "./normalised-document.ts";
import { type Place, pointerOf, stepInto } from "./place.ts";
import { readKeywords } from "./read-keywords.ts";
import { impliedType, readTypes } from "./read-types.ts";
import { reconcileTypesAndValues } from "./reconcile-values.ts";
import {
  allowNull,
  annotationsOf,
  type Draft,
  inOrder,
  isAnnotation,
  isAnything,
  NOTHING,
  validating,
} from "./schema-parts.ts";
import { isPlain, isScoped, type Unevaluated, withUnevaluated } from "./unevaluated.ts";

export type Report = (code: IssueCode, pointer: string, message: string) => void;

/** How the schemas of a document are interpreted. */
export interface SchemaRules {
  readonly dialect: Dialect;
  /** Whether a schema without a type gets type object for `properties`, and array for `items`. */
  readonly impliedTypes: boolean;
}

/** Thrown to unwind to a component that is needed while it is being normalised. */
class Cycle {
  readonly component: string;

  constructor(component: string) {
    this.component = component;
  }
}

const MAX_DEPTH = 100;

type RawDraft = Record<string, unknown>;

/** Keywords whose subschemas get no implied type. */
const WITHOUT_IMPLIED_TYPE: ReadonlySet<string> = new Set([
  "not",
  "if",
  "then",
  "else",
  "dependentSchemas",
  "propertyNames",
]);

/** Normalises the schemas of one document; each component once. */
export class SchemaNormaliser {
  readonly #report: Report;
  readonly #rules: SchemaRules;
  readonly #schemas: JsonObject;
  readonly #kinds: KindIndex;
  readonly #done = new Map<string, NormalisedSchema>();
  readonly #refs: ComponentRefs;
  /** Components that are being normalised, the innermost last. */
  readonly #busy: string[] = [];
  /** For each busy component, those that cannot be inlined until it is done. */
  readonly #waiting = new Map<string, Set<string>>();
  /** Bases, which mean a union of their kinds, as the object that the kinds have in common. */
  readonly #bases = new Map<string, NormalisedSchema>();
  /** Bases that list their kinds in `oneOf` or `anyOf`, without that list. */
  readonly #unionBases = new Map<string, NormalisedSchema>();
  /** Whether any schema is readOnly or writeOnly. */
  hasDirections = false;
  /** Whether any schema has `unevaluatedItems` or `unevaluatedProperties`. */
  hasUnevaluated = false;
  readonly commonOf: WeakMap<object, NormalisedSchema> = new WeakMap();
  readonly selfOf: WeakMap<NormalisedSchema, string> = new WeakMap();

  constructor(root: JsonObject, rules: SchemaRules, report: Report) {
    const components = isJsonObject(root.components) ? root.components : {};
    this.#schemas = isJsonObject(components.schemas) ? components.schemas : {};
    this.#refs = new ComponentRefs(this.#schemas, report);
    this.#rules = rules;
    this.#kinds = new KindIndex(rules.dialect === "json-schema" ? {} : this.#schemas);
    this.#report = report;
  }

  /** All components by name, sorted by code unit. */
  components(): Map<string, NormalisedSchema> {
    return new Map(sortedKeys(this.#schemas).map((name) => [name, this.#component(name)]));
  }

  /** Normalises a schema outside of `components.schemas`. */
  inline(value: JsonValue, place: Place): NormalisedSchema {
    return this.#schema(value, place, this.#rules.impliedTypes);
  }

  /** The component named or referenced by a mapping. */
  componentOf(target: string): string | undefined {
    return this.#kinds.componentOf(target);
  }

  #component(name: string): NormalisedSchema {
    const known = this.#done.get(name);
    if (known) return known;
    const pointer = joinPointer("/components/schemas", name);
    this.#busy.push(name);
    try {
      const given = this.#schema(this.#schemas[name] ?? null, pointer, this.#rules.impliedTypes);
      const schema = this.#asUnion(name, given);
      this.#done.set(name, schema);
      return schema;
    } finally {
      this.#busy.pop();
      this.#waiting.delete(name);
    }
  }

  /** Replaces a base by the union of its kinds. Their common part is kept for the kinds to inline. */
  #asUnion(name: string, schema: NormalisedSchema): NormalisedSchema {
    if (schema.oneOf || schema.anyOf) {
      const { oneOf: _, anyOf: __, discriminator: ___, ...common } = schema;
      this.#unionBases.set(name, common);
      return schema;
    }
    const base = this.#kinds.baseOf(name);
    if (!schema.discriminator) return schema;
    const { discriminator: _, ...common } = schema;
    if (!base) return common;
    this.#bases.set(name, common);
    const discriminator = { propertyName: base.propertyName, mapping: base.mapping };
    const members = base.kinds.map((kind): NormalisedSchema => {
      if (kind !== name) return { $ref: `#${joinPointer("/components/schemas", kind)}` };
      const self = validating(common);
      this.selfOf.set(self, name);
      return self;
    });
    const union = inOrder({ ...annotationsOf(schema), oneOf: members, discriminator });
    this.commonOf.set(discriminator, common);
    return typesOf(common).includes("null") ? allowNull(union) : union;
  }

  #schema(value: JsonValue, place: Place, isImplied: boolean): NormalisedSchema {
    if (value === true) return {};
    if (value === false) return NOTHING;
    if (!isJsonObject(value)) {
      this.#report("invalid_schema", pointerOf(place), `expected a schema, received ${describeValue(value)}`);
      return {};
    }
    const draft = readKeywords(value, place, this.#rules.dialect, this.#report);
    modernise(draft, place, this.#rules.dialect, this.#report);
    if (draft.$ref !== undefined) {
      const ref = this.#refs.read(String(draft.$ref), place);
      if (ref === undefined) delete draft.$ref;
      else draft.$ref = ref;
    }
    this.#children(draft, place, isImplied);
    return this.#compose(draft, place, isImplied);
  }

  #children(draft: RawDraft, place: Place, isImplied: boolean): void {
    for (const key of Object.keys(draft)) {
      const shape = SHAPE_OF_KEYWORD.get(key);
      if (shape === undefined) continue;
      const value = draft[key];
      const implied = isImplied && !WITHOUT_IMPLIED_TYPE.has(key);
      if (shape === "list" && Array.isArray(value)) {
        draft[key] = value.map((member: JsonValue, index) =>
          this.#schema(member, stepInto(place, key, index), implied),
        );
      } else if (shape === "map" && isJsonObject(value)) {
        const members: JsonObject = {};
        for (const name of sortedKeys(value)) {
          const member = this.#schema(value[name] ?? null, stepInto(place, key, name), implied);
          // A normalised schema contains only JSON.
          setMember(members, name, member as JsonValue);
        }
        draft[key] = members;
      } else if (value !== false || !KEPT_FALSE.has(key)) {
        // The keyword was checked to contain one schema.
        draft[key] = this.#schema(value as JsonValue, stepInto(place, key), implied);
      }
    }
    if (Array.isArray(draft.required)) draft.required = [...new Set(draft.required)].sort();
    if (isJsonObject(draft.dependentRequired)) draft.dependentRequired = sortDependent(draft.dependentRequired);
    for (const key of VALUES) if (draft[key] !== undefined) draft[key] = sortJson(draft[key] as JsonValue);
  }

  #compose(draft: RawDraft, place: Place, isImplied: boolean): NormalisedSchema {
    const { nullable, $ref } = draft;
    let isSilent = true;
    const own: RawDraft = {};
    const types = draft.type === undefined ? [] : readTypes(draft.type, place, this.#rules.dialect, this.#report);
    for (const key of Object.keys(draft)) {
      if (key === "type" && types.length > 0) own.type = types;
      if (APART.has(key)) continue;
      own[key] = draft[key];
      isSilent &&= isAnnotation(key);
    }
    if (draft.type === undefined && isImplied && !isSilent) own.type = impliedType(own);
    // Subschemas are normalised, and every keyword was checked by `readKeywords`.
    const given = (draft.allOf ?? []) as readonly NormalisedSchema[];
    let schema: NormalisedSchema;
    if (isSilent && types.length === 0) schema = inOrder(own as NormalisedSchema);
    else
      schema = reconcileTypesAndValues(own as Draft, (message) =>
        this.#report("impossible_schema", pointerOf(place), message),
      );
    if (typeof $ref === "string" || given.length > 0) {
      schema = this.#conjunction(typeof $ref === "string" ? [{ $ref }, ...given] : given, schema, place);
    }
    if (!schema.oneOf && !schema.anyOf && schema.discriminator && !this.#isBase(place)) {
      const { discriminator: _, ...others } = schema;
      schema = others;
    }
    schema = withUnevaluated(schema, draft as Unevaluated);
    if (schema.unevaluatedProperties !== undefined) this.hasUnevaluated = true;
    if ((draft.readOnly === true || draft.writeOnly === true) && this.#rules.dialect !== "json-schema") {
      this.hasDirections = true;
    }
    if (nullable !== true) return schema;
    this.#reportNullable($ref, place);
    return inOrder(allowNull(schema));
  }

  #isBase(place: Place): boolean {
    return typeof place === "string";
  }

  #reportNullable(ref: unknown, place: Place): void {
    const at = pointerOf(place, "nullable");
    if (this.#rules.dialect === "openapi-3.1") {
      this.#report("loose_keyword", at, 'expected "null" in the type, received nullable of OpenAPI 3.0');
    } else if (ref !== undefined) {
      this.#report("nullable_ref", at, "expected no nullable next to a $ref, where OpenAPI 3.0 ignores it");
    }
  }

  /** Merges the members of `allOf` and the schema around them, as far as one schema can express them. */
  #conjunction(given: readonly NormalisedSchema[], own: NormalisedSchema, place: Place): NormalisedSchema {
    const members = flatten(given).filter((member) => !isAnything(member));
    const annotations =
      given.length === 1 && given[0] ? { ...annotationsOf(given[0]), ...annotationsOf(own) } : annotationsOf(own);
    const isSilent = isAnything(own);
    const derived = typeof place === "string" ? this.#busy.at(-1) : undefined;
    if (members.length === 0) return inOrder({ ...annotations, ...validating(own) });
    if (members.length === 1 && isSilent) return inOrder({ ...validating(members[0] ?? {}), ...annotations });
    const context: MergeContext = {
      open: (ref) => this.#open(ref),
      conflict: (message) => this.#report("all_of_conflict", pointerOf(place, "allOf"), message),
    };
    const left: NormalisedSchema[] = [];
    let merged: NormalisedSchema = {};
    for (const member of isSilent ? members : [...members, validating(own)]) {
      const opened = this.#openMember(member, derived);
      const both = opened && mergeSchemas(merged, opened, context);
      if (both) merged = both;
      else left.push(this.#inheritable(member, derived));
    }
    if (left.length === 0) return inOrder({ ...annotationsOf(merged), ...validating(merged), ...annotations });
    if (left.length === 1 && isAnything(merged)) return inOrder({ ...validating(left[0] ?? {}), ...annotations });
    return inOrder({ ...annotations, allOf: isAnything(merged) ? left : [...left, merged] });
  }

  /** A member of an `allOf` in a form that can be merged; undefined if it must stay a member. */
  #openMember(member: NormalisedSchema, derived: string | undefined): NormalisedSchema | undefined {
    if (member.$ref === undefined) return isScoped(member) ? undefined : member;
    const target = this.#open(member.$ref, derived);
    return target && validating(target);
  }

  /** A base as a member of `allOf` is the common part of its kinds; their union would contain itself. */
  #inheritable(member: NormalisedSchema, derived: string | undefined): NormalisedSchema {
    const base = member.$ref === undefined ? undefined : this.#baseFor(componentOfRef(member.$ref) ?? "", derived);
    return base ? validating(base) : member;
  }

  #baseFor(name: string, derived: string | undefined): NormalisedSchema | undefined {
    const isListed = derived !== undefined && this.#unionBases.has(name) && this.#kinds.isListed(name, derived);
    return isListed ? this.#unionBases.get(name) : this.#bases.get(name);
  }

  /** The schema of a component if it can be inlined; of a base, the common part of its kinds. */
  #open(ref: string, derived?: string, depth = 0): NormalisedSchema | undefined {
    const name = componentOfRef(ref) ?? "";
    if (!Object.hasOwn(this.#schemas, name) || depth > 100) return undefined;
    if (!this.#done.has(name)) {
      const innermost = this.#busy.at(-1);
      // Limits recursion along a chain of components.
      if (name === innermost || this.#busy.length > MAX_DEPTH) return undefined;
      if (this.#busy.includes(name)) {
        // The keywords of the component itself are normalised before its subschemas.
        if (derived !== undefined) throw new Cycle(name);
        return undefined;
      }
      if (innermost !== undefined && this.#waiting.get(innermost)?.has(name)) return undefined;
      try {
        this.#component(name);
      } catch (error) {
        if (!(error instanceof Cycle) || error.component !== innermost) throw error;
        const waiting = this.#waiting.get(innermost) ?? new Set();
        this.#waiting.set(innermost, waiting.add(name));
        return undefined;
      }
    }
    const schema = this.#baseFor(name, derived) ?? this.#done.get(name) ?? {};
    if (schema.$ref !== undefined) return this.#open(schema.$ref, derived, depth + 1);
    return isPlain(schema) ? schema : undefined;
  }
}

/** Keywords that combine schemas. */
const APART: ReadonlySet<string> = new Set([
  "nullable",
  "allOf",
  "$ref",
  "unevaluatedItems",
  "unevaluatedProperties",
  "type",
]);

/** Keywords that keep the value `false` in a normalised schema. */
const KEPT_FALSE: ReadonlySet<string> = new Set(["additionalProperties", "unevaluatedProperties", "unevaluatedItems"]);

/** Keywords with JSON values instead of schemas. */
const VALUES = ["const", "enum", "default", "examples"] as const;

function sortDependent(map: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const name of sortedKeys(map)) {
    const names = map[name];
    setMember(result, name, Array.isArray(names) ? [...new Set(names)].sort() : []);
  }
  return result;
}

/** Replaces members that are only an `allOf` by its members. */
function flatten(members: readonly NormalisedSchema[]): readonly NormalisedSchema[] {
  if (members.every((member) => member.allOf === undefined)) return members;
  return members.flatMap((member) =>
    member.allOf && Object.keys(member).every((key) => key === "allOf" || isAnnotation(key)) ? member.allOf : [member],
  );
}
