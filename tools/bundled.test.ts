import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { bundledPackages } from "./licences/bundled-packages.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const folders = readdirSync(join(root, "packages"));

test.each(folders)("what is built of %s contains no package that its build does not name", async (folder) => {
  const dist = join(root, "packages", folder, "dist");
  const files = existsSync(dist) ? readdirSync(dist).filter((name) => name.endsWith(".js")) : [];
  expect(files).not.toEqual([]);
  const named = await bundledPackages(join(root, "packages", folder));
  // The bundler writes before each module where it comes from, unless comments are turned off.
  const found = files.flatMap((file) =>
    [...readFileSync(join(dist, file), "utf8").matchAll(/^\/\/#region \S*node_modules\/((?:@[^/]+\/)?[^/\s]+)/gm)].map(
      ([, name = ""]) => name,
    ),
  );
  expect([...new Set(found)].filter((name) => !named.includes(name) && name !== ".pnpm")).toEqual([]);
});
