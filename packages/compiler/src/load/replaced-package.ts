import { isAbsolute, sep } from "node:path";
import type { OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from "esbuild";

/** A package to load from another folder than the one it is installed in. */
export interface ReplacedPackage {
  readonly name: string;
  /** The folder to load it from, without symbolic links. */
  readonly folder: string;
  /** The folder it is installed in. */
  readonly installed: string;
  /** Called when a file imports the package. */
  readonly onImport?: () => void;
}

/** Marks the requests of this plugin itself. */
const asked: unique symbol = Symbol("asked");

/**
 * Resolves one package to another folder. Its imports resolve as those of the installed one, so that both use the same copies
 * of other packages; imports that fail there resolve from its own folder.
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

/** Resolves by the exports of the package, or by path when it has none. */
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
