import { type FSWatcher, watch } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isSystemError } from "../output/file-error.ts";
import { UserError } from "../user-error.ts";

/** What distinguishes two states of a file; the empty string means that it does not exist. */
type Signature = string;

/** Editors write in several steps: events are collected until none has come for this many milliseconds. */
const QUIET_MS = 30;

/** How long a file may be missing while an editor replaces it, in milliseconds. */
const REPLACE_MS = 200;

export interface FileWatchOptions {
  /** Called after the files were compared with their earlier state, because something happened in their folders. */
  readonly onCheck?: (hasChanged: boolean) => void;
}

/**
 * Watches files through the folders that contain them, so that a file may be replaced, deleted and created again. Other
 * files in these folders are ignored.
 *
 * @see docs/decisions/022-own-file-watcher.md
 */
export class FileWatch {
  readonly #watchers = new Map<string, FolderWatch>();
  readonly #onCheck: (hasChanged: boolean) => void;
  #signatures = new Map<string, Signature>();
  #lastEvent: number | undefined;
  #wake: () => void = () => {};

  constructor({ onCheck = () => {} }: FileWatchOptions = {}) {
    this.#onCheck = onCheck;
  }

  /** Replaces the set of watched files. A new file that was written after `since` counts as changed. */
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

  /** Resolves to true once a watched file has changed and no event follows; to false when the signal aborts first. */
  async change(signal: AbortSignal): Promise<boolean> {
    const wake = (): void => this.#wake();
    signal.addEventListener("abort", wake);
    try {
      for (;;) {
        while (this.#lastEvent === undefined && !signal.aborted) {
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
        }
        if (signal.aborted) return false;
        await this.#quiet();
        const hasChanged = await this.#hasChanged();
        this.#onCheck(hasChanged);
        if (hasChanged) return true;
      }
    } finally {
      signal.removeEventListener("abort", wake);
    }
  }

  close(): void {
    for (const { watcher } of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #notice(): void {
    this.#lastEvent = performance.now();
    this.#wake();
  }

  async #quiet(): Promise<void> {
    while (this.#lastEvent !== undefined) {
      const left = this.#lastEvent + QUIET_MS - performance.now();
      if (left > 0) await sleep(left);
      else this.#lastEvent = undefined;
    }
  }

  /** Watches the folders that exist now. A recreated folder counts as new. */
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
      // The folder was deleted after it was found; the next check watches its parent.
      else this.#notice();
    }
  }

  async #hasChanged(): Promise<boolean> {
    await this.#watchFolders();
    const checks = [...this.#signatures].map(async ([path, before]) => {
      let now = await signatureOf(path);
      for (let waited = 0; now === "" && before !== "" && waited < REPLACE_MS; waited += QUIET_MS) {
        await sleep(QUIET_MS);
        now = await signatureOf(path);
      }
      this.#signatures.set(path, now);
      return now !== before;
    });
    return (await Promise.all(checks)).includes(true);
  }
}

interface FolderWatch {
  readonly identity: string;
  readonly watcher: FSWatcher;
}

function watchFolder(folder: string, notice: () => void): FSWatcher | undefined {
  try {
    // Some systems report a deleted folder as an error.
    return watch(folder, notice).on("error", notice);
  } catch (error) {
    if (isSystemError(error, "ENOENT", "ENOTDIR")) return undefined;
    // Here these codes mean that the limit of watches is reached, not that a disk is full.
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
  /** Differs when the folder is deleted and created again. */
  readonly identity: string;
}

/** The folders with events when a file changes: the one that contains it, and the one that contains a link to it. */
async function foldersOf(path: string): Promise<Folder[]> {
  const real = await realpath(path).catch(() => path);
  return Promise.all([...new Set([dirname(path), dirname(real)])].map(nearestFolder));
}

/** A folder, or the nearest existing one above it. */
async function nearestFolder(start: string): Promise<Folder> {
  for (let folder = start; ; folder = dirname(folder)) {
    const found = await stat(folder, { bigint: true }).catch(() => undefined);
    if (found?.isDirectory()) return { folder, identity: `${found.dev} ${found.ino} ${found.birthtimeNs}` };
    if (folder === dirname(folder)) return { folder, identity: "" };
  }
}
