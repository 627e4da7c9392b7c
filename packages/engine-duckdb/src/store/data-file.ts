import { mkdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import { DataFolderError } from "./open-error.ts";

/** DuckDB can reach no file, host or extension except its own database file. */
export const ISOLATION: Readonly<Record<string, string>> = {
  enable_external_access: "false",
  autoinstall_known_extensions: "false",
  autoload_known_extensions: "false",
  allow_community_extensions: "false",
};

/** Files that are open in this process. DuckDB itself only keeps out other processes. */
const OPEN_FILES = new Set<string>();

/**
 * Takes a file of a data folder for one database of this process, and makes the folder when it does not exist. Throws a
 * DataFolderError when another one has it. Give it back with {@link releaseDataFile}.
 */
export async function claimDataFile(folder: string, file: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(await realpath(folder), file);
  if (OPEN_FILES.has(path)) {
    throw new DataFolderError(folder, "this process has it open already; close that one first");
  }
  OPEN_FILES.add(path);
  return path;
}

export function releaseDataFile(path: string): void {
  OPEN_FILES.delete(path);
}
