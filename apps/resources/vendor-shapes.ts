import { readFileSync } from "node:fs";
import type { AnySchema, ErrorObject } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

type Json = Readonly<Record<string, unknown>>;
type Schemas = Readonly<Record<string, Json>>;

/** The vendor's components for the bodies of connections, tables and jobs, in OpenAPI 3.0, without their prose. */
const schemas: Schemas = JSON.parse(readFileSync(new URL("fixtures/polaris-shapes.json", import.meta.url), "utf8"));

/** The component of each body, by the folder of its artifacts. */
const bodies = { connections: "CreateConnectionRequest", tables: "TablePayload", jobs: "CreateJobRequest" } as const;

const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
addFormats.default(ajv);
ajv.addSchema({ $id: "polaris", $defs: translate(schemas) });

/** What the vendor's shape of a body says against it. Members that the shape does not know are errors too. */
export function shapeErrors(folder: keyof typeof bodies, body: unknown): readonly string[] {
  const validate = ajv.getSchema(`polaris#/$defs/${bodies[folder]}`);
  if (!validate) throw new Error(`expected a shape for ${folder}, received none`);
  validate(body);
  return (validate.errors ?? []).map(({ instancePath, message, params }: ErrorObject) =>
    `${instancePath || "/"} ${message} ${JSON.stringify(params)}`.trim(),
  );
}

/**
 * JSON Schema 2020-12 for the components. A component with a discriminator becomes two: what its variants have in
 * common, and under its own name the choice among them, in which nothing unknown may stand.
 */
function translate(components: Schemas): Record<string, AnySchema> {
  const translated: Record<string, AnySchema> = {};
  for (const [name, schema] of Object.entries(components)) {
    const choice = schema.discriminator as { propertyName: string; mapping: Record<string, string> } | undefined;
    translated[choice ? `${name}.common` : name] = translateOne(schema, components);
    if (choice) {
      const variants = Object.entries(choice.mapping).map(([value, ref]) => ({
        if: { properties: { [choice.propertyName]: { const: value } } },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: { $ref: ref.replace("#/components/schemas/", "polaris#/$defs/"), unevaluatedProperties: false },
      }));
      translated[name] = { allOf: [{ $ref: `polaris#/$defs/${name}.common` }, ...variants] };
    }
  }
  return translated;
}

function translateOne(schema: Json, components: Schemas, common = true): Json {
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === "$ref") {
      const name = String(value).replace("#/components/schemas/", "");
      // A variant takes in what it has in common with the others; anything else that refers to them is a choice.
      result.$ref = `polaris#/$defs/${name}${common && components[name]?.discriminator ? ".common" : ""}`;
    } else if (key === "allOf") {
      result.allOf = (value as Json[]).map((part) => translateOne(part, components, common));
    } else if (key === "properties") {
      result.properties = Object.fromEntries(
        Object.entries(value as Schemas).map(([name, member]) => [
          name,
          closed(translateOne(member, components, false)),
        ]),
      );
    } else if (key === "items") {
      result.items = closed(translateOne(value as Json, components, false));
    } else if (!["discriminator", "nullable", "readOnly", "writeOnly"].includes(key)) {
      result[key] = value;
    }
  }
  return schema.nullable === true ? { anyOf: [result, { type: "null" }] } : result;
}

/** Inside of a body no unknown member may stand, except where the shape is open. */
function closed(schema: Json): Json {
  return { ...schema, unevaluatedProperties: false };
}
