import {
  componentOfRef,
  type NormalisedDocument,
  type NormalisedSchema,
  typesOf,
} from "../../normalise/normalised-document.ts";
import { printArray } from "./array-type.ts";
import { type DirectCycles, findDirectCycles } from "./direct-cycles.ts";
import { literalType } from "./literal-type.ts";
import { printObject } from "./object-type.ts";
import { atom, intersectionOf, printUnion, type TypeText, UNKNOWN, unionOf } from "./type-text.ts";
import {
  ALL_KINDS,
  ARRAY,
  BOOLEAN,
  KindReader,
  kindOfValue,
  kindsOfType,
  NULL,
  NUMBER,
  OBJECT,
  STRING,
  type ValueKinds,
} from "./value-kinds.ts";

/** The position at which a type is printed. */
export interface Place {
  readonly indent: string;
  /** Whether objects are printed on several lines, with comments. */
  readonly isOpen: boolean;
  /** Whether a reference here is directly within an alias, without an object or array between. */
  readonly isDirect: boolean;
  /** Whether the type is a member of an intersection. */
  readonly isPart?: boolean;
}

/** The default order of kinds in a union. */
const KIND_ORDER: readonly ValueKinds[] = [OBJECT, ARRAY, STRING, NUMBER, BOOLEAN, NULL];
const STRUCTURED: ValueKinds = OBJECT | ARRAY;

/**
 * Prints schemas as TypeScript types. Every value that is valid for a schema is assignable to its type; keywords that
 * types cannot express (`if`, `contains`, `not`, lengths, formats …) are ignored. There is one intended
 * exception: unlisted members of an object are part of its type only if the
 * schema describes them.
 */
export class TypePrinter {
  readonly #document: NormalisedDocument;
  readonly #names: ReadonlyMap<string, string>;
  readonly #kinds: KindReader;
  readonly #cycles: DirectCycles;
  readonly #inline = new Map<NormalisedSchema, string>();
  #component: string | undefined;

  constructor(document: NormalisedDocument, names: ReadonlyMap<string, string>) {
    this.#document = document;
    this.#names = names;
    this.#kinds = new KindReader(document);
    this.#cycles = findDirectCycles(document.schemas);
  }

  /** The type of a component's alias. */
  printComponent(component: string, schema: NormalisedSchema): string {
    this.#component = component;
    const text = printUnion(this.type(schema, { indent: "", isOpen: true, isDirect: true }), "");
    this.#component = undefined;
    return text;
  }

  /** Prints a schema on one or more lines; all but the first start with `indent`. */
  print(schema: NormalisedSchema, indent: string): string {
    return printUnion(this.type(schema, { indent, isOpen: true, isDirect: false }), indent);
  }

  /** Prints a schema on one line, without comments. */
  printInline(schema: NormalisedSchema): string {
    const known = this.#inline.get(schema);
    if (known !== undefined) return known;
    const type = this.type(schema, { indent: "", isOpen: false, isDirect: false });
    const text = type.length === 0 ? "never" : type.map((each) => each.text).join(" | ");
    this.#inline.set(schema, text);
    return text;
  }

  type(schema: NormalisedSchema, place: Place, kinds: ValueKinds = ALL_KINDS): TypeText {
    const left = kinds & this.#kinds.read(schema);
    if (left === 0) return [];
    if (schema.$ref !== undefined) return this.#reference(schema.$ref, place);
    if (schema.const !== undefined) return atom(literalType(schema.const));
    if (schema.enum) {
      return unionOf(schema.enum.flatMap((each) => (kindOfValue(each) & left ? [atom(literalType(each))] : [])));
    }
    const parts: TypeText[] = [];
    let partKinds = ALL_KINDS;
    for (const member of schema.allOf ?? []) {
      parts.push(this.type(member, { ...place, isPart: true }, left));
      partKinds &= this.#kinds.read(member);
    }
    for (const members of [schema.oneOf, schema.anyOf]) {
      if (!members) continue;
      parts.push(unionOf(members.map((member) => this.type(member, place, left))));
      partKinds &= members.reduce((sum, member) => sum | this.#kinds.read(member), 0);
    }
    const shaped = hasShape(schema) & left;
    // A kind that the other members of the intersection imply is left out.
    const isTold = parts.length > 0 && ((partKinds & ~left) === 0 || (left & STRUCTURED) !== 0);
    if (shaped === 0) {
      const type = intersectionOf(parts, place.indent);
      if (type === UNKNOWN ? schema.type === undefined && left === kinds : isTold) return type;
    }
    return intersectionOf([this.#core(schema, left, shaped, place), ...parts], place.indent);
  }

  #reference(ref: string, place: Place): TypeText {
    const component = componentOfRef(ref) ?? "";
    // TypeScript rejects an alias that directly contains itself; for validation, that part has no effect.
    if (place.isDirect && this.#component !== undefined) {
      const cycle = place.isPart ? this.#cycles.ofAll : this.#cycles.ofUnions;
      if (cycle.has(this.#component) && cycle.has(component)) return UNKNOWN;
    }
    const name = this.#names.get(component);
    return name === undefined || !this.#document.schemas.has(component) ? UNKNOWN : atom(name);
  }

  /** The types for each kind of value that a schema allows. */
  #core(schema: NormalisedSchema, kinds: ValueKinds, shaped: ValueKinds, place: Place): TypeText {
    if (kinds === ALL_KINDS && shaped === 0) return UNKNOWN;
    const given = typesOf(schema).map((type) => kindsOfType(type));
    const order = given.length > 0 ? given : KIND_ORDER;
    return unionOf(order.filter((kind) => kind & kinds).map((kind) => this.#kind(kind, schema, place)));
  }

  #kind(kind: ValueKinds, schema: NormalisedSchema, place: Place): TypeText {
    switch (kind) {
      case STRING:
        return atom("string");
      case NUMBER:
        return atom("number");
      case BOOLEAN:
        return atom("boolean");
      case NULL:
        return atom("null");
      case ARRAY:
        return atom(printArray(schema, place, this));
      default:
        return atom(printObject(schema, place, this));
    }
  }
}

/** Whether a schema has keywords that describe the structure of a kind. */
function hasShape(schema: NormalisedSchema): ValueKinds {
  let kinds = 0;
  if (
    schema.properties ||
    schema.patternProperties ||
    schema.additionalProperties !== undefined ||
    schema.unevaluatedProperties !== undefined
  )
    kinds |= OBJECT;
  if (schema.items || schema.prefixItems || schema.unevaluatedItems !== undefined || schema.maxItems === 0)
    kinds |= ARRAY;
  return kinds;
}
