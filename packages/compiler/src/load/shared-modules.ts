import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Metafile } from "esbuild";

/**
 * Modules that the thread of the definitions has loaded already, because the compiler imports them: the URL of each by its name,
 * such as `@starfix/dsl`. A bundle leaves them out, which halves the time to create and to load it.
 */
export type SharedModules = ReadonlyMap<string, string>;

export const noSharedModules: SharedModules = new Map();

/** The packages of the definition language. They import each other, so either all of them are shared or none. */
const packages = ["@starfix/dsl", "@starfix/expr", "@starfix/schema"];

/** Not shared, because its peer may be missing; bundled, a missing peer is an issue of the importing file. */
const WITH_OPTIONAL_PEER = "@starfix/dsl/zod3";

let own: SharedModules | undefined;

/** The modules of the compiler's own copy of the language. None when the compiler runs from its sources. */
export function ownModules(): SharedModules {
  if (import.meta.url.endsWith(".ts")) return noSharedModules;
  own ??= new Map(packages.flatMap((name) => modulesOf(name)));
  return own;
}

/** The modules that a package exports, by the names that import them. */
function modulesOf(name: string): readonly (readonly [string, string])[] {
  const manifest = fileURLToPath(import.meta.resolve(`${name}/package.json`));
  const { exports }: { readonly exports: Readonly<Record<string, string | { readonly default: string }>> } = JSON.parse(
    readFileSync(manifest, "utf8"),
  );
  return Object.entries(exports).flatMap(([entry, target]) => {
    const imported = name + entry.slice(1);
    if (typeof target === "string" || imported === WITH_OPTIONAL_PEER) return [];
    return [[imported, pathToFileURL(join(dirname(manifest), target.default)).href] as const];
  });
}

/**
 * Whether every import of a shared module resolves to the same file from its own folder. A project, or a package in it, may have
 * another copy or none.
 */
export function findsShared(inputs: Metafile["inputs"], shared: SharedModules, cwd: string): boolean {
  const names = new Map([...shared].map(([name, url]) => [url, name]));
  const urls = [...shared.values()];
  const checked = new Set<string>();
  for (const [input, { imports }] of Object.entries(inputs)) {
    for (const { path, external } of imports) {
      if (!external) continue;
      const name = names.get(path);
      // An entry that the shared package does not export.
      if (name === undefined && urls.some((url) => path.startsWith(`${url}/`))) return false;
      if (name === undefined) continue;
      // Files of one folder resolve alike.
      const folder = input.slice(0, input.lastIndexOf("/") + 1);
      const key = `${folder}\n${name}`;
      if (checked.has(key)) continue;
      checked.add(key);
      if (foundFrom(resolve(cwd, folder), name) !== path) return false;
    }
  }
  return true;
}

function foundFrom(folder: string, name: string): string | undefined {
  try {
    return pathToFileURL(createRequire(join(folder, "package.json")).resolve(name)).href;
  } catch {
    return undefined;
  }
}
