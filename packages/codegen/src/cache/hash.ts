import { createHash } from "node:crypto";
import { lstat, readFile, stat } from "node:fs/promises";

/** A file, or a part of an output, and the SHA-256 of its content. */
export type HashedFile = readonly [path: string, hash: string];

export function hashOf(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

/** Hashes files; the hash of a file that cannot be read is the empty string. */
export function hashFiles(paths: readonly string[]): Promise<HashedFile[]> {
  return Promise.all(
    paths.map(async (path) => {
      const data = await readFile(path).catch(() => undefined);
      return [path, data === undefined ? "" : hashOf(data)] as const;
    }),
  );
}

/** Whether the content of every file still has its hash. */
export async function areUnchanged(files: readonly HashedFile[]): Promise<boolean> {
  const now = await hashFiles(files.map(([path]) => path));
  return now.every(([, hash], i) => hash !== "" && hash === files[i]?.[1]);
}

/** How far the clock of a file system may be behind that of the process. */
const CLOCK_LAG_MS = 20;

/** Whether no file was written after a time, in milliseconds since 1970; false when in doubt. */
export async function areOlder(paths: readonly string[], time: number): Promise<boolean> {
  for (const path of paths) {
    // A link that has a new target counts as a changed file.
    const found = await Promise.all([stat(path), lstat(path)]).catch(() => []);
    const times = found.flatMap(({ ctimeMs, mtimeMs }) => [ctimeMs, mtimeMs]);
    if (times.length === 0 || Math.max(...times) >= time - CLOCK_LAG_MS) return false;
  }
  return true;
}
