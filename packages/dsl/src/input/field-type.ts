import type { InputType } from "@starfix/expr";
import { DefinitionError, shown } from "../definition-error.ts";

/** A schema inside of a JSON Schema. */
export type JsonSchemaNode = boolean | Readonly<Record<string, unknown>>;

/** The document that a schema stands in, and the way to it. */
interface Place {
  readonly root: Readonly<Record<string, unknown>>;
  /** JSON pointer. */
  readonly pointer: string;
  /** References on the way, so that a circle ends. */
  readonly seen: readonly string[];
}

/** The column type of each JSON type; a boolean is read as the text `true` or `false`. */
const types: Readonly<Record<string, InputType>> = {
  string: "string",
  boolean: "string",
  integer: "long",
  number: "double",
  object: "json",
};

const arrays: Readonly<Partial<Record<InputType, InputType>>> = {
  string: "stringArray",
  long: "longArray",
  double: "doubleArray",
  json: "json",
  stringArray: "json",
  longArray: "json",
  doubleArray: "json",
};

/** Finds the type of the column that holds what a schema describes; what has none is refused with its JSON pointer. */
export function fieldType(schema: JsonSchemaNode, place: Place): InputType {
  const found = typeOf(schema, place);
  if (found === undefined) refuseField(place.pointer, "a type other than null", schema);
  return found;
}

/** Undefined is the type of nothing but null. */
function typeOf(schema: JsonSchemaNode, place: Place): InputType | undefined {
  if (typeof schema === "boolean") return refuseField(place.pointer, "a schema with a type", schema);
  if (typeof schema.$ref === "string") return typeOf(...resolve(schema.$ref, place));
  for (const keyword of ["anyOf", "oneOf", "allOf"]) {
    const members = schema[keyword];
    if (Array.isArray(members)) return commonType(members, keyword, place);
  }
  if ("const" in schema) return typeOfValues([schema.const], place);
  if (schema.type === undefined && Array.isArray(schema.enum)) return typeOfValues(schema.enum, place);
  const names = Array.isArray(schema.type) ? schema.type : [schema.type];
  const found = names.filter((name) => name !== "null").map((name) => typeOfName(name, schema, place));
  return one(found, place, schema);
}

function typeOfName(name: unknown, schema: Readonly<Record<string, unknown>>, place: Place): InputType {
  if (name === "array") return arrayType(schema.items ?? schema.prefixItems, place);
  if (typeof name !== "string" || !Object.hasOwn(types, name)) {
    return refuseField(place.pointer, "a schema with a type", schema);
  }
  return types[name] as InputType;
}

function arrayType(items: unknown, place: Place): InputType {
  const pointer = `${place.pointer}/items`;
  if (typeof items !== "object" || items === null || Array.isArray(items)) {
    return refuseField(pointer, "one schema for all items", items);
  }
  const item = fieldType(items as JsonSchemaNode, { ...place, pointer });
  return arrays[item] ?? refuseField(pointer, "items of text, numbers or objects", items);
}

function commonType(members: readonly unknown[], keyword: string, place: Place): InputType | undefined {
  const found = members.map((member, index) =>
    typeOf(member as JsonSchemaNode, { ...place, pointer: `${place.pointer}/${keyword}/${index}` }),
  );
  const known = found.filter((type) => type !== undefined);
  return one(known, place, { [keyword]: members });
}

/** Whole numbers beside others are numbers; all else must agree. */
function one(found: readonly InputType[], place: Place, schema: unknown): InputType | undefined {
  const distinct = [...new Set(found)];
  if (distinct.length <= 1) return distinct[0];
  if (distinct.every((type) => type === "long" || type === "double")) return "double";
  if (distinct.every((type) => type === "longArray" || type === "doubleArray")) return "doubleArray";
  return refuseField(place.pointer, `one type of column, not ${distinct.join(" or ")}`, schema);
}

function typeOfValues(values: readonly unknown[], place: Place): InputType | undefined {
  const found = values
    .filter((value) => value !== null)
    .map((value): InputType => {
      if (typeof value === "string" || typeof value === "boolean") return "string";
      if (typeof value === "number") return Number.isInteger(value) ? "long" : "double";
      return "json";
    });
  return one(found, place, values);
}

function resolve(ref: string, place: Place): [JsonSchemaNode, Place] {
  if (!ref.startsWith("#")) refuseField(place.pointer, "a reference into the same schema", ref);
  if (place.seen.includes(ref)) refuseField(place.pointer, "a reference that ends somewhere", ref);
  let node: unknown = place.root;
  for (const token of ref.slice(1).split("/").slice(1)) {
    const key = decodeURIComponent(token).replaceAll("~1", "/").replaceAll("~0", "~");
    node = typeof node === "object" && node !== null && Object.hasOwn(node, key) ? Reflect.get(node, key) : undefined;
  }
  if (node === undefined) refuseField(place.pointer, "a reference to something that is there", ref);
  return [node as JsonSchemaNode, { ...place, pointer: ref, seen: [...place.seen, ref] }];
}

function refuseField(pointer: string, expected: string, received: unknown): never {
  throw new DefinitionError(
    `invalid input at ${pointer}: expected ${expected}, received ${shown(received)}; give this field its type by hand, as in { ...fromZod(schema), field: "json" }, and leave it out of the schema`,
  );
}
