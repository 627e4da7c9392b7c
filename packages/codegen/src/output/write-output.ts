import { copyFile, link, mkdir, mkdtemp, readdir, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { GenerateResult } from "../generate.ts";
import type { OutputPlan } from "./compare-output.ts";
import { isSystemError } from "./file-error.ts";

const STAGING = ".starfix-codegen-";

/**
 * Carries a plan out, all or nothing: every file is written beside its place first and then renamed into it, and when
 * that fails half-way the old files are put back. Files that have not changed are not touched.
 *
 * @example
 * const result = await generate({ document: "openapi.yaml" });
 * await writeOutput(result, await compareOutput(result, "src/generated", true), "src/generated");
 * @throws the system's error, after the folder is as it was.
 */
export async function writeOutput(
  result: Pick<GenerateResult, "files">,
  plan: OutputPlan,
  folder: string,
): Promise<void> {
  const changed = new Set([...plan.missing, ...plan.stale]);
  if (changed.size === 0 && plan.extra.length === 0) return;
  const undoFolder: Undo = [];
  const undo: Undo = [];
  try {
    await makeFolder(folder, undoFolder);
    await removeLeftovers(folder);
    // The name is unique, so that two processes at once do not meet.
    const staging = await mkdtemp(join(folder, STAGING));
    try {
      const files = result.files.filter(({ path }) => changed.has(path));
      for (const [i, { text }] of files.entries()) await writeFile(join(staging, `new-${i}`), text);
      const paths = files.map(({ path }) => path);
      await commit(paths, plan.extra, { folder, staging, undo });
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

/** What takes back each step that was done. */
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
      // Another process was quicker.
      if (isSystemError(error, "ENOENT")) continue;
      throw error;
    }
    undo.push(() => rename(old, place));
  }
}

/** Gives a file a second name, so that replacing it can be taken back; tells whether there was one. */
async function keep(place: string, old: string): Promise<boolean> {
  try {
    await link(place, old);
    return true;
  } catch (error) {
    if (isSystemError(error, "ENOENT")) return false;
    // A file system without hard links, or a folder in the way, which the copy reports.
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
  // A folder that another process has put something into stays.
  undo.push(async () => {
    for (const path of made) await rmdir(path).catch(() => undefined);
  });
}

async function rollBack(undo: Undo): Promise<void> {
  for (let step = undo.pop(); step; step = undo.pop()) await step();
}

const AN_HOUR = 3_600_000;

/** Removes what processes that were killed while they wrote have left behind. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(STAGING)) continue;
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > AN_HOUR) await rm(path, { recursive: true, force: true });
  }
}
