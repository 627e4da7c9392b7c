import { existsSync } from "node:fs";
import { cp, readdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Manifest, type PublicPackage, readManifest } from "./packages.ts";
import { run } from "./run.ts";

/** What publishing needs. */
export interface DefinitionPackageOptions {
  readonly folder: string;
  readonly npmrc: string;
  readonly versions: ReadonlyMap<string, string>;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/** The packages of definitions below `apps/teams` of a tree. Private ones are nobody's to install, and left out. */
export async function definitionPackages(root: string): Promise<readonly PublicPackage[]> {
  const teams = join(root, "apps/teams");
  const folders = existsSync(teams) ? (await readdir(teams)).sort().map((team) => join(teams, team)) : [];
  const packages = await Promise.all(
    folders
      .filter((folder) => existsSync(join(folder, "package.json")))
      .map(async (folder) => ({ folder, manifest: await readManifest(folder) })),
  );
  return packages.filter(({ manifest }) => manifest.private !== true);
}

/**
 * Publishes packages of definitions as their teams would: outside the workspace, against our packages as they are in
 * the registry.
 */
export async function publishDefinitionPackages(
  packages: readonly PublicPackage[],
  { folder, npmrc, versions, env, signal }: DefinitionPackageOptions,
): Promise<void> {
  for (const { folder: original, manifest } of packages) {
    const copy = join(folder, "teams", basename(original));
    await cp(original, copy, { recursive: true, filter: (path) => !/[\\/](node_modules|dist)$/.test(path) });
    await writeFile(join(copy, ".npmrc"), npmrc);
    await writeFile(join(copy, "package.json"), JSON.stringify(withVersions(manifest, versions), null, 2));
    await run("npm", ["install"], { cwd: copy, env, signal });
    await run("npm", ["run", "build", "--if-present"], { cwd: copy, env, signal });
    await run("npm", ["publish", "--access", "public", "--provenance=false"], { cwd: copy, env, signal });
  }
}

/** A manifest that wants our packages in the versions that were published. */
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
