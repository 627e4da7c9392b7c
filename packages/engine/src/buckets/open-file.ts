import { constants } from "node:fs";
import { open, realpath } from "node:fs/promises";
import type { Readable } from "node:stream";
import { BucketError } from "../bucket.ts";
import type { ObjectLocation } from "../engine.ts";

export type FileLocation = Extract<ObjectLocation, { readonly kind: "file" }>;

/** Starts to read a file whose path had no links when it was found. */
export async function openFile({ path, bucket }: FileLocation, signal: AbortSignal): Promise<Readable> {
  signal.throwIfAborted();
  try {
    // A link that was put in its place since is not followed.
    const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    if ((await realpath(path)) !== path) {
      await file.close();
      throw new BucketError(bucket, `an object of ${bucket} has changed while it was read`);
    }
    return file.createReadStream({ highWaterMark: 256 * 1024, signal });
  } catch (error) {
    throw error instanceof BucketError ? error : folderError(bucket, error);
  }
}

/** Messages reach clients, so the folder itself is not named: where the server keeps its files is not theirs to know. */
export function folderError(bucket: string, cause: unknown): BucketError {
  const reason =
    codeOf(cause) === "EACCES"
      ? "the server may not read its folder"
      : isAbsent(cause)
        ? "the folder it stands for is not there"
        : `the folder it stands for cannot be read (${codeOf(cause) ?? "unknown reason"})`;
  return new BucketError(bucket, `cannot read ${bucket}: ${reason}`, { cause });
}

export function isAbsent(error: unknown): boolean {
  const code = codeOf(error);
  return code === "ENOENT" || code === "ENOTDIR" || code === "ELOOP" || code === "ENAMETOOLONG";
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
