import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { type GenerateResult, generate } from "./generate.ts";
import type { TargetName } from "./targets/target-table.ts";
import { temporaryFolder } from "./testing/emit.ts";
import { shuffleKeys } from "./testing/shuffle-keys.ts";
import { projectFolder, TYPESCRIPT_VERSIONS, typecheckFolder } from "./testing/typecheck.ts";

// Real documents are next to the repository, where there are any: their licence does not allow copies in it.
const folder = resolve(dirname(fileURLToPath(import.meta.url)), "../../../../shared/specs");
const DOCUMENTS = [
  { name: "petstore.yaml", isLarge: false },
  { name: "galaxy.json", isLarge: false },
  { name: "airbyte.yaml", isLarge: true },
  { name: "stripe.json", isLarge: true },
  { name: "github.json", isLarge: true },
] as const;
const TARGETS: readonly TargetName[] = ["types", "zod", "guards", "json-schema", "operations"];
const TIMEOUT = 300_000;

const run = (document: string, cwd: string): Promise<GenerateResult> => generate({ document, cwd, targets: TARGETS });

for (const { name, isLarge } of DOCUMENTS) {
  const document = join(folder, name);
  const isAbsent = !existsSync(document);
  const note = isAbsent ? " (skipped: ../shared/specs does not exist next to the repository)" : "";

  test.skipIf(isAbsent).sequential(
    `${name} becomes code that every TypeScript takes and Node loads${note}`,
    async () => {
      const { files } = await run(document, folder);
      await using project = await projectFolder();
      for (const { path, text } of files) await writeFile(join(project.path, path), text);
      const sources = files.map(({ path }) => path).filter((path) => path.endsWith(".ts"));
      for (const version of TYPESCRIPT_VERSIONS) {
        expect({ version, errors: await typecheckFolder(project.path, sources, { version }) }).toEqual({
          version,
          errors: [],
        });
      }
      // The way modules are found is the same for a large document as for a small one.
      if (!isLarge) expect(await typecheckFolder(project.path, sources, { modules: "bundler" })).toEqual([]);
      const load = (file: string): Promise<Record<string, unknown>> =>
        import(/* @vite-ignore */ pathToFileURL(join(project.path, file)).href);
      const { jsonSchemas } = await load("json-schema.gen.js");
      const zod = await load("zod.gen.js");
      expect(Object.keys(zod).length).toBe((jsonSchemas as unknown[]).length);
    },
    TIMEOUT,
  );

  test.skipIf(isAbsent).sequential(
    `${name} becomes the same bytes again, from another folder and with its keys in another order${note}`,
    async () => {
      const text = await readFile(document, "utf8");
      const { files } = await run(name, folder);
      await using elsewhere = await temporaryFolder();
      await mkdir(join(elsewhere.path, "moved"));
      await mkdir(join(elsewhere.path, "shuffled"));
      await writeFile(join(elsewhere.path, "moved", name), text);
      const root: unknown = name.endsWith(".json") ? JSON.parse(text) : parse(text);
      await writeFile(join(elsewhere.path, "shuffled", name), JSON.stringify(shuffleKeys(root, 1), null, 1));
      for (const copy of ["moved", "shuffled"]) {
        const again = await run(join(copy, name), elsewhere.path);
        expect(again.files.map(({ path }) => path)).toEqual(files.map(({ path }) => path));
        for (const [index, file] of again.files.entries()) {
          expect({ copy, path: file.path, difference: firstDifference(files[index]?.text ?? "", file.text) }).toEqual({
            copy,
            path: file.path,
            difference: undefined,
          });
        }
      }
    },
    TIMEOUT,
  );
}

/** The first lines that differ; texts of megabytes make no message. */
function firstDifference(left: string, right: string): readonly [string | undefined, string | undefined] | undefined {
  if (left === right) return undefined;
  const others = right.split("\n");
  const lines = left.split("\n");
  const index = lines.findIndex((line, at) => line !== others[at]);
  return index < 0 ? ["(the end)", others[lines.length]] : [`${index + 1}: ${lines[index]}`, others[index]];
}
