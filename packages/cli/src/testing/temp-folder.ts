import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

const ROOT = join(import.meta.dirname, "../../.tmp");

/** A folder inside this package, so that what is in it can import `@starfix/dsl`; removed at the end of the scope. */
export interface TempFolder extends AsyncDisposable {
  readonly path: string;
  write(name: string, content: string | Uint8Array): Promise<void>;
}

export async function tempFolder(files: Readonly<Record<string, string>> = {}): Promise<TempFolder> {
  await mkdir(ROOT, { recursive: true });
  const path = await mkdtemp(join(ROOT, "test-"));
  const write = async (name: string, content: string | Uint8Array) => {
    await mkdir(dirname(join(path, name)), { recursive: true });
    // Atomically: a watcher sees no half-written file.
    await writeFile(join(path, `${name}~`), content);
    await rename(join(path, `${name}~`), join(path, name));
  };
  for (const [name, text] of Object.entries(files)) await write(name, text);
  return { path, write, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
