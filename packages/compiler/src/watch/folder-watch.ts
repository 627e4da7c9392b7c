import { type FSWatcher, watch } from "node:fs";
import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ProjectError } from "../project/project.ts";

/** Editors write in several steps: events within this many milliseconds are one change. */
const SETTLE = 10;

/** Watches folders, each without its subfolders. */
export class FolderWatch {
  readonly #watchers = new Map<string, Watched>();
  readonly #ignores: (path: string) => boolean;
  #changed = new Set<string>();
  #wake: () => void = () => {};
  #closed = false;

  /** @param ignores Whether to ignore events of a path. */
  constructor(ignores: (path: string) => boolean) {
    this.#ignores = ignores;
  }

  /** How many folders are watched. */
  get size(): number {
    return this.#watchers.size;
  }

  /**
   * Watches exactly these folders from now on, and returns those that are new. A recreated folder counts as new. For a missing
   * folder, the nearest parent that exists is watched.
   */
  async follow(folders: Iterable<string>): Promise<ReadonlySet<string>> {
    const wanted = new Map<string, string>();
    for (const { path, identity } of await Promise.all(Array.from(folders, nearestFolder))) wanted.set(path, identity);
    for (const [folder, { identity, watcher }] of this.#watchers) {
      if (wanted.get(folder) === identity) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    const added = new Set<string>();
    for (const [folder, identity] of wanted) {
      if (this.#closed || this.#watchers.has(folder)) continue;
      const watcher = this.#watch(folder);
      if (!watcher) continue;
      this.#watchers.set(folder, { identity, watcher });
      added.add(folder);
    }
    return added;
  }

  /** Records a change. */
  notice(path: string): void {
    if (this.#ignores(path)) return;
    this.#changed.add(path);
    this.#wake();
  }

  /** Waits for changes and returns their paths; undefined after `close()`. */
  async changes(): Promise<Set<string> | undefined> {
    while (this.#changed.size === 0 && !this.#closed) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#closed ? undefined : this.#take();
  }

  /** Waits until no other path changes, and returns the paths that changed until then. */
  async quiet(): Promise<ReadonlySet<string>> {
    for (let seen = -1; seen !== this.#changed.size && !this.#closed; ) {
      seen = this.#changed.size;
      await sleep(SETTLE);
    }
    return this.#take();
  }

  #take(): Set<string> {
    const changed = this.#changed;
    this.#changed = new Set();
    return changed;
  }

  close(): void {
    this.#closed = true;
    for (const { watcher } of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
    this.#wake();
  }

  #watch(folder: string): FSWatcher | undefined {
    try {
      const watcher = watch(folder, (_event, name) => this.notice(name === null ? folder : join(folder, name)));
      // Some systems report a deleted folder as an error.
      const forget = (): void => {
        watcher.close();
        this.#watchers.delete(folder);
        this.notice(folder);
      };
      return watcher.on("error", forget);
    } catch (error) {
      if (!(error instanceof Error) || !("code" in error)) throw error;
      // Deleted in the meantime.
      if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
      // The limit of watches is reached; ENOSPC does not mean a full disk here.
      if (error.code !== "ENOSPC" && error.code !== "EMFILE") throw error;
      throw new ProjectError(
        `cannot watch ${folder}: expected room for one more watch, received ${error.code}: raise the system's limit, such as fs.inotify.max_user_watches`,
        { cause: error },
      );
    }
  }
}

interface Watched {
  readonly identity: string;
  readonly watcher: FSWatcher;
}

interface Folder {
  readonly path: string;
  /** Differs for a folder that is recreated at the same path. */
  readonly identity: string;
}

/** A folder, or its nearest parent that exists. */
async function nearestFolder(start: string): Promise<Folder> {
  for (let path = start; ; path = dirname(path)) {
    const found = await stat(path, { bigint: true }).catch(() => undefined);
    if (found?.isDirectory()) return { path, identity: `${found.dev} ${found.ino} ${found.birthtimeNs}` };
    if (path === dirname(path)) return { path, identity: "" };
  }
}
