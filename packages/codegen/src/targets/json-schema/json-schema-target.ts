import { type StatementStructures, StructureKind } from "ts-morph";
import type { JsonObject, JsonValue } from "../../load/json.ts";
import {
  componentOfRef,
  type NormalisedDocument,
  type NormalisedSchema,
  typesOf,
} from "../../normalise/normalised-document.ts";
import { ASSERTED_FORMATS, numberBounds } from "../formats.ts";
import { constantText, docText, printSourceFile } from "../source-file.ts";
import type { OutputFile, Target, TargetContext } from "../target.ts";

/** One JSON Schema (draft 2020-12) for each component, and the list of them all. */
export const jsonSchemaTarget: Target = {
  name: "json-schema",
  async emit(document: NormalisedDocument, context: TargetContext): Promise<readonly OutputFile[]> {
    const statements: (StatementStructures | string)[] = [
      {
        kind: StructureKind.Interface,
        name: "JsonSchema",
        isExported: true,
        docs: [
          docText(
            "A JSON Schema of draft 2020-12. References between them are relative, so a validator is given all of `jsonSchemas`.",
          ),
        ],
        indexSignatures: [{ keyName: "keyword", keyType: "string", returnType: "unknown", isReadonly: true }],
      },
    ];
    for (const [component, schema] of document.schemas) {
      statements.push(
        constantText({
          name: `${context.names.get(component)}JsonSchema`,
          type: "JsonSchema",
          doc: schema.description,
          value: JSON.stringify(toJsonSchema(component, schema, context.schemaBase), null, 2),
        }),
      );
    }
    const list = [...document.schemas.keys()].map((component) => `  ${context.names.get(component)}JsonSchema,\n`);
    statements.push(
      constantText({
        name: "jsonSchemas",
        type: "readonly JsonSchema[]",
        doc: "Every schema of this file.",
        value: list.length === 0 ? "[]" : `[\n${list.join("")}]`,
      }),
    );
    return [{ path: "json-schema.gen.ts", text: printSourceFile(context.header, statements) }];
  },
};

function toJsonSchema(component: string, schema: NormalisedSchema, base: string): JsonObject {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `${base}${fileOf(component)}`,
    ...convert(schema),
  };
}

function fileOf(component: string): string {
  return `${encodeURIComponent(component)}.json`;
}

function convert(schema: NormalisedSchema): JsonObject {
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === "$ref") result.$ref = fileOf(componentOfRef(schema.$ref ?? "") ?? "");
    else if (key === "properties") {
      result.properties = Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, member]) => [name, convert(member)]),
      );
    } else if (key === "oneOf") result.oneOf = (schema.oneOf ?? []).map(convert);
    else if (key === "anyOf") result.anyOf = (schema.anyOf ?? []).map(convert);
    else if (key === "items" && schema.items) result.items = convert(schema.items);
    else if (key === "additionalProperties" && typeof schema.additionalProperties === "object") {
      result.additionalProperties = convert(schema.additionalProperties);
    } else if (key === "format") {
      if (ASSERTED_FORMATS.has(schema.format ?? "")) result.format = schema.format ?? "";
    } else if (key === "type") {
      result.type = [...typesOf(schema)].length === 1 ? (typesOf(schema)[0] ?? "null") : [...typesOf(schema)];
      if (typesOf(schema).includes("integer") && !schema.enum && schema.const === undefined) {
        // A validator may read the bounds of a mixed type as meant for its numbers only, which they are.
        Object.assign(result, numberBounds(schema));
      }
    } else if (key === "discriminator" || key.startsWith("x-") || key in result) {
      // The discriminator is said by the literals of the members.
    } else result[key] = value as JsonValue;
  }
  return result;
}
