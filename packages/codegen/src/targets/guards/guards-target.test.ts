import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { generate } from "../../generate.ts";
import type { NormalisedSchema } from "../../normalise/normalised-document.ts";
import { documentOf, temporaryFolder } from "../../testing/emit.ts";
import { runTarget } from "../../testing/target-context.ts";
import { projectFolder, typecheckUsage } from "../../testing/typecheck.ts";
import type { TargetContext } from "../target.ts";
import { guardsTarget } from "./guards-target.ts";

async function guardsOf(
  schemas: Readonly<Record<string, NormalisedSchema>>,
  context: Partial<TargetContext> = {},
): Promise<string> {
  const { files } = await runTarget(guardsTarget, schemas, context);
  return files.get("guards.gen.js") ?? "";
}

test("JavaScript for the runtime, declarations of type guards for the checker", async () => {
  const schemas: Record<string, NormalisedSchema> = {
    Pet: {
      type: "object",
      description: "A pet. */",
      properties: { name: { type: "string", maxLength: 2 }, kind: { enum: ["cat", "dog"] } },
      required: ["kind"],
      additionalProperties: false,
    },
    Pets: { type: "array", items: { $ref: "#/components/schemas/Pet" } },
  };
  const { files } = await runTarget(guardsTarget, schemas, { header: "// Generated.\n" });
  expect(Object.fromEntries(files)).toMatchInlineSnapshot(`
    {
      "guards.gen.d.ts": "// Generated.
    import type * as types from "./types.gen.js";

    /** A pet. *\\/ */
    export declare function isPet(value: unknown): value is types.Pet;

    export declare function isPets(value: unknown): value is types.Pets;
    ",
      "guards.gen.js": "// Generated.

    function $isObject(value) {
      return typeof value === "object" && value !== null && !Array.isArray(value);
    }

    function $maxCharacters(text, maximum) {
      // A character has one or two UTF-16 units, so most strings need no counting.
      return text.length <= maximum || (text.length <= 2 * maximum && [...text].length <= maximum);
    }

    export function isPet(value) {
      if (!$isObject(value)) return false;
      if ("name" in value) {
        const name = value.name;
        if (typeof name !== "string" || !$maxCharacters(name, 2)) return false;
      }
      const kind = value.kind;
      if (kind !== "cat" && kind !== "dog") return false;
      for (const key in value) {
        switch (key) {
          case "name":
          case "kind":
            continue;
          default:
            return false;
        }
      }
      return true;
    }

    export function isPets(value) {
      if (!Array.isArray(value)) return false;
      for (let index = 0; index < value.length; index++) {
        if (!isPet(value[index])) return false;
      }
      return true;
    }
    ",
    }
  `);
});

interface PrintedCase {
  readonly given: NormalisedSchema;
  readonly want: string;
}

const cases: Readonly<Record<string, PrintedCase>> = {
  "a component that one expression decides is inlined": {
    given: { type: "object", properties: { id: { $ref: "#/components/schemas/Id" } }, required: ["id"] },
    want: `  if (!$isObject(value)) return false;
  return typeof value.id === "string";`,
  },
  "null has its own way": {
    given: { type: ["array", "null"], items: { type: "integer", minimum: 1 }, minItems: 1 },
    want: `  if (value !== null) {
    if (!Array.isArray(value)) return false;
    if (value.length < 1) return false;
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      if (!Number.isSafeInteger(item) || item < 1) return false;
    }
  }
  return true;`,
  },
  "a member is found by its literal": {
    given: {
      anyOf: [{ $ref: "#/components/schemas/Cat" }],
      discriminator: { propertyName: "kind", mapping: { cat: "#/components/schemas/Cat" } },
    },
    want: `  if (!$isObject(value)) return false;
  switch (value.kind) {
    case "cat":
      return isCat(value);
    default:
      return false;
  }`,
  },
  "a name that every object inherits is looked for in the value itself": {
    given: {
      type: "object",
      properties: Object.fromEntries([["toString", { type: "string" }]]),
      additionalProperties: { type: "null" },
    },
    want: `  if (!$isObject(value)) return false;
  if (Object.hasOwn(value, "toString") && typeof value.toString !== "string") return false;
  for (const key in value) {
    if (!Object.hasOwn(value, key)) continue;
    switch (key) {
      case "toString":
        continue;
    }
    if (value[key] !== null) return false;
  }
  return true;`,
  },
  "what fits a pattern is none of the others": {
    given: { type: "object", patternProperties: { "^x-": { type: "string" } }, additionalProperties: false },
    want: `  if (!$isObject(value)) return false;
  for (const key in value) {
    if (!Object.hasOwn(value, key)) continue;
    let other = true;
    if ($pattern1.test(key)) {
      other = false;
      if (typeof value[key] !== "string") return false;
    }
    if (other) return false;
  }
  return true;`,
  },
  "exactly one is counted": {
    given: { oneOf: [{ type: "integer" }, { type: "number", multipleOf: 0.5 }] },
    want: `  let count = 0;
  if (Number.isSafeInteger(value)) count++;
  if (Number.isFinite(value) && $isMultiple(value, 0.5)) count++;
  return count === 1;`,
  },
  "a pattern is a constant, and names that would hide others are not given": {
    given: { type: "object", properties: { isCat: { type: "string", minLength: 1, pattern: "^a" } } },
    want: `  if (!$isObject(value)) return false;
  if ("isCat" in value) {
    const member = value.isCat;
    if (typeof member !== "string" || member === "" || !$pattern1.test(member)) return false;
  }
  return true;`,
  },
};

const around: Readonly<Record<string, NormalisedSchema>> = {
  Id: { type: "string" },
  Cat: { type: "object", properties: { kind: { const: "cat" } }, required: ["kind"] },
};

test.each(Object.entries(cases))("%s", async (_, { given, want }) => {
  const text = await guardsOf({ Given: given, ...around });
  expect(text).toContain(`export function isGiven(value) {\n${want}\n}\n`);
});

test("a format that only describes is not asserted", async () => {
  const given: Record<string, NormalisedSchema> = { Day: { type: "string", format: "date" } };
  expect(await guardsOf(given, { formats: { date: "annotate" } })).not.toContain("$isDate");
  expect(await guardsOf(given)).toContain('return typeof value === "string" && $isDate(value);');
});

test("the guard of an overridden component calls zod, which must be a target", async () => {
  const override: TargetContext["override"] = (component) =>
    component === "Amount" ? { zod: "z.instanceof(Decimal)" } : undefined;
  const given: Record<string, NormalisedSchema> = {
    Amount: { type: "string" },
    Sum: { $ref: "#/components/schemas/Amount" },
  };
  const text = await guardsOf(given, { override, targets: new Set(["guards", "zod"]) });
  expect(text).toContain('import { zAmount } from "./zod.gen.js";');
  expect(text).toContain("export function isAmount(value) {\n  return zAmount.safeParse(value).success;\n}");
  expect(text).toContain("export function isSum(value) {\n  return isAmount(value);\n}");
  const { reports } = await runTarget(guardsTarget, given, { override });
  expect(reports).toEqual([
    {
      code: "missing_target",
      pointer: "/components/schemas/Amount",
      message: "expected the target zod next to guards, since the guard of Amount calls zod, received guards",
    },
  ]);
});

const document = documentOf({
  Cat: { type: "object", properties: { name: { type: "string", pattern: "^a" } }, unevaluatedProperties: false },
  Tree: { type: "array", items: { $ref: "#/components/schemas/Tree" } },
});

test("a bundler leaves out what nobody imports", async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, "api.json"), JSON.stringify(document));
  const { files } = await generate({ document: "api.json", cwd: folder.path, targets: ["guards"] });
  for (const { path, text } of files) await writeFile(join(folder.path, path), text);
  await writeFile(join(folder.path, "main.js"), 'export { isTree } from "./guards.gen.js";');
  const { outputFiles } = await build({
    entryPoints: [join(folder.path, "main.js")],
    bundle: true,
    write: false,
    format: "esm",
  });
  const text = outputFiles[0]?.text ?? "";
  expect(text).toContain("function isTree(value)");
  expect(text).not.toMatch(/isCat|RegExp|\$/);
});

test("a guard narrows to the type of its component, and to no other", { timeout: 60_000 }, async () => {
  await using project = await projectFolder();
  await writeFile(join(project.path, "api.json"), JSON.stringify(document));
  const { files } = await generate({ document: "api.json", cwd: project.path, targets: ["types", "guards"] });
  for (const { path, text } of files) await writeFile(join(project.path, path), text);
  const usage = `import { isCat } from "./guards.gen.js";
export const right = (value: unknown): string | undefined => (isCat(value) ? value.name : undefined);
export const wrong = (value: unknown): number | undefined => (isCat(value) ? value.name : undefined);
`;
  expect(await typecheckUsage(project.path, usage)).toEqual([
    expect.stringMatching(/^usage.ts:3: Type 'string \| undefined' is not assignable to type 'number \| undefined'./),
  ]);
});
