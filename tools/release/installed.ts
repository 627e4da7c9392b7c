import { lstat, readdir, readFile, realpath } from "node:fs/promises";
import { join } from "node:path";

/** What lies in a `node_modules`. */
export interface Installed {
  /** Names of all packages, each once. */
  readonly names: readonly string[];
  readonly bytes: number;
  /** The bytes of the packages whose names begin so. */
  bytesOf(prefix: string): number;
}

/** Measures the packages that npm has put into a folder's `node_modules`, those inside other packages included. */
export async function readInstalled(folder: string): Promise<Installed> {
  const sizes = new Map<string, number>();
  await collect(join(folder, "node_modules"), sizes);
  const sum = (prefix: string): number =>
    [...sizes].reduce((total, [name, bytes]) => total + (name.startsWith(prefix) ? bytes : 0), 0);
  return { names: [...sizes.keys()].sort(), bytes: sum(""), bytesOf: sum };
}

async function collect(modules: string, sizes: Map<string, number>): Promise<void> {
  for (const entry of await list(modules)) {
    if (entry.startsWith(".")) continue;
    const folders = entry.startsWith("@")
      ? (await list(join(modules, entry))).map((name) => join(entry, name))
      : [entry];
    for (const name of folders) {
      const folder = await realpath(join(modules, name));
      sizes.set(name, (sizes.get(name) ?? 0) + (await sizeOf(folder)));
      await collect(join(folder, "node_modules"), sizes);
    }
  }
}

/** The bytes of a package without those inside it. */
async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await list(folder)) {
    if (entry === "node_modules") continue;
    const path = join(folder, entry);
    const { size, ...stats } = await lstat(path).then((found) => ({ size: found.size, folder: found.isDirectory() }));
    bytes += stats.folder ? await sizeOf(path) : size;
  }
  return bytes;
}

async function list(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
}

/** The version of a package that is installed in a folder. */
export async function installedVersion(folder: string, name: string): Promise<string> {
  return JSON.parse(await readFile(join(folder, "node_modules", name, "package.json"), "utf8")).version;
}
