import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { bundleSchema } from "./bundle-schema.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "./json.ts";
import { getAtPointer } from "./json-pointer.ts";
import { DEFINITION_KEYS, NAMING_KEYS } from "./schema-keys.ts";

const SUITE = join(import.meta.dirname, "../../fixtures/json-schema-test-suite");

interface Group {
  readonly description: string;
  readonly schema: JsonValue;
  readonly tests: readonly { readonly description: string; readonly data: JsonValue; readonly valid: boolean }[];
}

function readJson<TValue>(path: string): TValue {
  return JSON.parse(readFileSync(path, "utf8"));
}

const remotes = new Map(
  readdirSync(join(SUITE, "remotes"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".json"))
    .map((path): [string, JsonValue] => [`http://localhost:1234/${path}`, readJson(join(SUITE, "remotes", path))]),
);

const groups = readdirSync(join(SUITE, "tests")).flatMap((file) =>
  readJson<Group[]>(join(SUITE, "tests", file)).map((group): [string, Group] => [
    `${file}: ${group.description}`,
    group,
  ]),
);

function schemasOf(root: JsonValue): JsonObject {
  const schemas = getAtPointer(root, "/components/schemas");
  if (!isJsonObject(schemas)) throw new Error("expected component schemas");
  return schemas;
}

/** Groups in which the other validator is wrong, even without references. */
const REFEREE_ERRS: ReadonlySet<string> = new Set([
  "properties.json: properties whose names are Javascript object property names",
  "required.json: required properties whose names are Javascript object property names",
  "unevaluatedItems.json: unevaluatedItems with nested items",
  "unevaluatedItems.json: unevaluatedItems depends on adjacent contains",
  "unevaluatedItems.json: unevaluatedItems depends on multiple nested contains",
  "unevaluatedItems.json: unevaluatedItems and contains interact to control item dependency relationship",
  "unevaluatedItems.json: unevaluatedItems can see annotations from if without then and else",
  "unevaluatedProperties.json: unevaluatedProperties with if/then/else, then not defined",
  "unevaluatedProperties.json: unevaluatedProperties can see annotations from if without then and else",
  // Keywords are read as those of 2020-12, whatever the meta-schema switches off.
  "vocabulary.json: schema that uses custom metaschema with with no validation vocabulary",
]);

test.each(groups)("%s is bundled, and means the same", (name, { schema, tests }) => {
  const { root } = bundleSchema(schema, remotes);
  expect(badReferences(root)).toEqual([]);
  if (REFEREE_ERRS.has(name)) return;
  const ajv = new Ajv2020({ meta: false, strict: false, validateFormats: false, validateSchema: false });
  const validate = ajv.compile({ $ref: "#/components/schemas/Root", components: { schemas: schemasOf(root) } });
  const wrong = tests.filter(({ data, valid }) => validate(data) !== valid).map(({ description }) => description);
  expect(wrong).toEqual([]);
});

/** Everything in schema positions that a bundle must not hold. */
function badReferences(root: JsonValue): string[] {
  const schemas = schemasOf(root);
  const bad: string[] = [];
  const visit = (value: JsonValue, parent: string): void => {
    if (Array.isArray(value)) for (const entry of value) visit(entry, "");
    if (!isJsonObject(value)) return;
    const isMap = ["properties", "patternProperties", "dependentSchemas", "dependentRequired"].includes(parent);
    for (const [key, member] of Object.entries(value)) {
      if (!isMap) {
        if (key === "enum" || key === "const" || key === "default" || key === "examples") continue;
        if (NAMING_KEYS.has(key) || DEFINITION_KEYS.has(key) || key === "$dynamicRef") bad.push(key);
        if (key === "$ref") {
          const name = String(member).replace(/^#\/components\/schemas\//, "");
          if (!Object.hasOwn(schemas, name.replaceAll("~1", "/").replaceAll("~0", "~"))) bad.push(String(member));
        }
      }
      visit(member, isMap ? "" : key);
    }
  };
  for (const schema of Object.values(schemas)) visit(schema, "");
  return bad;
}
