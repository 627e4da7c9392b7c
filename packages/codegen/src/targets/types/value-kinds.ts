import type { JsonValue } from "../../load/json.ts";
import { componentOfRef, type NormalisedDocument, type NormalisedSchema } from "../../normalise/normalised-document.ts";

/** A set of JSON types, one bit each. */
export type ValueKinds = number;

export const STRING: ValueKinds = 1;
export const NUMBER: ValueKinds = 2;
export const BOOLEAN: ValueKinds = 4;
export const NULL: ValueKinds = 8;
export const ARRAY: ValueKinds = 16;
export const OBJECT: ValueKinds = 32;
export const ALL_KINDS: ValueKinds = 63;

const KIND_OF_TYPE = {
  array: ARRAY,
  boolean: BOOLEAN,
  integer: NUMBER,
  null: NULL,
  number: NUMBER,
  object: OBJECT,
  string: STRING,
} as const;

export function kindOfValue(value: JsonValue): ValueKinds {
  if (value === null) return NULL;
  if (Array.isArray(value)) return ARRAY;
  return KIND_OF_TYPE[typeof value as "boolean" | "number" | "object" | "string"];
}

/** The kinds that `type` allows. */
export function kindsOfType(type: NormalisedSchema["type"]): ValueKinds {
  if (type === undefined) return ALL_KINDS;
  if (typeof type === "string") return KIND_OF_TYPE[type];
  return type.reduce((kinds, each) => kinds | KIND_OF_TYPE[each], 0);
}

/** A longer chain of components is not followed: all kinds are assumed at its end. */
const MAX_REFERENCES = 200;

/** Determines which kinds of values can be valid for a schema: exact, except for recursive schemas, which may get too many. */
export class KindReader {
  readonly #document: NormalisedDocument;
  readonly #known = new Map<NormalisedSchema, ValueKinds>();
  #followed = 0;

  constructor(document: NormalisedDocument) {
    this.#document = document;
  }

  read(schema: NormalisedSchema): ValueKinds {
    if (isPlain(schema)) return kindsOfType(schema.type);
    const known = this.#known.get(schema);
    if (known !== undefined) return known;
    // A recursive reference allows all kinds.
    this.#known.set(schema, ALL_KINDS);
    const kinds = this.#compute(schema);
    this.#known.set(schema, kinds);
    return kinds;
  }

  #compute(schema: NormalisedSchema): ValueKinds {
    let kinds = kindsOfType(schema.type);
    if (schema.$ref !== undefined) {
      const target = this.#document.schemas.get(componentOfRef(schema.$ref) ?? "");
      if (target && this.#followed < MAX_REFERENCES) {
        this.#followed += 1;
        kinds &= this.read(target);
        this.#followed -= 1;
      }
    }
    if (schema.const !== undefined) kinds &= kindOfValue(schema.const);
    if (schema.enum) kinds &= this.#any(schema.enum, kindOfValue);
    for (const member of schema.allOf ?? []) kinds &= this.read(member);
    if (schema.oneOf) kinds &= this.#any(schema.oneOf, (member) => this.read(member));
    if (schema.anyOf) kinds &= this.#any(schema.anyOf, (member) => this.read(member));
    return isEmpty(schema.not) ? 0 : kinds;
  }

  #any<TItem>(items: readonly TItem[], kindsOf: (item: TItem) => ValueKinds): ValueKinds {
    return items.reduce((kinds, item) => kinds | kindsOf(item), 0);
  }
}

/** Whether `type` alone determines the kinds, as in most schemas. */
function isPlain(schema: NormalisedSchema): boolean {
  return (
    schema.$ref === undefined &&
    schema.enum === undefined &&
    schema.const === undefined &&
    schema.allOf === undefined &&
    schema.oneOf === undefined &&
    schema.anyOf === undefined &&
    schema.not === undefined
  );
}

function isEmpty(schema: NormalisedSchema | undefined): boolean {
  return schema !== undefined && Object.keys(schema).length === 0;
}
