import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { BuildOptions, Metafile } from "esbuild";

/** A module that the thread of the definitions has loaded anyway, because the compiler is made of it. */
export interface SharedModule {
  readonly url: string;
  /**
   * Path of a module that hands on its exports, each by its name, from {@link handedOn}. Without one, every file of a
   * bundle has imports of its own, and V8 goes through the imports of all files for each function that it compiles.
   */
  readonly relay?: string;
}

/** By their names, as in `@starfix/dsl`. A bundle leaves them out, which halves the time to make it and to load it. */
export type SharedModules = ReadonlyMap<string, SharedModule>;

export const noSharedModules: SharedModules = new Map();

/** The language of definitions; each brings the others along, so all of them are shared or none. */
const packages = ["@starfix/dsl", "@starfix/expr", "@starfix/schema"];

/** The one that every definition file imports. */
const LANGUAGE = "@starfix/dsl";

/** Imports a package that a project may lack: whoever asks for it has it bundled, and is told what is not there. */
const WITH_OPTIONAL_PEER = "@starfix/dsl/zod3";

/** The name under which a relay imports a module. */
function handedOn(name: string): string {
  return `starfix:${name}`;
}

let own: SharedModules | undefined;

/** The modules of the compiler's own copy of the language. None where the compiler is entered by its sources. */
export function ownModules(): SharedModules {
  if (import.meta.url.endsWith(".ts")) return noSharedModules;
  own ??= new Map(packages.flatMap((name) => modulesOf(name)));
  return own;
}

/** The modules that a package exports, by the names under which they are imported. */
function modulesOf(name: string): readonly (readonly [string, SharedModule])[] {
  const manifest = fileURLToPath(import.meta.resolve(`${name}/package.json`));
  const { exports }: { readonly exports: Readonly<Record<string, string | { readonly default: string }>> } = JSON.parse(
    readFileSync(manifest, "utf8"),
  );
  return Object.entries(exports).flatMap(([entry, target]) => {
    if (typeof target === "string") return [];
    const imported = name + entry.slice(1);
    if (imported === WITH_OPTIONAL_PEER) return [];
    const url = pathToFileURL(join(dirname(manifest), target.default)).href;
    const relay = fileURLToPath(new URL("./relay.js", import.meta.url));
    return [[imported, imported === LANGUAGE ? { url, relay } : { url }] as const];
  });
}

/** What tells esbuild to leave the modules out. */
export function leftOut(shared: SharedModules): Required<Pick<BuildOptions, "alias" | "external">> {
  const alias: Record<string, string> = {};
  for (const [name, { url, relay }] of shared) {
    if (relay !== undefined) alias[handedOn(name)] = url;
    alias[name] = relay ?? url;
  }
  return { alias, external: [...shared.values()].map(({ url }) => url) };
}

/** The paths of relays, as inputs of a bundle are named. */
export function relaysOf(shared: SharedModules, cwd: string): readonly string[] {
  return [...shared.values()].flatMap(({ relay }) => (relay === undefined ? [] : [inputPath(relay, cwd)]));
}

/** Whether a message of esbuild is about a relay: a name that it does not hand on, or a part of a package that there is not. */
export function namesRelay(message: string, shared: SharedModules, cwd: string): boolean {
  return [...shared.values()].some(
    ({ relay }) => relay !== undefined && (message.includes(relay) || message.includes(`"${inputPath(relay, cwd)}"`)),
  );
}

function inputPath(path: string, cwd: string): string {
  return relative(cwd, path).split(sep).join("/");
}

/**
 * Whether every file that imports a shared module would have found the same one by itself. A project may have another
 * copy, or a package in it may, or none at all.
 */
export function findsShared(inputs: Metafile["inputs"], shared: SharedModules, cwd: string): boolean {
  const names = new Map(
    [...shared].map(([name, { url, relay }]) => [relay === undefined ? url : inputPath(relay, cwd), name]),
  );
  const urls = [...shared.values()].map(({ url }) => url);
  const asked = new Set<string>();
  for (const [input, { imports }] of Object.entries(inputs)) {
    for (const { path, external } of imports) {
      const name = names.get(path);
      // A part of a shared package that there is not: its name begins with that of the whole.
      if (name === undefined && external && urls.some((url) => path.startsWith(`${url}/`))) return false;
      if (name === undefined) continue;
      // Whoever stands in one folder finds the same.
      const folder = input.slice(0, input.lastIndexOf("/") + 1);
      const question = `${folder}\n${name}`;
      if (asked.has(question)) continue;
      asked.add(question);
      if (foundFrom(resolve(cwd, folder), name) !== shared.get(name)?.url) return false;
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
