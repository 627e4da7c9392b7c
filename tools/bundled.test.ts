import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { UserConfig } from "tsdown";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const folders = readdirSync(join(root, "packages"));

/** The builds of a package. */
async function buildsOf(folder: string): Promise<readonly UserConfig[]> {
  const config: { default: UserConfig | UserConfig[] } = await import(
    /* @vite-ignore */ join(root, "packages", folder, "tsdown.config.ts")
  );
  return [config.default].flat();
}

/** Packages of others that a build copies into what we publish. */
function bundledBy({ deps }: UserConfig): readonly string[] {
  if (!Array.isArray(deps?.onlyBundle))
    throw new Error("expected `deps.onlyBundle`: without it anything may be bundled");
  return deps.onlyBundle.map(String);
}

/** What the authors of a package ask to be kept with copies of it. */
function licenceOf(name: string): string {
  // What the workspace itself depends on is in the one, what others depend on in the other.
  const folders = ["node_modules", "node_modules/.pnpm/node_modules"].map((place) => join(root, place, name));
  const folder = folders.find((candidate) => existsSync(candidate));
  if (folder === undefined) throw new Error(`${name} is not installed: expected it in ${folders.join(" or ")}`);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} has no licence in ${folder}`);
  return readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim();
}

// `npm run licences` writes what is missing.
test.each(folders)("the licence of %s is ours, with the one of each package that its files contain", async (folder) => {
  const names = [...new Set((await buildsOf(folder)).flatMap(bundledBy))].sort();
  const ours = readFileSync(join(root, "LICENSE"), "utf8").replaceAll("\r\n", "\n");
  const sections = names.map(
    (name) => `\n---\n\nThe files of this package contain parts of ${name}:\n\n${licenceOf(name)}\n`,
  );
  await expect([ours.trimEnd(), "\n", ...sections].join("")).toMatchFileSnapshot(
    join(root, "packages", folder, "LICENSE"),
  );
});

test.each(folders)("what is built of %s contains no package that its build does not name", async (folder) => {
  const dist = join(root, "packages", folder, "dist");
  const files = existsSync(dist) ? readdirSync(dist).filter((name) => name.endsWith(".js")) : [];
  expect(files).not.toEqual([]);
  const named = (await buildsOf(folder)).flatMap(bundledBy);
  // The bundler writes before each module where it comes from, unless comments are turned off.
  const found = files.flatMap((file) =>
    [...readFileSync(join(dist, file), "utf8").matchAll(/^\/\/#region \S*node_modules\/((?:@[^/]+\/)?[^/\s]+)/gm)].map(
      ([, name = ""]) => name,
    ),
  );
  expect([...new Set(found)].filter((name) => !named.includes(name) && name !== ".pnpm")).toEqual([]);
});
