import type { InputSchema, InputType } from "@starfix/expr";
import { DefinitionError, refuse } from "../definition-error.ts";
import { fieldType, type JsonSchemaNode } from "./field-type.ts";
import type { InputOfJsonSchema } from "./input-of.ts";

/**
 * The input schema of records that a JSON Schema describes: text, dates and booleans are `string`, whole numbers `long`,
 * other numbers `double`, objects `json`, lists of text or numbers `stringArray`, `longArray` or `doubleArray`, other lists
 * `json`. Null beside a type changes nothing. Only the fields of the outermost object become columns.
 *
 * @example
 * fromJsonSchema({ type: "object", properties: { city: { type: "string" }, visits: { type: "integer" } } });
 * // => { city: "string", visits: "long" }
 *
 * @throws DefinitionError with the JSON pointer of a field that fits no column, such as text or a number; and for a
 * schema that describes no object.
 */
export function fromJsonSchema<const TSchema extends object>(schema: TSchema): InputOfJsonSchema<TSchema> {
  // The types say of a literal schema what `readFields` finds.
  return readFields(schema) as InputOfJsonSchema<TSchema>;
}

/** The fields of the outermost object and their types. */
export function readFields(schema: object): InputSchema {
  const root = schema as Readonly<Record<string, unknown>>;
  const top = followTop(root);
  const properties = top.properties;
  if (typeof properties !== "object" || properties === null || Object.keys(properties).length === 0) {
    refuse("input schema", "a JSON Schema of an object with properties", schema);
  }
  const fields = Object.entries(properties).map(([name, field]): [string, InputType] => {
    const pointer = `#/properties/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    return [name, fieldType(field as JsonSchemaNode, { root, pointer, seen: [] })];
  });
  return Object.freeze(Object.fromEntries(fields));
}

/** Some generators put the object itself behind a reference. */
function followTop(root: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const ref = root.$ref;
  if (typeof ref !== "string") return root;
  const name = /^#\/(definitions|\$defs)\/([^/]+)$/.exec(ref);
  const group = name?.[1] === undefined ? undefined : root[name[1]];
  const found: unknown =
    typeof group === "object" && group !== null ? Reflect.get(group, decodeURIComponent(name?.[2] ?? "")) : undefined;
  if (typeof found !== "object" || found === null) {
    throw new DefinitionError(
      `invalid input schema: expected a reference to a definition of the same schema, received ${JSON.stringify(ref)}`,
    );
  }
  return found as Readonly<Record<string, unknown>>;
}
