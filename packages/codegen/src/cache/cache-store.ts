import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { hashOf } from "./hash.ts";

/**
 * What earlier runs knew, as files of a folder. It only ever saves work: an entry that is missing, damaged or written by
 * other code is as good as none, and one that cannot be written is not missed.
 */
export class CacheStore {
  readonly #folder: string;
  readonly #fingerprint: string;

  /** @param fingerprint Identifies the code whose entries are understood. */
  constructor(folder: string, fingerprint: string) {
    this.#folder = folder;
    this.#fingerprint = fingerprint;
  }

  async read<TEntry>(name: string): Promise<TEntry | undefined> {
    const text = await readFile(this.#pathOf(name), "utf8").catch(() => "");
    const end = text.indexOf("\n");
    const body = text.slice(end + 1);
    // The first line vouches for the rest: this code wrote it under this name, and it is whole.
    return text.slice(0, end) === this.#seal(name, body) ? JSON.parse(body) : undefined;
  }

  async write(name: string, entry: object): Promise<void> {
    const body = JSON.stringify(entry);
    const path = this.#pathOf(name);
    const staged = `${path}.${randomUUID()}`;
    try {
      await mkdir(this.#folder, { recursive: true });
      await writeFile(staged, `${this.#seal(name, body)}\n${body}`);
      await rename(staged, path);
    } catch {
      await rm(staged, { force: true }).catch(() => undefined);
    }
  }

  #pathOf(name: string): string {
    return join(this.#folder, `${hashOf(name).slice(0, 32)}.json`);
  }

  #seal(name: string, body: string): string {
    return hashOf(`${this.#fingerprint}\n${name}\n${body}`);
  }
}

/** Opens the cache of the nearest package, beside what it has installed; where there is no package, there is no cache. */
export async function openCache(cwd: string, fingerprint: () => Promise<string>): Promise<CacheStore | undefined> {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const manifest = await stat(join(folder, "package.json")).catch(() => undefined);
    if (manifest?.isFile())
      return new CacheStore(join(folder, "node_modules/.cache/starfix-codegen"), await fingerprint());
    if (folder === dirname(folder)) return undefined;
  }
}
