import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The package that a file belongs to. */
export interface PackageOf {
  readonly name: string;
  /** Undefined when its `package.json` has none. */
  readonly version: string | undefined;
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
    const parent = dirname(folder);
    found = packageIn(folder);
    found ??= parent === folder ? { name: "", version: undefined, folder } : packageOfFolder(parent);
    known.set(folder, found);
  }
  return found;
}

function packageIn(folder: string): PackageOf | undefined {
  try {
    const { name, version }: { name?: unknown; version?: unknown } = JSON.parse(
      readFileSync(join(folder, "package.json"), "utf8"),
    );
    if (typeof name !== "string") return undefined;
    return { name, version: typeof version === "string" ? version : undefined, folder };
  } catch {
    return undefined;
  }
}
