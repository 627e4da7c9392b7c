import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { BuildOptions, BuildResult, Message, Metafile, Plugin } from "esbuild";
import type { CompileIssue } from "../issues/compile-issue.ts";
import { packageOf, packageOfFolder } from "../project/package-of.ts";
import { bundler } from "./esbuild.ts";
import { ownPlaceDefines, ownPlacePlugin, usesOwnPlace } from "./own-place.ts";
import { type ReplacedPackage, replacedPackagePlugin } from "./replaced-package.ts";
import { findsShared, type SharedModules } from "./shared-modules.ts";

/** Many modules as one, in memory, as the bytes that the bundler gave: of ten thousand definitions they are many. */
export interface Bundle {
  readonly code: Uint8Array;
  /** Source map, as JSON; its sources are relative to `outfile`. */
  readonly map: Uint8Array;
  /** Absolute path that the bundle is made for. */
  readonly outfile: string;
  /** The files that went in, and what each of them imports; their paths are relative to the project. */
  readonly inputs: Metafile["inputs"];
}

export interface BundleOptions {
  readonly cwd: string;
  readonly outfile: string;
  /** Conditions of package exports to honour before the usual ones. */
  readonly conditions: readonly string[];
  /** Modules that need not be in the bundle, where the project has the same ones. */
  readonly shared: SharedModules;
  readonly replaced?: ReplacedPackage | undefined;
}

export type Bundled =
  | { readonly bundle: Bundle }
  | {
      readonly issues: readonly CompileIssue[];
      /** Absolute paths that are imported and where nothing is, as they are written: without an extension, some of them. */
      readonly missing: readonly string[];
    };

/** Bundles files again and again, and reads anew only what has changed. */
export interface Bundler {
  /** Bundles into one module whose export `files` has a function for each file that runs it; packages come along. */
  bundle(files: readonly string[]): Promise<Bundled>;
  dispose(): Promise<void>;
}

/** Bundles files once. */
export async function bundle(files: readonly string[], options: BundleOptions): Promise<Bundled> {
  let way = firstWay(options);
  for (;;) {
    const bundled = await attempt(() => bundler().build(buildOptions(() => files, options, way)), options);
    const next = otherWay(bundled, way, options);
    if (!next) return bundled;
    way = next;
  }
}

/** Makes a bundler that keeps what it has read. It holds memory until it is disposed. */
export function createBundler(options: BundleOptions): Bundler {
  let files: readonly string[] = [];
  let way = firstWay(options);
  const start = () => bundler().context(buildOptions(() => files, options, way));
  let current = start();
  return {
    async bundle(given) {
      files = given;
      for (;;) {
        const bundled = await attempt(async () => (await current).rebuild(), options);
        const next = otherWay(bundled, way, options);
        if (!next) return bundled;
        way = next;
        await (await current).dispose();
        current = start();
      }
    },
    async dispose() {
      await (await current).dispose();
    },
  };
}

/** How files are bundled. What only few projects need costs every file something, so it is done when it is seen that it must. */
interface Way {
  /** Each file knows where it is. */
  readonly ownPlaces: boolean;
  /** Shared modules are left out. */
  readonly shares: boolean;
}

function firstWay({ shared }: BundleOptions): Way {
  return { ownPlaces: false, shares: shared.size > 0 };
}

/** Another way to bundle, when this one does not do. */
function otherWay(bundled: Bundled, way: Way, { shared, cwd }: BundleOptions): Way | undefined {
  if ("issues" in bundled) return undefined;
  const { inputs, code } = bundled.bundle;
  if (way.shares && !findsShared(inputs, shared, cwd)) return { ...way, shares: false };
  return !way.ownPlaces && usesOwnPlace(code) ? { ...way, ownPlaces: true } : undefined;
}

const ENTRY = "starfix:definitions";

function buildOptions(files: () => readonly string[], options: BundleOptions, way: Way): BuildOptions {
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
    // Line endings and character sets of the sources make no difference to what they say.
    charset: "utf8",
    conditions: [...conditions],
    banner: { js: requireBanner(cwd) },
    define: ownPlaceDefines,
    logLevel: "silent",
    plugins: [
      entryPlugin(files, cwd),
      ...(options.replaced ? [replacedPackagePlugin(options.replaced)] : []),
      ...(way.ownPlaces ? [ownPlacePlugin] : []),
    ],
    ...(way.shares && { alias: Object.fromEntries(shared), external: [...shared.values()] }),
  };
}

/**
 * The module that brings all files together. Asked for at every build, so that files may come and go. Each file becomes a
 * function of its own: to say where a frame is, V8 goes through all that stands before it in its function.
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

/** CommonJS packages in an ES module still call `require`, for Node's own modules. On one line, so that lines stay. */
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
  // To leave an import out is advice for whoever calls esbuild.
  const note = notes.find(({ text: said }) => !said.startsWith("You can mark the path"));
  const hint = note === undefined ? "" : ` (${note.text})`;
  const message = `${text}${hint}${adviceOn(text, cwd)}`;
  if (!location) return { code: "invalid_source", message };
  const file = location.file.startsWith("/") ? location.file : `${cwd}/${location.file}`;
  // Counted in bytes there, in UTF-16 units here.
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

/** The file that an import means which leads nowhere; not for that of a package. */
function missingIn({ text, location }: Message, cwd: string): readonly string[] {
  const [, path] = /^Could not resolve "(\.\.?\/[^"]*)"/.exec(text) ?? [];
  return path === undefined || !location ? [] : [resolve(cwd, dirname(location.file), path)];
}

/** What to do about an import that is not found. */
function adviceOn(text: string, cwd: string): string {
  if (text.startsWith("Could not resolve")) return ": mend the path, or install the package";
  const [, file] = /^No matching export in "([^"]+)"/.exec(text) ?? [];
  if (file === undefined) return "";
  const { name, version, folder } = packageOf(resolve(cwd, file));
  if (version === undefined || folder === packageOfFolder(cwd).folder) return ": mend the name";
  return `: mend the name, or install a version of ${name} that has it; this is ${version}`;
}
