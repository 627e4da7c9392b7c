import { readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";
import type { CodegenConfig } from "./config/define-config.ts";
import { generate } from "./generate.ts";
import { compareOutput } from "./output/compare-output.ts";
import { temporaryFolder } from "./testing/emit.ts";
import { shuffleKeys } from "./testing/shuffle-keys.ts";

const schema = resolve(dirname(fileURLToPath(import.meta.url)), "../../schema");
const config: CodegenConfig = JSON.parse(await readFile(join(schema, "starfix-codegen.config.json"), "utf8"));
const result = await generate({ ...config, cwd: schema });

test("the committed schema package is up to date with the contract; run npm run generate", async () => {
  const { missing, stale, extra } = await compareOutput(result, join(schema, config.out), true);
  expect({ missing, stale, extra }).toEqual({ missing: [], stale: [], extra: [] });
});

test("nothing in the contract is worth a warning", () => {
  expect(result.issues).toEqual([]);
});

test("a second run, from another folder and with all keys shuffled, gives the same bytes", async () => {
  await using folder = await temporaryFolder();
  for (const [name, path] of [
    ["polaris.yaml", config.document],
    ["starfix.overlay.yaml", config.overlays?.[0] ?? ""],
  ] as const) {
    const text = await readFile(join(schema, path), "utf8");
    await writeFile(join(folder.path, name), JSON.stringify(shuffleKeys(parse(text), 7)));
  }
  const shuffled = await generate({
    ...config,
    document: "polaris.yaml",
    overlays: ["starfix.overlay.yaml"],
    cwd: folder.path,
  });
  for (const [index, file] of result.files.entries()) expect(shuffled.files[index]).toEqual(file);
});
