import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import type { z } from "zod";
import { drawFrom } from "../../diff/testing/random-schema.ts";
import { randomValue } from "../../diff/testing/random-value.ts";
import { generate } from "../../generate.ts";
import type { NormalisedDocument } from "../../normalise/normalised-document.ts";
import { FIXED_SEED } from "../../testing/fixed-seed.ts";
import { holdsProto, mutateValue } from "../../testing/mutate-value.ts";
import { projectFolder } from "../../testing/typecheck.ts";
import type { Target } from "../target.ts";

// Real documents are next to the repository, where there are any: their licence does not allow copies in it.
const folder = resolve(dirname(fileURLToPath(import.meta.url)), "../../../../../../shared/specs");
const DOCUMENTS = ["petstore.yaml", "galaxy.json", "airbyte.yaml", "stripe.json", "github.json"];

/** How many values a document is asked for, of all its components together. */
const VALUES = 1500;

for (const name of DOCUMENTS) {
  const isAbsent = !existsSync(join(folder, name));
  const note = isAbsent ? " (skipped: ../shared/specs does not exist next to the repository)" : "";

  test.skipIf(isAbsent).sequential(
    `${name}: each guard says what zod says${note}`,
    async () => {
      let given: { readonly document: NormalisedDocument; readonly names: ReadonlyMap<string, string> } | undefined;
      const spy: Target = {
        name: "spy",
        async emit(document, { names }) {
          given = { document, names };
          return [];
        },
      };
      const { files } = await generate({ document: name, cwd: folder, targets: ["zod", "guards"], plugins: [spy] });
      await using project = await projectFolder();
      for (const { path, text } of files) await writeFile(join(project.path, path), text);
      const load = (file: string) => import(/* @vite-ignore */ pathToFileURL(join(project.path, file)).href);
      const zod: Readonly<Record<string, z.ZodType>> = await load("zod.gen.js");
      const guards: Readonly<Record<string, (value: unknown) => boolean>> = await load("guards.gen.js");
      if (!given) throw new Error("expected the document");
      const { document, names } = given;
      expect(Object.keys(guards).sort()).toEqual([...names.values()].map((each) => `is${each}`).sort());
      const draw = drawFrom(FIXED_SEED);
      const counts = { true: 0, false: 0 };
      for (const [component, schema] of document.schemas) {
        const schemaChecks = zod[`z${names.get(component)}`];
        const guard = guards[`is${names.get(component)}`];
        for (let count = 0; count < Math.max(3, VALUES / names.size); count++) {
          const plain = randomValue(draw, schema, document.schemas, 4);
          for (const value of [plain, mutateValue(draw, plain)]) {
            if (holdsProto(value)) continue;
            const success = schemaChecks?.safeParse(value).success === true;
            if (guard?.(value) !== success) expect({ component, value, guard: guard?.(value) }).toBe(success);
            counts[`${success}`]++;
          }
        }
      }
      expect(Math.min(counts.true, counts.false)).toBeGreaterThan(names.size / 3);
    },
    300_000,
  );
}
