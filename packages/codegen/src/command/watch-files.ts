import { type FSWatcher, watch } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isSystemError } from "../output/file-problem.ts";
import { UserError } from "../user-error.ts";

/** What tells one state of a file from another; the empty string is a file that is not there. */
type Signature = string;

/** Editors write in several steps; what comes within so many milliseconds is one change. */
const SETTLE = 30;

/** How long a file may be gone while it is replaced, in milliseconds. */
const ABSENCE = 200;

/**
 * Watches files through the folders they are in, so that a file may be replaced, removed and made again. What else
 * happens in the folders goes unnoticed.
 */
export class FileWatch {
  readonly #watchers = new Map<string, FolderWatch>();
  #signatures = new Map<string, Signature>();
  #events = 0;
  #wake: () => void = () => {};

  /** Watches these files from now on and no others; one that was written since `since` has changed already. */
  async follow(paths: readonly string[], since: number): Promise<void> {
    const before = this.#signatures;
    this.#signatures = new Map();
    for (const path of paths) this.#signatures.set(path, before.get(path) ?? "");
    await this.#watchFolders();
    for (const path of this.#signatures.keys()) {
      if (before.has(path)) continue;
      const found = await stat(path).catch(() => undefined);
      if (found && found.ctimeMs >= since) this.#notice();
      else this.#signatures.set(path, await signatureOf(path));
    }
  }

  /** Waits until a watched file has changed and all is quiet again; false when the signal came first. */
  async change(signal: AbortSignal): Promise<boolean> {
    const wake = (): void => this.#wake();
    signal.addEventListener("abort", wake);
    try {
      for (;;) {
        while (this.#events === 0 && !signal.aborted) {
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
        }
        if (signal.aborted) return false;
        while (this.#events > 0) {
          this.#events = 0;
          await sleep(SETTLE);
        }
        if (await this.#hasChanged()) return true;
      }
    } finally {
      signal.removeEventListener("abort", wake);
    }
  }

  /** Stops watching. */
  close(): void {
    for (const { watcher } of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #notice(): void {
    this.#events++;
    this.#wake();
  }

  /** Watches the folders that are there now; one that was made again is another. */
  async #watchFolders(): Promise<void> {
    const folders = new Map<string, string>();
    for (const path of this.#signatures.keys()) {
      for (const { folder, identity } of await foldersOf(path)) folders.set(folder, identity);
    }
    for (const [folder, { identity, watcher }] of this.#watchers) {
      if (folders.get(folder) === identity) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    for (const [folder, identity] of folders) {
      if (this.#watchers.has(folder)) continue;
      const watcher = watchFolder(folder, () => this.#notice());
      if (watcher) this.#watchers.set(folder, { identity, watcher });
      // It went away in this moment; the next look finds the one above it.
      else this.#notice();
    }
  }

  async #hasChanged(): Promise<boolean> {
    let changed = false;
    await this.#watchFolders();
    for (const [path, before] of this.#signatures) {
      let now = await signatureOf(path);
      for (let waited = 0; now === "" && before !== "" && waited < ABSENCE; waited += SETTLE) {
        await sleep(SETTLE);
        now = await signatureOf(path);
      }
      changed ||= now !== before;
      this.#signatures.set(path, now);
    }
    return changed;
  }
}

interface FolderWatch {
  readonly identity: string;
  readonly watcher: FSWatcher;
}

function watchFolder(folder: string, notice: () => void): FSWatcher | undefined {
  try {
    // Some systems report a folder that went away as an error.
    return watch(folder, notice).on("error", notice);
  } catch (error) {
    if (isSystemError(error, "ENOENT", "ENOTDIR")) return undefined;
    // With these a system says that it watches too much already, not that a disk is full.
    if (!isSystemError(error, "ENOSPC", "EMFILE")) throw error;
    throw new UserError(
      `cannot watch ${folder}: expected room for one more watch, received ${error.code}: raise the system's limit, such as fs.inotify.max_user_watches`,
      { cause: error },
    );
  }
}

async function signatureOf(path: string): Promise<Signature> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found ? `${found.ino} ${found.size} ${found.mtimeNs}` : "";
}

interface Folder {
  readonly folder: string;
  /** Tells it from another that is made in its place. */
  readonly identity: string;
}

/** Folders in which something happens when a file changes: its own, and the one it is linked from. */
async function foldersOf(path: string): Promise<Folder[]> {
  const real = await realpath(path).catch(() => path);
  return Promise.all([...new Set([dirname(path), dirname(real)])].map(nearestFolder));
}

/** A folder, or the nearest one above that is there. */
async function nearestFolder(start: string): Promise<Folder> {
  for (let folder = start; ; folder = dirname(folder)) {
    const found = await stat(folder, { bigint: true }).catch(() => undefined);
    if (found?.isDirectory()) return { folder, identity: `${found.dev} ${found.ino} ${found.birthtimeNs}` };
    if (folder === dirname(folder)) return { folder, identity: "" };
  }
}
