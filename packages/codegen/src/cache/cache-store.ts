import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { hashOf } from "./hash.ts";

/**
 * Results of earlier runs, as files in a folder. The cache only saves work: an entry that is missing, damaged or written by
 * another version of the code is ignored, and a failed write is not an error.
 */
export class CacheStore {
  readonly #folder: string;
  readonly #fingerprint: string;

  /** @param fingerprint Identifies the version of the code; entries of other versions are ignored. */
  constructor(folder: string, fingerprint: string) {
    this.#folder = folder;
    this.#fingerprint = fingerprint;
  }

  async read<TEntry>(name: string): Promise<TEntry | undefined> {
    const text = await readFile(this.#pathOf(name), "utf8").catch(() => "");
    const end = text.indexOf("\n");
    const body = text.slice(end + 1);
    // The first line holds the fingerprint, the name and a hash of the rest.
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

/** Opens the cache in `node_modules` of the nearest package; undefined without a package. */
export async function openCache(cwd: string, fingerprint: () => Promise<string>): Promise<CacheStore | undefined> {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const manifest = await stat(join(folder, "package.json")).catch(() => undefined);
    if (manifest?.isFile())
      return new CacheStore(join(folder, "node_modules/.cache/starfix-codegen"), await fingerprint());
    if (folder === dirname(folder)) return undefined;
  }
}
