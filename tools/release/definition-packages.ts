import { existsSync } from "node:fs";
import { cp, readdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { makeNext, type NextCatalog } from "../../apps/teams/next-catalogs.ts";
import { type Manifest, type Package, readManifest } from "./packages.ts";
import { run } from "./run.ts";

/** The packages below `apps/teams` of a tree. */
export interface DefinitionPackages {
  /** Those that are published. */
  readonly catalogues: readonly Package[];
  /** The private ones, which import them. */
  readonly projects: readonly Package[];
}

/** What it takes to be a team outside of the workspace. */
export interface TeamOptions {
  readonly folder: string;
  readonly npmrc: string;
  /** What was published, and what else is wanted in one version. */
  readonly versions: ReadonlyMap<string, string>;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

export async function definitionPackages(root: string): Promise<DefinitionPackages> {
  const teams = join(root, "apps/teams");
  const folders = (await readdir(teams)).sort().map((team) => join(teams, team));
  const packages = await Promise.all(
    folders
      .filter((folder) => existsSync(join(folder, "package.json")))
      .map(async (folder) => ({ folder, manifest: await readManifest(folder) })),
  );
  const isPrivate = ({ manifest }: Package): boolean => manifest.private === true;
  return { catalogues: packages.filter((found) => !isPrivate(found)), projects: packages.filter(isPrivate) };
}

/**
 * Publishes a package of definitions as its team would: outside the workspace, against our packages as they are in the
 * registry.
 */
export async function publishCatalogue(original: Package, options: TeamOptions): Promise<void> {
  const { env, signal } = options;
  const copy = await copyTeam(original, options);
  await run("npm", ["install"], { cwd: copy, env, signal });
  await publish(copy, options);
}

/** Publishes what a package of definitions could become, from where its first version was published. */
export async function publishNext(original: Package, next: NextCatalog, options: TeamOptions): Promise<void> {
  const copy = await copyTeam(original, options);
  await makeNext(copy, next);
  await publish(copy, options);
}

// It builds before it packs, by its own script.
async function publish(cwd: string, { env, signal }: TeamOptions): Promise<void> {
  await run("npm", ["publish", "--access", "public", "--provenance=false"], { cwd, env, signal });
}

/** Copies what a team has written to a folder of its own. Gives that folder. */
export async function copyTeam(original: Package, { folder, npmrc, versions }: TeamOptions): Promise<string> {
  const copy = join(folder, "teams", basename(original.folder));
  const written = (path: string): boolean => !/[\\/](node_modules|dist|artifacts)$/.test(path);
  await cp(original.folder, copy, { recursive: true, filter: written });
  await writeFile(join(copy, ".npmrc"), npmrc);
  await writeFile(join(copy, "package.json"), JSON.stringify(withVersions(original.manifest, versions), null, 2));
  return copy;
}

/** A manifest that requires our packages in the versions that were published. */
export function withVersions(manifest: Manifest, versions: ReadonlyMap<string, string>): Manifest {
  const kinds = ["dependencies", "devDependencies", "peerDependencies"] as const;
  const changed = kinds.flatMap((kind) => {
    const wanted = manifest[kind];
    if (wanted === undefined) return [];
    return [
      [kind, Object.fromEntries(Object.entries(wanted).map(([name, range]) => [name, versions.get(name) ?? range]))],
    ];
  });
  return { ...manifest, ...Object.fromEntries(changed) };
}
