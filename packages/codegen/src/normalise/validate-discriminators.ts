import { sortedKeys } from "./json-order.ts";
import { mergeSchemas } from "./merge-all-of.ts";
import type { Report } from "./normalise-schema.ts";
import { componentOfRef, type NormalisedSchema, typesOf } from "./normalised-document.ts";
import { type Place, pointerOf } from "./place.ts";
import { type Literals, literalsOf } from "./resolve-literals.ts";
import { annotationsOf, type Draft, inOrder, isAnnotation } from "./schema-parts.ts";

/** The document around the unions. */
export interface UnionContext {
  readonly schemas: ReadonlyMap<string, NormalisedSchema>;
  /** The common part of the kinds of a base, by the discriminator of the union that replaces the base. */
  readonly commonOf: WeakMap<object, NormalisedSchema>;
  /** Union members for the base itself, with the name of its component. */
  readonly selfOf: WeakMap<NormalisedSchema, string>;
  /** The component named or referenced by a mapping. */
  componentOf(target: string): string | undefined;
  readonly report: Report;
}

/** Why a discriminator is invalid, and the place of the issue within the union. */
class InvalidDiscriminator {
  readonly message: string;
  readonly keys: readonly (string | number)[];

  constructor(message: string, ...keys: readonly (string | number)[]) {
    this.message = message;
    this.keys = keys;
  }
}

/**
 * Validates discriminators and completes their mappings. An invalid one is reported and removed. A `type` of a union that
 * all of its members repeat is removed, too.
 */
export class DiscriminatorValidator {
  readonly #context: UnionContext;
  readonly #results = new Map<NormalisedSchema, NormalisedSchema | InvalidDiscriminator>();
  readonly #busy = new Set<NormalisedSchema>();
  readonly #types = new Map<string, readonly string[] | undefined>();

  constructor(context: UnionContext) {
    this.#context = context;
  }

  validate(schema: NormalisedSchema, place: Place): NormalisedSchema {
    const union = this.#withoutType(schema);
    if (!union.discriminator) return union;
    const result = this.#discriminated(union);
    if (!(result instanceof InvalidDiscriminator)) return result;
    this.#context.report("invalid_discriminator", pointerOf(place, ...result.keys), result.message);
    const common = this.#context.commonOf.get(union.discriminator);
    const { discriminator: _, ...rest } = union;
    return common ? inOrder({ ...common, ...annotationsOf(union) }) : rest;
  }

  #discriminated(schema: NormalisedSchema): NormalisedSchema | InvalidDiscriminator {
    const known = this.#results.get(schema);
    if (known) return known;
    if (this.#busy.has(schema))
      return new InvalidDiscriminator("expected a finite union, received one that contains itself", "discriminator");
    this.#busy.add(schema);
    try {
      const result = this.#checkDiscriminator(schema);
      this.#results.set(schema, result);
      return result;
    } catch (error) {
      if (!(error instanceof InvalidDiscriminator)) throw error;
      this.#results.set(schema, error);
      return error;
    } finally {
      this.#busy.delete(schema);
    }
  }

  #checkDiscriminator(schema: NormalisedSchema): NormalisedSchema {
    const name: unknown = schema.discriminator?.propertyName;
    if (typeof name !== "string") {
      throw new InvalidDiscriminator(
        "expected discriminator.propertyName to be a string, received none",
        "discriminator",
      );
    }
    const key = schema.oneOf ? "oneOf" : "anyOf";
    const all = schema[key] ?? [];
    const members = all.filter((member) => member.type !== "null");
    if (members.length < all.length) return this.#withoutNull(schema, key, members);
    const mapped = this.#mapped(schema);
    const owners = new Map<string, number>();
    const result = members.map((member, index) => {
      const label = member.$ref ?? `member ${index}`;
      const found = this.#literals(member, name);
      if (!found)
        throw new InvalidDiscriminator(
          `expected ${label} to have ${name} with a const, an enum or type string`,
          key,
          index,
        );
      const values = this.#valuesOf(member, found, mapped, name, index, key);
      for (const value of values) {
        const owner = owners.get(value);
        if (owner !== undefined && owner !== index) {
          const other = members[owner]?.$ref ?? `member ${owner}`;
          throw new InvalidDiscriminator(
            `expected different values of ${name}, received ${JSON.stringify(value)} from ${other} and ${label}`,
            key,
            index,
          );
        }
        owners.set(value, index);
      }
      return found.values && found.isRequired ? member : withLiterals(member, name, values);
    });
    for (const [value, target] of mapped) {
      if (!owners.has(value)) {
        throw new InvalidDiscriminator(
          `expected a member whose ${name} is ${JSON.stringify(value)}, ${target} has none`,
          "discriminator",
          "mapping",
          value,
        );
      }
    }
    const mapping = Object.fromEntries(
      [...owners.keys()].sort().map((value) => {
        const index = owners.get(value) ?? 0;
        return [value, result[index]?.$ref ?? index];
      }),
    );
    return inOrder({ ...schema, [key]: result, discriminator: { propertyName: name, mapping } });
  }

  /** The mapping of the document, from literals to names of components. */
  #mapped(schema: NormalisedSchema): Map<string, string> {
    const mapping: Readonly<Record<string, unknown>> = schema.discriminator?.mapping ?? {};
    return new Map(
      sortedKeys(mapping).map((value) => {
        const target = mapping[value];
        const name = typeof target === "string" ? this.#context.componentOf(target) : undefined;
        if (name !== undefined) return [value, name];
        throw new InvalidDiscriminator(
          `expected ${JSON.stringify(value)} to be mapped to a component, received ${String(target)}`,
          "discriminator",
          "mapping",
          value,
        );
      }),
    );
  }

  #valuesOf(
    member: NormalisedSchema,
    found: Literals,
    mapped: ReadonlyMap<string, string>,
    name: string,
    index: number,
    key: string,
  ): readonly string[] {
    const component = member.$ref === undefined ? this.#context.selfOf.get(member) : componentOfRef(member.$ref);
    const named = [...mapped].filter(([, target]) => target === component).map(([value]) => value);
    if (!found.values) {
      if (named.length > 0) return named;
      if (component !== undefined) return [component];
      throw new InvalidDiscriminator(`expected member ${index} to have ${name} with a const or an enum`, key, index);
    }
    const stray = named.find((value) => !found.values?.includes(value));
    if (stray === undefined) return found.values;
    throw new InvalidDiscriminator(
      `expected ${component} to have ${JSON.stringify(stray)} as ${name}, received ${found.values.join(", ")}`,
      "discriminator",
      "mapping",
      stray,
    );
  }

  /** Moves null out of the union, since it has no discriminator property. */
  #withoutNull(
    schema: NormalisedSchema,
    key: "oneOf" | "anyOf",
    members: readonly NormalisedSchema[],
  ): NormalisedSchema {
    const { discriminator, oneOf, anyOf, ...rest } = schema;
    if (members.length === 0 || !discriminator || (oneOf && anyOf)) {
      throw new InvalidDiscriminator("expected members that are objects, received only null", key);
    }
    const union = this.#checkDiscriminator(
      key === "oneOf" ? { oneOf: members, discriminator } : { anyOf: members, discriminator },
    );
    return inOrder({ ...rest, anyOf: [union, { type: "null" }] });
  }

  #literals(member: NormalisedSchema, property: string): Literals | undefined {
    return literalsOf(member, property, {
      resolve: (ref) => this.#context.schemas.get(componentOfRef(ref) ?? ""),
      literalsOfUnion: (union) => {
        const result = this.#discriminated(union);
        if (result instanceof InvalidDiscriminator || !result.discriminator) return undefined;
        return Object.keys(result.discriminator.mapping);
      },
    });
  }

  #withoutType(schema: NormalisedSchema): NormalisedSchema {
    const types = typesOf(schema);
    if (types.length === 0 || !(schema.oneOf || schema.anyOf)) return schema;
    const isAlone = Object.keys(schema).every(
      (key) => key === "type" || key === "oneOf" || key === "anyOf" || key === "discriminator" || isAnnotation(key),
    );
    if (!isAlone) return schema;
    const { type: _, ...rest } = schema;
    const implied = this.#typesOf(rest);
    return implied?.every((type) => types.some((own) => own === type || (own === "number" && type === "integer")))
      ? rest
      : schema;
  }

  /** The types of all values of a schema; undefined if its own keywords do not limit them. */
  #typesOf(schema: NormalisedSchema): readonly string[] | undefined {
    if (schema.$ref !== undefined) {
      const name = componentOfRef(schema.$ref) ?? "";
      if (this.#types.has(name)) return this.#types.get(name);
      // A recursive reference does not limit the types.
      this.#types.set(name, undefined);
      const target = this.#context.schemas.get(name);
      const types = target && this.#typesOf(target);
      this.#types.set(name, types);
      return types;
    }
    if (schema.type !== undefined) return typesOf(schema);
    for (const member of schema.allOf ?? []) {
      const types = this.#typesOf(member);
      if (types) return types;
    }
    const members = schema.oneOf ?? schema.anyOf;
    if (!members) return undefined;
    const found = new Set<string>();
    for (const member of members) {
      const types = this.#typesOf(member);
      if (!types) return undefined;
      for (const type of types) found.add(type);
    }
    return [...found];
  }
}

/** A union member with the literals of its mapping added to the discriminator property. */
function withLiterals(member: NormalisedSchema, property: string, values: readonly string[]): NormalisedSchema {
  const literal: Draft = values.length === 1 && values[0] !== undefined ? { const: values[0] } : { enum: values };
  // Unlike an assignment, `fromEntries` accepts `__proto__` as a name.
  const properties = Object.fromEntries([[property, { type: "string", ...literal } satisfies NormalisedSchema]]);
  const stated: NormalisedSchema = { type: "object", properties, required: [property] };
  const merged =
    member.$ref === undefined
      ? mergeSchemas(member, stated, { open: () => undefined, conflict: () => undefined })
      : undefined;
  return merged ?? { allOf: [member, stated] };
}
