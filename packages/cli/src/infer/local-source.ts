import { createReadStream } from "node:fs";
import { access, constants, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { BucketError, localBucket } from "@starfix/engine";
import { isFileError } from "../file-error.ts";
import { UserError } from "../user-error.ts";
import { listObjects, type SampleSource } from "./sample-source.ts";

/** A file, or all files of a folder whose names do not begin with a dot. */
export async function localSource(path: string, cwd: string, signal: AbortSignal): Promise<SampleSource> {
  const absolute = resolve(cwd, path);
  const found = await readable(absolute, path);
  if (found.isFile()) {
    const object = {
      key: path,
      size: found.size,
      open: async () => createReadStream(absolute, { highWaterMark: 256 * 1024 }),
    };
    return { objects: [{ name: path, object, file: absolute }], notes: [] };
  }
  if (!found.isDirectory()) throw new UserError(`cannot read ${path}: expected a file or a folder`);
  const bucket = localBucket({ name: "folder", folder: absolute });
  try {
    const source = await listObjects(bucket.list("", signal), (object) => ({
      name: join(path, object.key),
      object,
      file: join(absolute, object.key),
    }));
    if (source.objects.length > 0) return source;
  } catch (error) {
    if (!(error instanceof BucketError)) throw error;
    const reason = error.cause instanceof Error ? error.cause.message : error.message;
    throw new UserError(`cannot read ${path}: ${reason}`, { cause: error });
  }
  throw new UserError(`${path} holds no file with data: name a folder that does (hidden files are left out)`);
}

async function readable(absolute: string, path: string) {
  try {
    const found = await stat(absolute);
    await access(absolute, constants.R_OK);
    return found;
  } catch (error) {
    if (isFileError(error, "ENOENT", "ENOTDIR")) {
      throw new UserError(`no such file or folder: ${absolute}`, { cause: error });
    }
    if (isFileError(error, "EACCES", "ELOOP", "ENAMETOOLONG")) {
      throw new UserError(`cannot read ${path}: ${error.message}`, { cause: error });
    }
    throw error;
  }
}
