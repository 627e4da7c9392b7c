import { realpath, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { isFileError } from "../file-error.ts";
import { UserError } from "../user-error.ts";

/** Reads `NAME=DIR` options as bucket names and absolute folders, which must be there. */
export async function parseBuckets(options: readonly string[], cwd: string): Promise<ReadonlyMap<string, string>> {
  const buckets = new Map<string, string>();
  for (const option of options) {
    const equals = option.indexOf("=");
    const name = option.slice(0, equals);
    const folder = option.slice(equals + 1);
    if (equals < 1 || folder === "") {
      throw new UserError(`invalid --bucket: expected NAME=DIR, received ${JSON.stringify(option)}`);
    }
    if (buckets.has(name)) throw new UserError(`invalid --bucket: expected one folder for ${name}, received two`);
    buckets.set(name, await existingFolder(resolve(cwd, folder), option));
  }
  return buckets;
}

async function existingFolder(folder: string, option: string): Promise<string> {
  const fail = (received: string) =>
    new UserError(`invalid --bucket ${option}: expected a folder that is there, received ${received}: ${folder}`);
  try {
    if (!(await stat(folder)).isDirectory()) throw fail("a file");
    return await realpath(folder);
  } catch (error) {
    if (isFileError(error, "ENOENT", "ENOTDIR")) throw fail("a path without anything");
    if (isFileError(error, "EACCES")) throw fail("a folder that cannot be read");
    throw error;
  }
}
