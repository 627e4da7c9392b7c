import { readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { generate } from "./generate.ts";
import { compareOutput } from "./output/compare-output.ts";
import { temporaryFolder } from "./testing/emit.ts";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
const options = { document: "openapi/polaris.yaml", overlays: ["openapi/starfix.overlay.yaml"], cwd: root };

test("the committed schema package is what the contract gives; mend with: pnpm generate", async () => {
  const plan = await compareOutput(await generate(options), join(root, "packages/schema/src/generated"), true);
  expect({ missing: plan.missing, stale: plan.stale, extra: plan.extra }).toEqual({
    missing: [],
    stale: [],
    extra: [],
  });
});

test("a second run gives the same bytes", async () => {
  expect(await generate(options)).toEqual(await generate(options));
});

/** Places whose keys are names: their order is that of the document. */
const NAMES = new Set([
  "properties",
  "schemas",
  "paths",
  "parameters",
  "responses",
  "headers",
  "content",
  "mapping",
  "securitySchemes",
]);

/** The order of keys in a value that is an example is part of the example. */
function reverseKeywords(value: unknown, isNames = false): unknown {
  if (Array.isArray(value)) return value.map((member) => reverseKeywords(member));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => [
    key,
    !isNames && key === "examples" ? member : reverseKeywords(member, !isNames && NAMES.has(key)),
  ]);
  return Object.fromEntries(isNames ? entries : entries.reverse());
}

test("the order of keywords has no meaning, the order of names has", async () => {
  await using folder = await temporaryFolder();
  const text = await readFile(join(root, options.document), "utf8");
  await writeFile(join(folder.path, "polaris.yaml"), JSON.stringify(reverseKeywords(parse(text))));
  await writeFile(
    join(folder.path, "starfix.overlay.yaml"),
    await readFile(join(root, "openapi/starfix.overlay.yaml")),
  );
  const shuffled = await generate({ document: "polaris.yaml", overlays: ["starfix.overlay.yaml"], cwd: folder.path });
  const straight = await generate(options);
  for (const [index, file] of straight.files.entries()) expect(shuffled.files[index]).toEqual(file);
});
