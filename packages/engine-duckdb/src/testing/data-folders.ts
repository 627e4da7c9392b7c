import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Engine } from "@starfix/engine";

/** Temporary data folders of engines, so that one can be opened again over the folder of another. */
export class DataFolders {
  readonly #root = mkdtempSync(join(tmpdir(), "starfix-engine-"));
  readonly #folders = new WeakMap<Engine, string>();
  readonly #open: (folder: string) => Promise<Engine>;
  #count = 0;

  constructor(open: (folder: string) => Promise<Engine>) {
    this.#open = open;
  }

  async open(folder: string = join(this.#root, String(++this.#count))): Promise<Engine> {
    const engine = await this.#open(folder);
    this.#folders.set(engine, folder);
    return engine;
  }

  /** Opens an engine over the folder of one that was closed. */
  async reopen(engine: Engine): Promise<Engine> {
    return await this.open(this.#folders.get(engine));
  }

  remove(): void {
    rmSync(this.#root, { recursive: true });
  }
}

/** Ids of the processes that this one has started for engines. */
export function childProcesses(): readonly number[] {
  const lines = execFileSync("ps", ["--ppid", String(process.pid), "-o", "pid=,args="], { encoding: "utf8" });
  return lines.split("\n").flatMap((line) => (/src\/child\.ts/.test(line) ? [Number.parseInt(line, 10)] : []));
}

export function killChildProcesses(except: readonly number[] = []): void {
  for (const pid of childProcesses()) if (!except.includes(pid)) process.kill(pid, "SIGKILL");
}
