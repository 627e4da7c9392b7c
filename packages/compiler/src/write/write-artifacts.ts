import { randomUUID } from "node:crypto";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { WritePlan } from "./plan-write.ts";

/**
 * Carries out a plan. All files are written to a staging folder first and renamed when all of them are complete, the manifest last,
 * so a build that is interrupted while it writes leaves the old files.
 */
export async function writeArtifacts({ out, write, remove }: WritePlan): Promise<void> {
  if (write.length === 0 && remove.length === 0) return;
  mkdirSync(out, { recursive: true });
  const staging = join(out, `.staging-${randomUUID()}`);
  try {
    for (const folder of foldersOf(write)) {
      mkdirSync(join(staging, folder), { recursive: true });
      mkdirSync(join(out, folder), { recursive: true });
    }
    for (const { path, text } of write) writeFileSync(join(staging, path), text);
    for (const { path } of write) renameSync(join(staging, path), join(out, path));
    for (const path of remove) rmSync(join(out, path), { force: true });
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function foldersOf(files: WritePlan["write"]): ReadonlySet<string> {
  return new Set(files.map(({ path }) => dirname(path)));
}
