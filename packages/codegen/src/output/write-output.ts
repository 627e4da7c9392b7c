import { copyFile, link, mkdir, mkdtemp, readdir, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { GenerateResult } from "../generate.ts";
import type { OutputChanges } from "./compare-output.ts";
import { isSystemError } from "./file-error.ts";

const STAGING = ".starfix-codegen-";

/**
 * Writes the changes, all or nothing: each file is written to a staging folder and renamed to its path, and after
 * a failure the old files are restored. Unchanged files are not touched.
 *
 * @example
 * const result = await generate({ document: "openapi.yaml" });
 * await writeOutput(result, await compareOutput(result, "src/generated", true), "src/generated");
 * @throws the file system's error, after the old files were restored.
 */
export async function writeOutput(
  result: Pick<GenerateResult, "files">,
  changes: OutputChanges,
  folder: string,
): Promise<void> {
  const changed = new Set([...changes.missing, ...changes.stale]);
  if (changed.size === 0 && changes.extra.length === 0) return;
  const undoFolder: Undo = [];
  const undo: Undo = [];
  try {
    await makeFolder(folder, undoFolder);
    await removeLeftovers(folder);
    // The name is unique, so that two processes do not use the same folder.
    const staging = await mkdtemp(join(folder, STAGING));
    try {
      const files = result.files.filter(({ path }) => changed.has(path));
      for (const [i, { text }] of files.entries()) await writeFile(join(staging, `new-${i}`), text);
      const paths = files.map(({ path }) => path);
      await commit(paths, changes.extra, { folder, staging, undo });
    } catch (error) {
      await rollBack(undo);
      throw error;
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  } catch (error) {
    await rollBack(undoFolder);
    throw error;
  }
}

/** The inverse of each completed step. */
type Undo = (() => Promise<unknown>)[];

interface Commit {
  readonly folder: string;
  readonly staging: string;
  readonly undo: Undo;
}

async function commit(
  paths: readonly string[],
  extra: readonly string[],
  { folder, staging, undo }: Commit,
): Promise<void> {
  for (const [i, path] of paths.entries()) {
    const place = join(folder, path);
    const old = join(staging, `old-${i}`);
    await makeFolder(dirname(place), undo);
    const wasThere = await keep(place, old);
    await rename(join(staging, `new-${i}`), place);
    undo.push(() => (wasThere ? rename(old, place) : rm(place, { force: true })));
  }
  for (const [i, path] of extra.entries()) {
    const place = join(folder, path);
    const old = join(staging, `extra-${i}`);
    try {
      await rename(place, old);
    } catch (error) {
      // Another process has removed it.
      if (isSystemError(error, "ENOENT")) continue;
      throw error;
    }
    undo.push(() => rename(old, place));
  }
}

/** Gives a file a second name, so that it can be restored; returns whether the file existed. */
async function keep(place: string, old: string): Promise<boolean> {
  try {
    await link(place, old);
    return true;
  } catch (error) {
    if (isSystemError(error, "ENOENT")) return false;
    // A file system without hard links, or a folder at the path, for which copying fails with a clear error.
    await copyFile(place, old);
    return true;
  }
}

async function makeFolder(folder: string, undo: Undo): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  const made = [folder];
  for (let above = folder; above !== first && above !== dirname(above); ) {
    above = dirname(above);
    made.push(above);
  }
  // A folder that another process has written to is kept.
  undo.push(async () => {
    for (const path of made) await rmdir(path).catch(() => undefined);
  });
}

async function rollBack(undo: Undo): Promise<void> {
  for (let step = undo.pop(); step; step = undo.pop()) await step();
}

const AN_HOUR = 3_600_000;

/** Removes the staging folders of processes that were killed. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(STAGING)) continue;
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > AN_HOUR) await rm(path, { recursive: true, force: true });
  }
}
