import { joinPointer } from "../load/json-pointer.ts";
import type { Direction } from "./copy-root.ts";
import { eachSubSchema, mapSubSchemas } from "./map-sub-schemas.ts";
import { componentOfRef, type NormalisedSchema } from "./normalised-document.ts";
import { type Draft, inOrder } from "./schema-parts.ts";

/** A schema outside of the components, and the direction of its values. */
export interface DirectedSchema {
  readonly schema: NormalisedSchema;
  readonly direction: Direction;
}

interface Facts {
  readonly refs: ReadonlySet<string>;
  /** Whether it has a readOnly or writeOnly property. */
  readonly isOneWay: boolean;
}

const NO_FACTS: Facts = { refs: new Set(), isOneWay: false };

/** The keyword of properties that are absent in a direction. */
const ABSENT = { request: "readOnly", answer: "writeOnly" } as const;

/**
 * Separates requests from responses: a request has no `readOnly` property, a response no `writeOnly` one. A
 * component used in one direction loses the properties of the other. One that is used in both, or not at all, and
 * differs, keeps the form of responses, and a second component, named `…Writable`, has the form of requests.
 */
export class VariantSplitter {
  readonly #schemas: ReadonlyMap<string, NormalisedSchema>;
  /** References to components that are readOnly or writeOnly themselves. */
  readonly #marked = { readOnly: new Set<string>(), writeOnly: new Set<string>() };
  readonly #inline: readonly (DirectedSchema & { readonly facts: Facts })[];
  readonly #facts: ReadonlyMap<string, Facts>;
  readonly #directions: ReadonlyMap<string, Direction>;
  /** From the name of a component to the name of its writable variant. */
  readonly #writable: ReadonlyMap<string, string>;
  /** For each component its discriminator properties, which both directions have. */
  readonly #needed: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(schemas: ReadonlyMap<string, NormalisedSchema>, inline: readonly DirectedSchema[]) {
    this.#schemas = schemas;
    this.#needed = neededProperties(
      schemas,
      inline.map(({ schema }) => schema),
    );
    for (const [name, schema] of schemas) {
      for (const key of ["readOnly", "writeOnly"] as const) if (schema[key]) this.#marked[key].add(refTo(name));
    }
    const facts = new Map([...schemas].map(([name, schema]) => [name, this.#factsOf(schema, name)]));
    this.#facts = facts;
    const seeds = { request: new Set<string>(), answer: new Set<string>() };
    this.#inline = inline.map((given) => {
      const found = this.#factsOf(given.schema, undefined);
      for (const name of found.refs) seeds[given.direction].add(name);
      return { ...given, facts: found };
    });
    const sent = reach(seeds.request, facts);
    const received = reach(seeds.answer, facts);
    const directions = new Map<string, Direction>();
    for (const name of schemas.keys()) {
      if (sent.has(name) !== received.has(name)) directions.set(name, sent.has(name) ? "request" : "answer");
    }
    this.#directions = directions;
    this.#writable = nameWritable(splitComponents(facts, directions), schemas);
  }

  /** All components by name, sorted by code unit. */
  components(): Map<string, NormalisedSchema> {
    const result: [string, NormalisedSchema][] = [];
    for (const [name, schema] of this.#schemas) {
      const facts = this.#facts.get(name) ?? NO_FACTS;
      const own = this.#turned(schema, facts, this.#directions.get(name) ?? "answer", name);
      const writable = this.#writable.get(name);
      result.push([name, writable === undefined ? own : withoutBuilder(own)]);
      if (writable !== undefined) result.push([writable, this.#turned(schema, facts, "request", name)]);
    }
    return new Map(result.sort(([one], [two]) => (one < two ? -1 : 1)));
  }

  /** From the name of a writable variant to the name of its component. */
  variants(): ReadonlyMap<string, string> {
    return new Map([...this.#writable].map(([name, writable]) => [writable, name]));
  }

  /** The schemas outside of the components, in the given order. */
  inline(): readonly NormalisedSchema[] {
    return this.#inline.map(({ schema, facts, direction }) => this.#turned(schema, facts, direction, undefined));
  }

  #turned(
    schema: NormalisedSchema,
    facts: Facts,
    direction: Direction,
    component: string | undefined,
  ): NormalisedSchema {
    const isLeading = direction === "request" && [...facts.refs].some((name) => this.#writable.has(name));
    return facts.isOneWay || isLeading ? this.#variant(schema, direction, component) : schema;
  }

  #factsOf(schema: NormalisedSchema, name: string | undefined): Facts {
    const refs = new Set<string>();
    let isOneWay = false;
    const visit = (each: NormalisedSchema): void => {
      if (each.$ref !== undefined) refs.add(componentOfRef(each.$ref) ?? "");
      if (each.properties && !isOneWay) {
        for (const [property, member] of Object.entries(each.properties)) {
          if (isClosed(each) && !schema.allOf && !each.required?.includes(property)) continue;
          isOneWay ||=
            this.#isAbsent(property, member, "request", name) || this.#isAbsent(property, member, "answer", name);
        }
      }
      eachSubSchema(each, visit);
    };
    visit(schema);
    return { refs, isOneWay };
  }

  #isAbsent(property: string, member: NormalisedSchema, direction: Direction, component: string | undefined): boolean {
    if (!this.#isMarked(member, ABSENT[direction])) return false;
    if (this.#isMarked(member, ABSENT[direction === "request" ? "answer" : "request"])) return false;
    return component === undefined || !this.#needed.get(component)?.has(property);
  }

  #isMarked(schema: NormalisedSchema, key: "readOnly" | "writeOnly"): boolean {
    if (schema[key] !== undefined) return schema[key] === true;
    if (schema.$ref !== undefined) return this.#marked[key].has(schema.$ref);
    return schema.allOf?.some((member) => this.#isMarked(member, key)) ?? false;
  }

  #variant(
    schema: NormalisedSchema,
    direction: Direction,
    component: string | undefined,
    around: ReadonlySet<string> = new Set(),
  ): NormalisedSchema {
    const gone = this.#goneFrom(schema, direction, component, around);
    const kept = gone.size === 0 ? schema : without(schema, gone);
    const turned = direction === "request" ? this.#withWritableRefs(kept) : kept;
    return mapSubSchemas(turned, (member, key) =>
      this.#variant(member, direction, component, IN_PLACE.has(key) ? gone : undefined),
    );
  }

  /** Properties to remove for a direction. A property removed from one member of an `allOf` is removed from all. */
  #goneFrom(
    schema: NormalisedSchema,
    direction: Direction,
    component: string | undefined,
    around: ReadonlySet<string>,
  ): ReadonlySet<string> {
    const gone = new Set(around);
    const visit = (each: NormalisedSchema): void => {
      for (const [name, member] of Object.entries(each.properties ?? {})) {
        if (this.#isAbsent(name, member, direction, component)) gone.add(name);
      }
      for (const member of each.allOf ?? []) visit(member);
    };
    visit(schema);
    return gone;
  }

  #withWritableRefs(schema: NormalisedSchema): NormalisedSchema {
    if (schema.$ref === undefined && !schema.discriminator) return schema;
    const draft: Draft = { ...schema };
    if (schema.$ref !== undefined) draft.$ref = this.#writableRef(schema.$ref);
    if (schema.discriminator) {
      const { propertyName, mapping } = schema.discriminator;
      const turned = Object.entries(mapping).map(([value, target]) => [
        value,
        typeof target === "string" ? this.#writableRef(target) : target,
      ]);
      draft.discriminator = { propertyName, mapping: Object.fromEntries(turned) };
    }
    return draft;
  }

  #writableRef(ref: string): string {
    const name = this.#writable.get(componentOfRef(ref) ?? "");
    return name === undefined ? ref : refTo(name);
  }
}

/** Only the writable variant has a builder, since builders make requests. */
function withoutBuilder(schema: NormalisedSchema): NormalisedSchema {
  if (schema["x-starfix-builder"] === undefined) return schema;
  const { "x-starfix-builder": _, ...rest } = schema;
  return rest;
}

function refTo(component: string): string {
  return `#${joinPointer("/components/schemas", component)}`;
}

const IN_PLACE: ReadonlySet<string> = new Set(["allOf", "oneOf", "anyOf", "if", "then", "else", "dependentSchemas"]);

function reach(seeds: ReadonlySet<string>, facts: ReadonlyMap<string, Facts>): ReadonlySet<string> {
  const found = new Set(seeds);
  // Iterating over a set includes members that are added meanwhile.
  for (const name of found) for (const next of facts.get(name)?.refs ?? []) found.add(next);
  return found;
}

/** Components that need a writable variant: used in both directions, and different in them directly or by reference. */
function splitComponents(
  facts: ReadonlyMap<string, Facts>,
  directions: ReadonlyMap<string, Direction>,
): ReadonlySet<string> {
  const referrers = new Map<string, string[]>();
  for (const [name, { refs }] of facts) {
    for (const target of refs) {
      const list = referrers.get(target);
      if (list) list.push(name);
      else referrers.set(target, [name]);
    }
  }
  const split = new Set<string>();
  for (const [name, { isOneWay }] of facts) if (isOneWay && !directions.has(name)) split.add(name);
  for (const name of split) {
    for (const referrer of referrers.get(name) ?? []) if (!directions.has(referrer)) split.add(referrer);
  }
  return split;
}

function nameWritable(
  split: ReadonlySet<string>,
  schemas: ReadonlyMap<string, NormalisedSchema>,
): ReadonlyMap<string, string> {
  const taken = new Set(schemas.keys());
  const result = new Map<string, string>();
  for (const name of [...split].sort()) {
    let writable = `${name}Writable`;
    for (let count = 2; taken.has(writable); count++) writable = `${name}Writable${count}`;
    taken.add(writable);
    result.set(name, writable);
  }
  return result;
}

function neededProperties(
  schemas: ReadonlyMap<string, NormalisedSchema>,
  inline: readonly NormalisedSchema[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const needed = new Map<string, Set<string>>();
  const need = (schema: NormalisedSchema, property: string): void => {
    for (const list of [schema.allOf, schema.oneOf, schema.anyOf]) for (const each of list ?? []) need(each, property);
    const name = schema.$ref === undefined ? undefined : componentOfRef(schema.$ref);
    if (name === undefined) return;
    const names = needed.get(name) ?? new Set<string>();
    if (names.has(property)) return;
    needed.set(name, names.add(property));
    const target = schemas.get(name);
    if (target) need(target, property);
  };
  const visit = (schema: NormalisedSchema): void => {
    if (schema.discriminator) {
      for (const member of schema.oneOf ?? schema.anyOf ?? []) need(member, schema.discriminator.propertyName);
    }
    eachSubSchema(schema, visit);
  };
  for (const schema of [...schemas.values(), ...inline]) visit(schema);
  return needed;
}

function isClosed(schema: NormalisedSchema): boolean {
  return schema.additionalProperties === false || schema.unevaluatedProperties === false;
}

/**
 * The schema without some properties. A closed object still allows them, so that a response can be changed and sent
 * back.
 */
function without(schema: NormalisedSchema, gone: ReadonlySet<string>): NormalisedSchema {
  const draft: Draft = { ...schema };
  if (schema.properties && !isClosed(schema)) {
    draft.properties = Object.fromEntries(Object.entries(schema.properties).filter(([name]) => !gone.has(name)));
  }
  if (schema.required) {
    const required = schema.required.filter((name) => !gone.has(name));
    if (required.length > 0) draft.required = required;
    else delete draft.required;
  }
  if (schema.dependentRequired) {
    const entries = Object.entries(schema.dependentRequired).filter(([name]) => !gone.has(name));
    draft.dependentRequired = Object.fromEntries(
      entries.map(([name, names]) => [name, names.filter((each) => !gone.has(each))]),
    );
  }
  return inOrder(draft);
}
