import { readFile, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { isFileError } from "../file-error.ts";
import { UserError } from "../user-error.ts";

export interface LedgerLock {
  release(): Promise<void>;
}

/** Two applies of one project at once would each look, find nothing and post. */
export async function lockLedger(path: string): Promise<LedgerLock> {
  const owner = JSON.stringify({ pid: process.pid, host: hostname() });
  for (let tried = 1; ; tried++) {
    try {
      await writeFile(path, owner, { flag: "wx" });
      return { release: () => rm(path, { force: true }) };
    } catch (error) {
      if (!isFileError(error, "EEXIST")) throw error;
    }
    const holder = await readOwner(path);
    if (tried > 1 || !isGone(holder)) {
      throw new UserError(
        `another apply of this project is running${holder === undefined ? "" : ` (process ${holder.pid} on ${holder.host})`}; if none is, delete ${path}`,
      );
    }
    await rm(path, { force: true });
  }
}

interface Owner {
  readonly pid: number;
  readonly host: string;
}

async function readOwner(path: string): Promise<Owner | undefined> {
  try {
    const owner: unknown = JSON.parse(await readFile(path, "utf8"));
    if (typeof owner !== "object" || owner === null || !("pid" in owner) || !("host" in owner)) return undefined;
    return { pid: Number(owner.pid), host: String(owner.host) };
  } catch {
    return undefined;
  }
}

/** Whether the process that has the lock was killed. A process of another machine cannot be checked. */
function isGone(owner: Owner | undefined): boolean {
  if (owner === undefined || owner.host !== hostname()) return false;
  try {
    process.kill(owner.pid, 0);
    return false;
  } catch (error) {
    return isFileError(error, "ESRCH");
  }
}
