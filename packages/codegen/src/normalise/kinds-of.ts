import { isJsonObject, type JsonObject, type JsonValue } from "../load/json.ts";
import { joinPointer, localRefPointer } from "../load/json-pointer.ts";
import { componentOfRef, type NormalisedSchema } from "./normalised-document.ts";

/**
 * The union that a schema stands for when it has a discriminator and no `oneOf`: its mapping lists the kinds. Only a
 * mapping whose every entry leads to a component with that very value is one; any other describes nothing that a
 * union could say, and the schema stays an object.
 *
 * @see https://spec.openapis.org/oas/v3.1.1.html#discriminator-object
 */
export function kindsOf(
  schema: JsonValue,
  schemas: JsonObject,
): Pick<NormalisedSchema, "oneOf" | "discriminator"> | undefined {
  if (!isJsonObject(schema) || ["oneOf", "anyOf", "allOf", "$ref"].some((key) => key in schema)) return undefined;
  const { discriminator } = schema;
  if (!isJsonObject(discriminator) || !isJsonObject(discriminator.mapping)) return undefined;
  const { mapping, propertyName } = discriminator;
  const entries = Object.entries(mapping);
  if (typeof propertyName !== "string" || entries.length === 0) return undefined;
  const targets: Record<string, string> = {};
  for (const [value, given] of entries) {
    const name = typeof given === "string" ? nameOf(given) : undefined;
    const kind = name === undefined || !Object.hasOwn(schemas, name) ? undefined : schemas[name];
    if (name === undefined || kind === undefined || !says(kind, propertyName, value)) return undefined;
    targets[value] = `#${joinPointer("/components/schemas", name)}`;
  }
  const oneOf = [...new Set(Object.values(targets))].map(($ref) => ({ $ref }));
  return { oneOf, discriminator: { propertyName, mapping: targets } };
}

/** A mapping names a component, or refers to it. */
function nameOf(target: string): string | undefined {
  const pointer = localRefPointer(target);
  return pointer === undefined ? target : componentOfRef(`#${pointer}`);
}

/** Whether a schema, or a part of its `allOf`, has this literal as a value of the property. */
function says(schema: JsonValue, property: string, value: string): boolean {
  if (!isJsonObject(schema)) return false;
  const member = isJsonObject(schema.properties) ? schema.properties[property] : undefined;
  if (isJsonObject(member)) {
    if (member.const === value) return true;
    if (Array.isArray(member.enum) && member.enum.includes(value)) return true;
  }
  return Array.isArray(schema.allOf) && schema.allOf.some((part) => says(part, property, value));
}
