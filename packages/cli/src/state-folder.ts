import { mkdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { isFileError } from "./file-error.ts";

/** Name of the folder in a project that holds what must not be committed. */
export const STATE_FOLDER = ".starfix";

/** The data folder of `starfix serve`, relative to the folder that it runs in. */
export const DEFAULT_DATA: string = `${STATE_FOLDER}/server`;

/** Makes the folder of a project's state, ignored by git, and returns its path. */
export async function ensureStateFolder(projectFolder: string): Promise<string> {
  const folder = join(projectFolder, STATE_FOLDER);
  await mkdir(folder, { recursive: true });
  await ignoreByGit(folder);
  return folder;
}

/** Keeps git away from a folder, when it is (in) the state folder: keys and data lie there. */
export async function ignoreByGit(folder: string): Promise<void> {
  if (basename(folder) !== STATE_FOLDER) return;
  try {
    await writeFile(join(folder, ".gitignore"), "*\n", { flag: "wx" });
  } catch (error) {
    if (!isFileError(error, "EEXIST")) throw error;
  }
}
