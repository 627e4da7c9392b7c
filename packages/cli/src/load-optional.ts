import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CliContext } from "./context.ts";
import { type PackageManager, packageManagerOf } from "./package-manager.ts";
import { UserError } from "./user-error.ts";
import { readVersion } from "./version.ts";

type Loaders = Readonly<Record<string, () => Promise<unknown>>>;

type Loaded<TLoaders extends Loaders> = {
  readonly [TName in keyof TLoaders]: Awaited<ReturnType<TLoaders[TName]>>;
};

/**
 * Loads packages that a project of definitions does without, each under its name. Throws a UserError that says how to
 * install all of those that are not there; what goes wrong inside a package is thrown as it came.
 *
 * @param command What needs them: `serve`.
 */
export async function loadOptional<TLoaders extends Loaders>(
  context: Pick<CliContext, "cwd" | "env">,
  command: string,
  loaders: TLoaders,
): Promise<Loaded<TLoaders>> {
  const loaded: Record<string, unknown> = {};
  const missing: string[] = [];
  for (const [name, load] of Object.entries(loaders)) {
    try {
      loaded[name] = await load();
    } catch (error) {
      if (!isMissing(error, name)) throw error;
      missing.push(name);
    }
  }
  // Each name has what its own loader gave.
  if (missing.length === 0) return loaded as Loaded<TLoaders>;
  const manager = await packageManagerOf(context.cwd, context.env);
  const run = installLine({ command, missing, wanted: Object.keys(loaders), manager, cwd: context.cwd });
  const are = missing.length === 1 ? "is" : "are";
  throw new UserError(
    `\`starfix ${command}\` needs ${missing.join(" and ")}, which ${are} not installed: run \`${run}\``,
    { json: { missing, run } },
  );
}

/** Whether it is this package that is not found, and not one that the package itself needs, or a file of it. */
function isMissing(error: unknown, name: string): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  const { code, message } = error;
  if (code === "ERR_MODULE_NOT_FOUND") return message.startsWith(`Cannot find package '${name}' `);
  // Yarn without node_modules.
  return code === "MODULE_NOT_FOUND" && message.includes(` tried to access ${name} (a peer dependency) `);
}

interface InstallLineProps {
  readonly command: string;
  readonly missing: readonly string[];
  readonly wanted: readonly string[];
  readonly manager: PackageManager;
  readonly cwd: string;
}

function installLine({ command, missing, wanted, manager, cwd }: InstallLineProps): string {
  const versions = testedVersions();
  const withVersion = (name: string): string => (versions.has(name) ? `${name}@${versions.get(name)}` : name);
  if (isInstalledIn(cwd)) return [manager.add, ...missing.map(withVersion)].join(" ");
  // A program that npx fetched, or that is installed for the whole machine, finds nothing of a project.
  return manager.runWith([`starfix@${readVersion()}`, ...wanted.map(withVersion)], `starfix ${command} …`);
}

/** The versions that this one was built and tested with. In the workspace itself there are none. */
function testedVersions(): ReadonlyMap<string, string> {
  const manifest: { readonly devDependencies?: Readonly<Record<string, string>> } = JSON.parse(
    readFileSync(ownManifest, "utf8"),
  );
  return new Map(Object.entries(manifest.devDependencies ?? {}).filter(([, version]) => /^\d/.test(version)));
}

// The same relative path from src and from dist.
const ownManifest = fileURLToPath(new URL("../package.json", import.meta.url));

/**
 * Whether the project of a folder has this very package installed. Asking Node.js would take the `NODE_PATH` into account
 * that pnpm sets for each program, wherever it is installed.
 */
function isInstalledIn(cwd: string): boolean {
  for (let folder = cwd; ; folder = dirname(folder)) {
    // Yarn without node_modules finds packages of its project and no others.
    if (existsSync(join(folder, ".pnp.cjs"))) return true;
    const manifest = join(folder, "node_modules/starfix/package.json");
    if (existsSync(manifest)) return realpathSync(manifest) === realpathSync(ownManifest);
    if (folder === dirname(folder)) return false;
  }
}
