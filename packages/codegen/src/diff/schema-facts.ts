import type { JsonValue } from "../load/json.ts";
import {
  componentOfRef,
  type NormalisedDocument,
  type NormalisedSchema,
  type SchemaType,
  typesOf,
} from "../normalise/normalised-document.ts";
import { canonicalJson } from "./canonical-json.ts";

/** Disjoint types of JSON values; `number` is `integer` and `fraction`. */
export type Atom = "array" | "boolean" | "fraction" | "integer" | "null" | "object" | "string";

export const ATOMS: readonly Atom[] = ["array", "boolean", "fraction", "integer", "null", "object", "string"];

const ALL_ATOMS: ReadonlySet<Atom> = new Set(ATOMS);
const SETS = new Map<string, ReadonlySet<Atom>>();

/** Sets of atoms, cached by types. */
function atomsOfTypes(types: readonly SchemaType[]): ReadonlySet<Atom> {
  if (types.length === 0) return ALL_ATOMS;
  const key = types.join();
  let atoms = SETS.get(key);
  if (!atoms) {
    atoms = new Set(types.flatMap((type) => (type === "number" ? (["integer", "fraction"] as const) : [type])));
    SETS.set(key, atoms);
  }
  return atoms;
}

/**
 * An absent schema. It is one object, since pairs are identified by their schemas: comparing a recursive schema
 * with a new object each time would never end.
 */
export const ANYTHING: NormalisedSchema = Object.freeze({});

const DESCRIPTIVE: ReadonlySet<string> = new Set([
  "title",
  "description",
  "default",
  "examples",
  "deprecated",
  "readOnly",
  "writeOnly",
  "discriminator",
]);

/** The keywords of a schema without annotations. */
export function assertionsOf(schema: NormalisedSchema): string[] {
  return Object.keys(schema).filter((key) => !DESCRIPTIVE.has(key) && !key.startsWith("x-"));
}

/** Whether every value is valid. */
export function isAnything(schema: NormalisedSchema): boolean {
  return assertionsOf(schema).length === 0;
}

/** Whether no value is valid. */
export function isNever(schema: NormalisedSchema): boolean {
  return schema.not !== undefined && isAnything(schema.not);
}

/** A text that is the same for schemas with equal keywords; annotations are left out. */
export function signatureOf(schema: NormalisedSchema): string {
  return canonicalJson(bare(schema));
}

function bare(schema: NormalisedSchema): unknown {
  return Object.fromEntries(
    assertionsOf(schema).map((key) => [key, bareMember(key, schema[key as keyof NormalisedSchema])]),
  );
}

/** Only keywords with subschemas are visited: `const` and `enum` are data. */
function bareMember(key: string, value: unknown): unknown {
  if (["properties", "patternProperties", "dependentSchemas"].includes(key))
    return Object.fromEntries(Object.entries(value as object).map(([name, member]) => [name, bare(member)]));
  if (["allOf", "oneOf", "anyOf", "prefixItems"].includes(key)) return (value as NormalisedSchema[]).map(bare);
  const holdsSchema = /^(?:items|contains|not|if|then|else|propertyNames|additionalProperties|unevaluated\w+)$/;
  return holdsSchema.test(key) && typeof value === "object" ? bare(value as NormalisedSchema) : value;
}

/** The values of `const` and `enum` by their canonical text. */
export function valuesOf(schema: NormalisedSchema): ReadonlyMap<string, JsonValue> | undefined {
  const listed = schema.const === undefined ? schema.enum : [schema.const];
  return listed && new Map(listed.map((value) => [canonicalJson(value), value]));
}

export function atomOf(value: JsonValue): Atom {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "fraction";
  // The remaining types have the same names in JavaScript.
  return typeof value as "boolean" | "object" | "string";
}

/** Derived properties of the schemas of one document, cached by schema. */
export class SchemaFacts {
  readonly #document: NormalisedDocument;
  readonly #atoms = new WeakMap<NormalisedSchema, ReadonlySet<Atom>>();
  readonly #members = new WeakMap<NormalisedSchema, DescribedMembers>();

  constructor(document: NormalisedDocument) {
    this.#document = document;
  }

  /** Follows `$ref`; `name` is the component at its end, or `start` without a `$ref`. */
  resolve(schema: NormalisedSchema, start?: string): { readonly schema: NormalisedSchema; readonly name?: string } {
    let current = schema;
    let name = start;
    for (let depth = 0; current.$ref !== undefined && depth < 100; depth++) {
      const next = componentOfRef(current.$ref) ?? "";
      const target = this.#document.schemas.get(next);
      if (!target) break;
      current = target;
      name = next;
    }
    return name === undefined ? { schema: current } : { schema: current, name };
  }

  /** The types of valid values; a superset in some cases. */
  atomsOf(schema: NormalisedSchema): ReadonlySet<Atom> {
    const known = this.#atoms.get(schema);
    if (known) return known;
    // A recursive reference allows all types.
    this.#atoms.set(schema, ALL_ATOMS);
    const atoms = this.#computeAtoms(schema);
    this.#atoms.set(schema, atoms);
    return atoms;
  }

  #computeAtoms(schema: NormalisedSchema): ReadonlySet<Atom> {
    if (isNever(schema)) return new Set();
    if (schema.$ref !== undefined) {
      const target = this.resolve(schema).schema;
      return target === schema ? ALL_ATOMS : this.atomsOf(target);
    }
    const types = typesOf(schema);
    let atoms = atomsOfTypes(types);
    const values = valuesOf(schema);
    if (values) atoms = intersection(atoms, new Set([...values.values()].map(atomOf)));
    for (const member of schema.allOf ?? []) atoms = intersection(atoms, this.atomsOf(member));
    for (const members of [schema.oneOf, schema.anyOf]) {
      if (members) atoms = intersection(atoms, new Set(members.flatMap((member) => [...this.atomsOf(member)])));
    }
    return atoms;
  }

  /** The members and items that a schema describes, together with all schemas for the same value. */
  describedBy(schema: NormalisedSchema): DescribedMembers {
    const target = this.resolve(schema).schema;
    const known = this.#members.get(target);
    if (known) return known;
    const found = { names: new Set<string>(), isOpen: false, hasItems: false };
    this.#members.set(target, found);
    describeOwn(target, found);
    for (const layer of layersOf(target).flat()) {
      const inner = this.describedBy(layer);
      for (const name of inner.names) found.names.add(name);
      found.isOpen ||= inner.isOpen;
      found.hasItems ||= inner.hasItems;
    }
    return found;
  }
}

export interface DescribedMembers {
  readonly names: ReadonlySet<string>;
  /** Whether it describes members that it does not list. */
  readonly isOpen: boolean;
  readonly hasItems: boolean;
}

/** The same for the keywords of a schema itself. */
export function describedByBody(schema: NormalisedSchema): DescribedMembers {
  const found = { names: new Set<string>(), isOpen: false, hasItems: false };
  describeOwn(schema, found);
  return found;
}

function describeOwn(
  schema: NormalisedSchema,
  found: { readonly names: Set<string>; isOpen: boolean; hasItems: boolean },
): void {
  for (const name of Object.keys(schema.properties ?? {})) found.names.add(name);
  found.isOpen ||= schema.patternProperties !== undefined || typeof schema.additionalProperties === "object";
  found.isOpen ||= typeof schema.unevaluatedProperties === "object";
  found.hasItems ||= [schema.items, schema.prefixItems, schema.contains].some((member) => member !== undefined);
  found.hasItems ||= schema.unevaluatedItems !== undefined;
}

/** Schemas for the same value: a conjunction of lists, each of them a union. */
export function layersOf(schema: NormalisedSchema): (readonly NormalisedSchema[])[] {
  const layers: (readonly NormalisedSchema[])[] = (schema.allOf ?? []).map((member) => [member]);
  for (const union of [schema.oneOf, schema.anyOf]) if (union) layers.push(union);
  for (const member of [schema.if, schema.then, schema.else]) if (member) layers.push([member]);
  for (const member of Object.values(schema.dependentSchemas ?? {})) layers.push([member]);
  return layers;
}

function intersection<TMember>(left: ReadonlySet<TMember>, right: ReadonlySet<TMember>): ReadonlySet<TMember> {
  return new Set([...left].filter((member) => right.has(member)));
}
