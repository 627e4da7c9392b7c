import { Buffer } from "node:buffer";
import { constants } from "node:fs";
import { access, opendir, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { type Bucket, BucketError } from "../bucket.ts";
import type { SourceObject } from "../engine.ts";
import { type FileLocation, folderError, isAbsent, openFile } from "./open-file.ts";

export interface LocalBucketOptions {
  /** Name of the bucket that the folder stands in for. */
  readonly name: string;
  /** The folder; its files are the objects, their paths with `/` the keys. */
  readonly folder: string;
}

/**
 * A bucket whose objects are the files of a folder. What a symbolic link leads to counts only while it lies inside the
 * folder; names that begin with a dot are no objects.
 *
 * @example
 * const bucket = localBucket({ name: "demo-bucket", folder: "data/demo-bucket" });
 * await bucket.find("../secret.json", signal);
 * // => undefined
 */
export function localBucket(options: LocalBucketOptions): Bucket {
  const name = `s3://${options.name}`;
  const root = async () => {
    try {
      return await realpath(options.folder);
    } catch (error) {
      throw folderError(name, error);
    }
  };
  return {
    name,
    async *list(prefix, signal) {
      signal.throwIfAborted();
      const folder = await root();
      yield* listFolder({ root: folder, bucket: name, prefix, signal }, "", [folder]);
    },
    async find(key, signal) {
      signal.throwIfAborted();
      return findFile(await root(), key, name);
    },
    async test(signal) {
      signal.throwIfAborted();
      const folder = await root();
      if (!(await stat(folder)).isDirectory()) throw new BucketError(name, `${name} is not a folder on this machine`);
      await access(folder, constants.R_OK | constants.X_OK).catch((error) => {
        throw folderError(name, error);
      });
    },
  };
}

interface Listing {
  readonly root: string;
  readonly bucket: string;
  readonly prefix: string;
  readonly signal: AbortSignal;
}

interface Entry {
  readonly key: string;
  readonly order: Buffer;
  /** Where it really lies, when it is a folder. */
  readonly inner: string | undefined;
}

async function findFile(root: string, key: string, bucket: string): Promise<SourceObject | undefined> {
  if (!isObjectKey(key)) return undefined;
  try {
    const path = await realpath(join(root, ...key.split("/")));
    if (!isInside(root, path)) return undefined;
    const found = await stat(path);
    if (!found.isFile()) return undefined;
    const location: FileLocation = { kind: "file", path, bucket };
    return { key, size: found.size, location, open: (signal) => openFile(location, signal) };
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw folderError(bucket, error);
  }
}

/** Keys are relative, with `/` between names; a name is neither empty nor hidden (which takes `.` and `..` with it). */
function isObjectKey(key: string): boolean {
  if (key.includes("\0") || (sep === "\\" && key.includes(sep))) return false;
  return key.split("/").every((name) => name !== "" && !name.startsWith("."));
}

async function* listFolder(
  { root, bucket, prefix, signal }: Listing,
  folder: string,
  entered: readonly string[],
): AsyncGenerator<SourceObject, void, undefined> {
  const entries: Entry[] = [];
  for (const name of await namesIn(root, folder, bucket)) {
    const inner = await realFolder(root, folder + name);
    // A folder is placed as its objects are: by the slash that follows its name.
    const key = inner === undefined ? folder + name : `${folder}${name}/`;
    if (key.startsWith(prefix) || (inner !== undefined && prefix.startsWith(key))) {
      entries.push({ key, order: Buffer.from(key), inner });
    }
  }
  entries.sort((a, b) => Buffer.compare(a.order, b.order));
  for (const { key, inner } of entries) {
    signal.throwIfAborted();
    if (inner === undefined) {
      const object = await findFile(root, key, bucket);
      if (object !== undefined) yield object;
    } else if (!entered.includes(inner)) {
      // A ring of links ends where it comes back to a folder that it came through.
      yield* listFolder({ root, bucket, prefix, signal }, key, [...entered, inner]);
    }
  }
}

async function namesIn(root: string, folder: string, bucket: string): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const entry of await opendir(join(root, folder))) {
      if (!entry.name.startsWith(".")) names.push(entry.name);
    }
  } catch (error) {
    if (isAbsent(error)) return [];
    throw folderError(bucket, error);
  }
  return names;
}

/** Where a folder really lies; undefined when it is none, or lies outside the root. */
async function realFolder(root: string, key: string): Promise<string | undefined> {
  try {
    const real = await realpath(join(root, key));
    return isInside(root, real) && (await stat(real)).isDirectory() ? real : undefined;
  } catch {
    return undefined;
  }
}

function isInside(root: string, path: string): boolean {
  return path.startsWith(root.endsWith(sep) ? root : root + sep);
}
