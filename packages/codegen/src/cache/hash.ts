import { createHash } from "node:crypto";
import { lstat, readFile, stat } from "node:fs/promises";

/** A file, or a part of an output, and the SHA-256 of what it holds. */
export type HashedFile = readonly [path: string, hash: string];

export function hashOf(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

/** Hashes files; one that cannot be read has the empty hash, which no file has. */
export function hashFiles(paths: readonly string[]): Promise<HashedFile[]> {
  return Promise.all(
    paths.map(async (path) => {
      const data = await readFile(path).catch(() => undefined);
      return [path, data === undefined ? "" : hashOf(data)] as const;
    }),
  );
}

/** Whether each file still holds what it was hashed with. */
export async function areUnchanged(files: readonly HashedFile[]): Promise<boolean> {
  const now = await hashFiles(files.map(([path]) => path));
  return now.every(([, hash], i) => hash !== "" && hash === files[i]?.[1]);
}

/** The clock of a file system runs up to so many milliseconds behind that of the process. */
const CLOCK_LAG = 20;

/** Whether all files are as they were at a time, in milliseconds since 1970; when in doubt they are not. */
export async function areOlder(paths: readonly string[], time: number): Promise<boolean> {
  for (const path of paths) {
    // A link that leads elsewhere now is as good as a file that was written.
    const found = await Promise.all([stat(path), lstat(path)]).catch(() => []);
    const times = found.flatMap(({ ctimeMs, mtimeMs }) => [ctimeMs, mtimeMs]);
    if (times.length === 0 || Math.max(...times) >= time - CLOCK_LAG) return false;
  }
  return true;
}
