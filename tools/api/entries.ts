import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ApiEntry } from "./report-api.ts";

/** The folders of the packages that are published, as absolute paths. */
export function packageFolders(root: string): readonly string[] {
  return readdirSync(join(root, "packages"))
    .sort()
    .map((folder) => join(root, "packages", folder))
    .filter((folder) => JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).private !== true);
}

/** The name of a package, and every entry that has types. */
export function entriesOf(folder: string): { readonly name: string; readonly entries: readonly ApiEntry[] } {
  const {
    name,
    exports,
  }: { name: string; exports: Readonly<Record<string, string | Readonly<Record<string, string>>>> } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  );
  const entries = Object.entries(exports).flatMap(([path, conditions]) => {
    const types = typeof conditions === "string" ? undefined : conditions.types;
    return types === undefined ? [] : [{ name: name + path.slice(1), file: join(folder, types) }];
  });
  return { name, entries };
}
