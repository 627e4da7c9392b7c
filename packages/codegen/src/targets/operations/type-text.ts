import { componentOfRef, type NormalisedSchema, typesOf } from "../../normalise/normalised-document.ts";

/** The type of a schema as text, with the aliases of `types.gen.ts` for components. */
export function emitTypeText(schema: NormalisedSchema, names: ReadonlyMap<string, string>): string {
  if (schema.$ref !== undefined) return names.get(componentOfRef(schema.$ref) ?? "") ?? "unknown";
  const union = schema.oneOf ?? schema.anyOf;
  if (union) return union.map((member) => emitTypeText(member, names)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const types = typesOf(schema).map((type) => {
    switch (type) {
      case "integer":
      case "number":
        return "number";
      case "array":
        return emitListText(schema.items ? emitTypeText(schema.items, names) : "unknown");
      case "object":
        return emitObjectText(schema, names);
      case "boolean":
      case "null":
      case "string":
        return type;
      default:
        throw new Error(`unexpected type: ${JSON.stringify(type satisfies never)}`);
    }
  });
  return types.length === 0 ? "unknown" : types.join(" | ");
}

function emitListText(item: string): string {
  return /^\w+$/.test(item) ? `readonly ${item}[]` : `readonly (${item})[]`;
}

function emitObjectText(schema: NormalisedSchema, names: ReadonlyMap<string, string>): string {
  const members = Object.entries(schema.properties ?? {}).map(([name, member]) => {
    const mark = schema.required?.includes(name) ? "" : "?";
    return `${JSON.stringify(name)}${mark}: ${emitTypeText(member, names)}`;
  });
  if (typeof schema.additionalProperties === "object" && members.length === 0) {
    return `Record<string, ${emitTypeText(schema.additionalProperties, names)}>`;
  }
  return members.length === 0 ? "Record<string, unknown>" : `{ ${members.join("; ")} }`;
}
