import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { BuildOptions, BuildResult, Message, Metafile, Plugin } from "esbuild";
import type { CompileIssue } from "../issues/compile-issue.ts";
import { packageOf, packageOfFolder } from "../project/package-of.ts";
import { startEsbuild } from "./esbuild.ts";
import { ownPlaceDefines, ownPlacePlugin, usesOwnPlace } from "./own-place.ts";
import { type ReplacedPackage, replacedPackagePlugin } from "./replaced-package.ts";
import { findsShared, type SharedModules } from "./shared-modules.ts";

/** Many modules as one, in memory, as the bytes that esbuild returned. */
export interface Bundle {
  readonly code: Uint8Array;
  /** Source map, as JSON; its sources are relative to `outfile`. */
  readonly map: Uint8Array;
  /** Absolute path of the file that the bundle will be written to. */
  readonly outfile: string;
  /** The bundled files and what each of them imports, by paths relative to the project. */
  readonly inputs: Metafile["inputs"];
}

export interface BundleOptions {
  readonly cwd: string;
  readonly outfile: string;
  /** Conditions of package exports to prefer to the usual ones. */
  readonly conditions: readonly string[];
  /** Modules to leave out of the bundle where the project resolves them to the same files. */
  readonly shared: SharedModules;
  readonly replaced?: ReplacedPackage | undefined;
}

export type Bundled =
  | { readonly bundle: Bundle }
  | {
      readonly issues: readonly CompileIssue[];
      /** Absolute paths of imports that were not found, as written, so perhaps without an extension. */
      readonly missing: readonly string[];
    };

/** Bundles files repeatedly, and reads only changed files again. */
export interface Bundler {
  /** Bundles files and their packages into one module, whose export `files` has a function for each file that runs it. */
  bundle(files: readonly string[]): Promise<Bundled>;
  dispose(): Promise<void>;
}

/** Bundles files once. */
export async function bundle(files: readonly string[], options: BundleOptions): Promise<Bundled> {
  let strategy = initialStrategy(options);
  for (;;) {
    const bundled = await attempt(() => startEsbuild().build(buildOptions(() => files, options, strategy)), options);
    const next = fallbackStrategy(bundled, strategy, options);
    if (!next) return bundled;
    strategy = next;
  }
}

/** Creates a bundler. It holds memory until it is disposed. */
export function createBundler(options: BundleOptions): Bundler {
  let files: readonly string[] = [];
  let strategy = initialStrategy(options);
  const start = () => startEsbuild().context(buildOptions(() => files, options, strategy));
  let current = start();
  return {
    async bundle(given) {
      files = given;
      for (;;) {
        const bundled = await attempt(async () => (await current).rebuild(), options);
        const next = fallbackStrategy(bundled, strategy, options);
        if (!next) return bundled;
        strategy = next;
        await (await current).dispose();
        current = start();
      }
    },
    async dispose() {
      await (await current).dispose();
    },
  };
}

/** How files are bundled. What only few projects need slows every file down, so it is used only when a first bundle shows the need. */
interface BundleStrategy {
  /** Each file has its own `import.meta.url`. */
  readonly ownPlaces: boolean;
  /** Shared modules are left out. */
  readonly shares: boolean;
}

function initialStrategy({ shared }: BundleOptions): BundleStrategy {
  return { ownPlaces: false, shares: shared.size > 0 };
}

/** Another strategy when the bundle shows that this one does not fit. */
function fallbackStrategy(
  bundled: Bundled,
  strategy: BundleStrategy,
  { shared, cwd }: BundleOptions,
): BundleStrategy | undefined {
  if ("issues" in bundled) return undefined;
  const { inputs, code } = bundled.bundle;
  if (strategy.shares && !findsShared(inputs, shared, cwd)) return { ...strategy, shares: false };
  return !strategy.ownPlaces && usesOwnPlace(code) ? { ...strategy, ownPlaces: true } : undefined;
}

const ENTRY = "starfix:definitions";

function buildOptions(files: () => readonly string[], options: BundleOptions, strategy: BundleStrategy): BuildOptions {
  const { cwd, outfile, conditions, shared } = options;
  return {
    entryPoints: [ENTRY],
    absWorkingDir: cwd,
    outfile,
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node20.19",
    metafile: true,
    sourcemap: "external",
    sourcesContent: false,
    // The output does not depend on the character set of the sources.
    charset: "utf8",
    conditions: [...conditions],
    banner: { js: requireBanner(cwd) },
    define: ownPlaceDefines,
    logLevel: "silent",
    plugins: [
      entryPlugin(files, cwd),
      ...(options.replaced ? [replacedPackagePlugin(options.replaced)] : []),
      ...(strategy.ownPlaces ? [ownPlacePlugin] : []),
    ],
    ...(strategy.shares && { alias: Object.fromEntries(shared), external: [...shared.values()] }),
  };
}

/**
 * The entry module, which imports all files. It is loaded at every build, because files are added and removed. Each file is a
 * function of its own: to find the position of a frame, V8 walks through everything before it in its function.
 */
function entryPlugin(files: () => readonly string[], cwd: string): Plugin {
  return {
    name: "entry",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^starfix:definitions$/ }, () => ({ path: ENTRY, namespace: "starfix" }));
      onLoad({ filter: /.*/, namespace: "starfix" }, () => ({
        contents: `export const files = [\n${files()
          .map((file) => `() => import(${JSON.stringify(file)}),\n`)
          .join("")}];`,
        resolveDir: cwd,
        loader: "js",
      }));
    },
  };
}

/** Bundled CommonJS packages call `require` for Node's own modules. On one line, so that line numbers stay. */
function requireBanner(cwd: string): string {
  const url = JSON.stringify(pathToFileURL(`${cwd}/`).href);
  return `import{createRequire as starfixCreateRequire}from"node:module";const require=starfixCreateRequire(${url});`;
}

async function attempt(work: () => Promise<BuildResult>, { cwd, outfile }: BundleOptions): Promise<Bundled> {
  try {
    const { outputFiles = [], metafile } = await work();
    const find = (ending: string): Uint8Array =>
      outputFiles.find(({ path }) => path.endsWith(ending))?.contents ?? new Uint8Array();
    return { bundle: { code: find(".mjs"), map: find(".map"), outfile, inputs: metafile?.inputs ?? {} } };
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    const { errors } = error;
    return {
      issues: errors.map((message) => toIssue(message, cwd)),
      missing: errors.flatMap((one) => missingIn(one, cwd)),
    };
  }
}

interface BuildFailure {
  readonly errors: readonly Message[];
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && "errors" in error && Array.isArray(error.errors);
}

function toIssue({ text, location, notes }: Message, cwd: string): CompileIssue {
  // That note is advice to callers of esbuild.
  const note = notes.find((one) => !one.text.startsWith("You can mark the path"));
  const hint = note === undefined ? "" : ` (${note.text})`;
  const message = `${text}${hint}${adviceOn(text, cwd)}`;
  if (!location) return { code: "invalid_source", message };
  const file = location.file.startsWith("/") ? location.file : `${cwd}/${location.file}`;
  // esbuild counts bytes, positions count UTF-16 units.
  const bytes = Buffer.from(location.lineText);
  const columnOf = (end: number): number => bytes.subarray(0, end).toString().length + 1;
  const place = { file, line: location.line };
  return {
    code: "invalid_source",
    message,
    position: { ...place, column: columnOf(location.column) },
    endPosition: { ...place, column: columnOf(location.column + location.length) },
  };
}

/** The file that a relative import was not resolved to. */
function missingIn({ text, location }: Message, cwd: string): readonly string[] {
  const [, path] = /^Could not resolve "(\.\.?\/[^"]*)"/.exec(text) ?? [];
  return path === undefined || !location ? [] : [resolve(cwd, dirname(location.file), path)];
}

/** Advice about an import that is not found. */
function adviceOn(text: string, cwd: string): string {
  if (text.startsWith("Could not resolve")) return ": correct the path, or install the package";
  const [, file] = /^No matching export in "([^"]+)"/.exec(text) ?? [];
  if (file === undefined) return "";
  const { name, version, folder } = packageOf(resolve(cwd, file));
  if (version === undefined || folder === packageOfFolder(cwd).folder) return ": correct the name";
  return `: correct the name, or install a version of ${name} that has it; this is ${version}`;
}
