import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Manifest, publicPackages, readManifest } from "./packages.ts";
import type { Registry } from "./registry.ts";
import { run } from "./run.ts";

/** What the steps of a release need. */
export interface PublishOptions {
  /** A copy of the tree: it is changed. */
  readonly root: string;
  readonly pnpm: string;
  readonly registry: Registry;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/**
 * Does to a copy of the tree what a release does: versions from the changesets, set-up of a fresh clone, `npm run
 * release:publish`. Gives the packages as they were published.
 */
export async function publishTree({ root, pnpm, registry, env, signal }: PublishOptions): Promise<readonly Manifest[]> {
  // Of all places that name a registry this one wins, whatever the machine's settings are.
  for (const { folder } of await publicPackages(root)) await publishTo(folder, registry.url);
  await run(pnpm, ["install", "--frozen-lockfile", "--prefer-offline"], { cwd: root, signal });
  await run(join(root, "node_modules/.bin/changeset"), ["version"], { cwd: root, env, signal });
  // From here on as in a fresh clone of what the versions are committed to.
  await run(process.execPath, ["tools/setup.mjs"], { cwd: root, signal });
  await writeFile(join(root, ".npmrc"), registry.npmrc);
  await run(process.execPath, ["--import", "tsx", "tools/release/publish.ts"], { cwd: root, env, signal });
  return Promise.all((await publicPackages(root)).map(({ folder }) => published(folder, registry.url)));
}

async function publishTo(folder: string, registry: string): Promise<void> {
  const manifest = await readManifest(folder);
  const changed = { ...manifest, publishConfig: { ...manifest.publishConfig, registry } };
  await writeFile(join(folder, "package.json"), `${JSON.stringify(changed, null, 2)}\n`);
}

/** What the registry says of the version in a folder. Throws when it has none, or one that cannot be installed. */
async function published(folder: string, registry: string): Promise<Manifest> {
  const { name, version } = await readManifest(folder);
  const answer = await fetch(`${registry}${name.replace("/", "%2f")}/${version}`);
  if (!answer.ok) throw new Error(`${name}@${version} is not in the registry: ${answer.status}`);
  const manifest: Manifest = JSON.parse(await answer.text());
  const problems = publishedProblems(manifest);
  if (problems.length > 0) throw new Error(`${name}@${version} cannot be used as published: ${problems.join("; ")}`);
  return manifest;
}

/** What is wrong with a manifest that left the workspace. */
export function publishedProblems(manifest: Manifest): readonly string[] {
  const wanted = Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies });
  return [
    ...wanted
      .filter(([, range]) => /^(workspace|catalog|file|link):/.test(range))
      .map(([name, range]) => `it requires ${name} as ${range}`),
    ...(JSON.stringify(manifest.exports ?? {}).includes("@starfix/source") ? ["its exports name sources"] : []),
    ...(manifest.scripts?.prepublishOnly === undefined ? [] : ["it has the script prepublishOnly"]),
  ];
}
