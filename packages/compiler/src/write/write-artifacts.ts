import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { inBatches } from "./in-batches.ts";
import type { WritePlan } from "./plan-write.ts";

/**
 * Carries out a plan. All files are written beside their places first and renamed only when every one of them is there,
 * the manifest last; a build that is interrupted while it writes leaves the old set as it was.
 */
export async function writeArtifacts({ out, write, remove }: WritePlan): Promise<void> {
  if (write.length === 0 && remove.length === 0) return;
  await mkdir(out, { recursive: true });
  const staging = join(out, `.staging-${randomUUID()}`);
  try {
    for (const folder of foldersOf(write)) {
      await mkdir(join(staging, folder), { recursive: true });
      await mkdir(join(out, folder), { recursive: true });
    }
    await inBatches(write, ({ path, text }) => writeFile(join(staging, path), text));
    // One after the other, so that the manifest comes last.
    for (const { path } of write) await rename(join(staging, path), join(out, path));
    for (const path of remove) await rm(join(out, path), { force: true });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

function foldersOf(files: WritePlan["write"]): ReadonlySet<string> {
  return new Set(files.map(({ path }) => dirname(path)));
}
