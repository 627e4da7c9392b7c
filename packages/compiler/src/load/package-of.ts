import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The package that a file belongs to. */
export interface PackageOf {
  readonly name: string;
  /** Folder of its `package.json`. */
  readonly folder: string;
}

const known = new Map<string, PackageOf>();

/** The nearest package with a name, from the folder of a file upwards. A file outside of any belongs to the package `""`. */
export function packageOf(file: string): PackageOf {
  return packageOfFolder(dirname(file));
}

/** The nearest package with a name, from a folder upwards. */
export function packageOfFolder(folder: string): PackageOf {
  let found = known.get(folder);
  if (!found) {
    const name = nameOf(folder);
    const parent = dirname(folder);
    if (name !== undefined) found = { name, folder };
    else found = parent === folder ? { name: "", folder } : packageOfFolder(parent);
    known.set(folder, found);
  }
  return found;
}

function nameOf(folder: string): string | undefined {
  try {
    const { name }: { name?: unknown } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return typeof name === "string" ? name : undefined;
  } catch {
    return undefined;
  }
}
