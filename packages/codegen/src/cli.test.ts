import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

/** `import {…} from "…"`, `import "…"` and `export {…} from "…"`, unless they are about types only. */
const STATEMENT = /^(?:import|export) (?!type )(?:(\{[^}"]*\}|\*[^"]*?|\w+) from )?"([^"]+)";/gm;

/** The packages that a file imports at once, and not only when they are needed. */
async function packagesOf(file: URL, seen: Set<string> = new Set()): Promise<Set<string>> {
  const packages = new Set<string>();
  if (seen.has(file.href)) return packages;
  seen.add(file.href);
  const text = await readFile(fileURLToPath(file), "utf8");
  // `import type` and a type among others are gone when the code runs.
  for (const [, names = "", from = ""] of text.matchAll(STATEMENT)) {
    if (/^\{(?:\s*type [^,}]+,?)+\s*\}$/.test(names)) continue;
    if (from.startsWith(".")) for (const name of await packagesOf(new URL(from, file), seen)) packages.add(name);
    else if (!from.startsWith("node:")) packages.add(from);
  }
  return packages;
}

test("the command line starts with its parser alone", async () => {
  expect([...(await packagesOf(new URL("./cli.ts", import.meta.url)))]).toEqual(["commander"]);
});

test("what is generated with is not light", async () => {
  const packages = await packagesOf(new URL("./load/load-source.ts", import.meta.url));
  expect([...packages]).toContain("yaml");
});
