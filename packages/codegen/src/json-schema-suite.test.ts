import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { compileGuard, compileSchema } from "./compile-schema.ts";
import type { JsonValue } from "./load/json.ts";

/**
 * The official test suite of JSON Schema, draft 2020-12, mandatory part: each schema is compiled to zod and to a guard,
 * and each of its samples is checked by both. `KNOWN` lists the deviations from the suite, with the reason.
 */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  // A custom meta-schema may disable vocabularies; all keywords are always supported.
  "vocabulary.json": [
    "schema that uses custom metaschema with with no validation vocabulary: no validation: invalid number, but it still validates",
  ],
};

interface Group {
  readonly description: string;
  readonly schema: JsonValue;
  readonly tests: readonly { readonly description: string; readonly data: JsonValue; readonly valid: boolean }[];
}

const folder = join(dirname(fileURLToPath(import.meta.url)), "../fixtures/json-schema-test-suite");
const remotes: Record<string, JsonValue> = {};
for (const entry of readdirSync(join(folder, "remotes"), { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const path = join(entry.parentPath, entry.name);
  const address = relative(join(folder, "remotes"), path).replaceAll("\\", "/");
  remotes[`http://localhost:1234/${address}`] = JSON.parse(readFileSync(path, "utf8"));
}

const files = readdirSync(join(folder, "tests")).sort();
const groupsOf = (file: string): readonly Group[] => JSON.parse(readFileSync(join(folder, "tests", file), "utf8"));

test("the whole suite is there", () => {
  expect(files.flatMap(groupsOf).flatMap(({ tests }) => tests)).toHaveLength(1257);
});

test.each(files)("%s", (file) => {
  const wrong: string[] = [];
  for (const { description, schema, tests } of groupsOf(file)) {
    const compiled = compileSchema(schema, { remotes });
    const guard = compileGuard(schema, { remotes });
    for (const sample of tests) {
      const result = compiled.safeParse(sample.data);
      if (result.success !== sample.valid) wrong.push(`${description}: ${sample.description}`);
      expect({ description, data: sample.data, guard: guard(sample.data) }).toMatchObject({ guard: result.success });
      if (result.success) expect(result.data, description).toEqual(sample.data);
    }
  }
  expect(wrong).toEqual(KNOWN[file] ?? []);
});
