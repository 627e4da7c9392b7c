import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** What this looks at in a `package.json`. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly publishConfig?: Readonly<Record<string, unknown>>;
  readonly exports?: unknown;
  readonly scripts?: Readonly<Record<string, string>>;
  /** Only in what a registry answers. */
  readonly dist?: { readonly tarball: string };
}

/** A package of a tree. */
export interface Package {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** The packages of a tree that are published, by folder. */
export async function publicPackages(root: string): Promise<readonly Package[]> {
  const folders = (await readdir(join(root, "packages"))).sort().map((name) => join(root, "packages", name));
  const packages = await Promise.all(folders.map(async (folder) => ({ folder, manifest: await readManifest(folder) })));
  return packages.filter(({ manifest }) => manifest.private !== true);
}

export async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
}
