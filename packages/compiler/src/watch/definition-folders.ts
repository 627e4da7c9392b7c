import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Project } from "../project/project.ts";

/** All folders in which a new file could match the patterns of definitions. */
export async function definitionFolders({ cwd, definitions, out }: Project): Promise<readonly string[]> {
  const found = new Set<string>();
  const visit = async (folder: string, deep: boolean): Promise<void> => {
    if (found.has(folder) || folder === out) return;
    found.add(folder);
    if (!deep) return;
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (entry.isDirectory() && !isHidden(entry.name)) await visit(join(folder, entry.name), deep);
    }
  };
  for (const pattern of definitions) {
    const parts = pattern.split("/");
    const first = parts.findIndex(isPattern);
    const fixed = first === -1 ? parts.slice(0, -1) : parts.slice(0, first);
    // A pattern such as `*.ts` matches in no subfolder.
    await visit(join(cwd, ...fixed), first !== -1 && first < parts.length - 1);
  }
  return [...found];
}

/** Folders that are never searched for definitions. */
export function isHidden(name: string): boolean {
  return name === "node_modules" || name.startsWith(".");
}

/** Whether a part of a glob has wildcards. */
export function isPattern(part: string): boolean {
  return /[*?[\]{}()!+@]/.test(part);
}
