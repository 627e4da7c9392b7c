import { isAbsolute, sep } from "node:path";
import type { OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from "esbuild";

/** A package that is taken from another folder than the one it is installed in. */
export interface ReplacedPackage {
  readonly name: string;
  /** The folder to take it from; the real one, without links on the way. */
  readonly folder: string;
  /** The folder it is installed in. */
  readonly installed: string;
  /** Is called when something imports the package. */
  readonly onImport?: () => void;
}

/** Marks what this plugin itself asks for. */
const asked: unique symbol = Symbol("asked");

/**
 * Resolves one package to another folder. What that one imports is found where the installed one finds it, so that it
 * builds on the same copies; what is not there is looked for from its own folder.
 */
export function replacedPackagePlugin(replaced: ReplacedPackage): Plugin {
  const { name, folder, installed, onImport } = replaced;
  return {
    name: "replaced-package",
    setup(build) {
      build.onResolve({ filter: /^[^.]/ }, async (args) => {
        if (args.pluginData === asked || isAbsolute(args.path) || args.namespace === "starfix") return undefined;
        if (args.path === name || args.path.startsWith(`${name}/`)) {
          onImport?.();
          return await resolveWithin(build, args, replaced);
        }
        if (!args.importer.startsWith(folder + sep)) return undefined;
        const found = await resolveFrom(build, args, args.path, installed);
        return found.errors?.length === 0 ? found : undefined;
      });
    },
  };
}

/** By its exports, as if it imported itself; a package without any by the path in it. */
async function resolveWithin(
  build: PluginBuild,
  args: OnResolveArgs,
  { name, folder }: ReplacedPackage,
): Promise<OnResolveResult> {
  const byName = await resolveFrom(build, args, args.path, folder);
  if (byName.errors?.length === 0 && byName.path?.startsWith(folder + sep)) return byName;
  const byPath = await resolveFrom(build, args, `.${args.path.slice(name.length)}`, folder);
  return byPath.errors?.length === 0 ? byPath : byName;
}

async function resolveFrom(
  build: PluginBuild,
  { kind, importer, namespace }: OnResolveArgs,
  path: string,
  resolveDir: string,
): Promise<OnResolveResult> {
  const result = await build.resolve(path, { kind, importer, namespace, resolveDir, pluginData: asked });
  return { ...result, pluginData: undefined };
}
