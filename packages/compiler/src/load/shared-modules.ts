import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Metafile } from "esbuild";

/**
 * Modules that the thread of the definitions has loaded anyway, because the compiler is made of them: the URL of each by
 * its name, as in `@starfix/dsl`. A bundle leaves them out, which halves the time to make it and to load it.
 */
export type SharedModules = ReadonlyMap<string, string>;

export const noSharedModules: SharedModules = new Map();

/** The language of definitions; each brings the others along, so all of them are shared or none. */
const packages = ["@starfix/dsl", "@starfix/expr", "@starfix/schema"];

/** Imports a package that a project may lack: whoever asks for it has it bundled, and is told what is not there. */
const WITH_OPTIONAL_PEER = "@starfix/dsl/zod3";

let own: SharedModules | undefined;

/** The modules of the compiler's own copy of the language. None where the compiler is entered by its sources. */
export function ownModules(): SharedModules {
  if (import.meta.url.endsWith(".ts")) return noSharedModules;
  own ??= new Map(packages.flatMap((name) => modulesOf(name)));
  return own;
}

/** The modules that a package exports, by the names under which they are imported. */
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
 * Whether every file that imports a shared module would have found the same one by itself. A project may have another
 * copy, or a package in it may, or none at all.
 */
export function findsShared(inputs: Metafile["inputs"], shared: SharedModules, cwd: string): boolean {
  const names = new Map([...shared].map(([name, url]) => [url, name]));
  const urls = [...shared.values()];
  const asked = new Set<string>();
  for (const [input, { imports }] of Object.entries(inputs)) {
    for (const { path, external } of imports) {
      if (!external) continue;
      const name = names.get(path);
      // A part of a shared package that there is not: its name begins with that of the whole.
      if (name === undefined && urls.some((url) => path.startsWith(`${url}/`))) return false;
      if (name === undefined) continue;
      // Whoever stands in one folder finds the same.
      const folder = input.slice(0, input.lastIndexOf("/") + 1);
      const question = `${folder}\n${name}`;
      if (asked.has(question)) continue;
      asked.add(question);
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
