import { readFile } from "node:fs/promises";
import { dirname, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { Message, OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from "esbuild";
import { UserError } from "../user-error.ts";

/** A configuration bundled with the files it imports. */
export interface ConfigBundle {
  readonly code: string;
  /** Absolute paths of the bundled files. */
  readonly inputs: readonly string[];
  /** Whether its result depends on these files alone. */
  readonly selfContained: boolean;
}

const OWN_PACKAGE = "@starfix/codegen";

/**
 * Bundles a configuration in memory. Packages are not bundled; they are loaded from their installation.
 *
 * @throws UserError with `file:line:column` for a syntax error or an unresolved import.
 */
export async function bundleConfig(path: string, cwd: string): Promise<ConfigBundle> {
  const { build } = await import("esbuild");
  const packages = new Set<string>();
  try {
    const { outputFiles, metafile } = await build({
      entryPoints: [path],
      absWorkingDir: cwd,
      bundle: true,
      write: false,
      metafile: true,
      format: "esm",
      platform: "node",
      target: "node20.19",
      logLevel: "silent",
      define: { "import.meta.url": own.url, "import.meta.dirname": own.dirname, "import.meta.filename": own.filename },
      plugins: [leaveOutPackages(packages), ownUrl],
    });
    const code = outputFiles[0]?.text ?? "";
    const inputs = Object.keys(metafile.inputs)
      .filter((input) => !input.startsWith(`${VIRTUAL}:`))
      .map((input) => resolve(cwd, input));
    return { code, inputs, selfContained: packages.size === 0 && !readsEnvironment(code) };
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    throw new UserError(error.errors.map((message) => formatMessage(message, path, cwd)).join("\n"), { cause: error });
  }
}

/** Whether code may read anything besides its modules: environment variables, files, the time. */
function readsEnvironment(code: string): boolean {
  return /\b(?:process|globalThis|global|fetch|Date|performance|crypto|require)\b|\bMath\.random\b|\bimport\(/.test(
    code,
  );
}

const VIRTUAL = "starfix-codegen";
const RESOLVING = Symbol("resolving");

/** Imports packages by absolute path, since the bundle runs from another folder. */
function leaveOutPackages(packages: Set<string>): Plugin {
  return {
    name: "leave-out-packages",
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, async (args) => {
        if (args.kind === "entry-point" || args.pluginData === RESOLVING) return undefined;
        const found = await resolvePackage(build, args);
        if (found?.external && args.path !== OWN_PACKAGE) packages.add(args.path);
        return found;
      });
      // This package itself may not be installed in the project, for example with `npx`.
      build.onLoad({ filter: /^/, namespace: VIRTUAL }, () => ({
        contents: "export const defineConfig = (config) => config;",
      }));
    },
  };
}

async function resolvePackage(
  build: PluginBuild,
  { path, importer, resolveDir, kind }: OnResolveArgs,
): Promise<OnResolveResult | undefined> {
  const found = await build.resolve(path, { importer, resolveDir, kind, pluginData: RESOLVING });
  if (found.errors.length > 0)
    return path === OWN_PACKAGE ? { path, namespace: VIRTUAL } : { errors: found.errors, warnings: found.warnings };
  if (found.external) return { path: found.path, external: true };
  const isPackage = path === OWN_PACKAGE || found.path.includes(`${sep}node_modules${sep}`);
  // Others are bundled: the project's own files under a path alias, and linked packages, which may be TypeScript.
  return isPackage ? { path: pathToFileURL(found.path).href, external: true } : { path: found.path };
}

/** Replacements of `import.meta.…`; each file that uses one gets constants of these names. */
const own = { url: "starfixOwnUrl", dirname: "starfixOwnDirname", filename: "starfixOwnFilename" };

/** Gives each file its own `import.meta.url`; in a bundle they would share one. */
const ownUrl: Plugin = {
  name: "own-url",
  setup(build) {
    build.onLoad({ filter: /\.[cm]?[jt]s$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      if (!text.includes("import.meta.")) return undefined;
      const values = { [own.url]: pathToFileURL(path).href, [own.dirname]: dirname(path), [own.filename]: path };
      const constants = Object.entries(values).map(([name, value]) => `const ${name}=${JSON.stringify(value)};`);
      // On the first line, so that line numbers do not change.
      return { contents: constants.join("") + text, loader: /\.[cm]?ts$/.test(path) ? "ts" : "js" };
    });
  },
};

interface BuildFailure {
  readonly errors: readonly Message[];
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && "errors" in error && Array.isArray(error.errors);
}

function formatMessage({ text, location }: Message, path: string, cwd: string): string {
  const file = relative(cwd, location ? resolve(cwd, location.file) : path);
  return location ? `${file}:${location.line}:${location.column + 1}: ${text}` : `${file}: ${text}`;
}
