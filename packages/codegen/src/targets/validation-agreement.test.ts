import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { afterAll, expect, test } from "vitest";
import type { z } from "zod";
import { generate } from "../generate.ts";
import { documentOf } from "../testing/emit.ts";
import { ODD_VALUES, UNUSUAL_OBJECTS } from "../testing/mutate-value.ts";
import { CASES } from "./validation-cases.ts";

// Inside the package, so that the generated files find zod.
const root = join(dirname(fileURLToPath(import.meta.url)), "../../.tmp");
await mkdir(root, { recursive: true });
const folder = await mkdtemp(join(root, "validation-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

const schemas = Object.fromEntries(Object.entries(CASES).map(([name, { schema }]) => [name, schema]));
await writeFile(join(folder, "api.json"), JSON.stringify(documentOf(schemas)));
const { issues, files } = await generate({
  document: "api.json",
  cwd: folder,
  targets: ["zod", "guards", "json-schema"],
});
for (const { path, text } of files) await writeFile(join(folder, path), text);
const load = (file: string) => import(/* @vite-ignore */ pathToFileURL(join(folder, file)).href);
const zod: Readonly<Record<string, z.ZodType>> = await load("zod.gen.js");
const guards: Readonly<Record<string, (value: unknown) => boolean>> = await load("guards.gen.js");
const { jsonSchemas } = await load("json-schema.gen.js");

/** Generated schemas, which hold no keyword and no format that ajv does not know. */
const generated = new Ajv2020({
  strictSchema: true,
  strictTypes: false,
  strictTuples: false,
  allowMatchingProperties: true,
  ownProperties: true,
});
addFormats.default(generated);
for (const schema of jsonSchemas) generated.addSchema(schema);

/** What the document says, read as plain JSON Schema. */
const source = new Ajv2020({ strict: false, logger: false, ownProperties: true });
addFormats.default(source);
source.addSchema({ $id: "https://example.com/api.json", components: { schemas } });

const names = Object.keys(CASES);

test("the document is right, but for a property that one member forbids to another", () => {
  expect(issues.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
    "all_of_conflict /components/schemas/ClosedElsewhere/allOf",
  ]);
});

test.each(names)("%s: zod says what ajv says of the document and of the JSON Schema, and changes nothing", (name) => {
  const { isNarrower = false, values = [] } = CASES[name] ?? {};
  const schema = zod[`z${name}`];
  const byGenerated = generated.getSchema(`https://starfix.dev/schema/${name}.json`);
  const bySource = source.getSchema(`https://example.com/api.json#/components/schemas/${name}`);
  if (!schema || !byGenerated || !bySource) throw new Error(`no schema of ${name}`);
  for (const value of values) {
    const result = schema.safeParse(value);
    if (result.success) expect(result.data).toEqual(value);
    const isValid = bySource(value) && !(isNarrower && !result.success);
    expect({ value, zod: result.success, jsonSchema: byGenerated(value) }).toEqual({
      value,
      zod: isValid,
      jsonSchema: isValid,
    });
  }
});

test.each(names)("%s: the guard says what zod says, of values that are no JSON, too", (name) => {
  const { values = [] } = CASES[name] ?? {};
  for (const value of [...values, ...ODD_VALUES, ...ODD_VALUES.map((odd) => ({ ...Object(values[0]), a: odd }))]) {
    expect({ value, guard: guards[`is${name}`]?.(value) }).toEqual({
      value,
      guard: zod[`z${name}`]?.safeParse(value).success,
    });
  }
});

// Only with a single schema for the object: with several, zod passes a plain copy to the others.
const ALONE = ["Holder", "Open", "Closed", "Dictionary", "Catchall", "Inherited", "Names", "Few", "Patterns", "Circle"];

test.each(ALONE)("%s: the guard reads the members that zod reads, wherever they come from", (name) => {
  for (const value of UNUSUAL_OBJECTS)
    expect({ value, guard: guards[`is${name}`]?.(value) }).toEqual({
      value,
      guard: zod[`z${name}`]?.safeParse(value).success,
    });
});

test.each(names.filter((name) => name !== "Anything" && name !== "Nothing"))(
  "%s has valid and invalid values",
  (name) => {
    const results = (CASES[name]?.values ?? []).map((value) => zod[`z${name}`]?.safeParse(value).success);
    expect([...new Set(results)].sort()).toEqual([false, true]);
  },
);
