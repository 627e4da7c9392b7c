import { type FileHandle, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isFileError } from "../file-error.ts";
import { ensureStateFolder } from "../state-folder.ts";
import {
  foldLedger,
  type LedgerEntry,
  type LedgerEvent,
  type LedgerKey,
  type LedgerLine,
  ledgerKeyId,
  parseLedgerLine,
} from "./ledger-entry.ts";
import { type LedgerLock, lockLedger } from "./ledger-lock.ts";

/**
 * What was posted from a project, in `.starfix/ledger.jsonl`. Lines are only added, and are on the disk before the call
 * settles. Lines that cannot be read are passed over: for what they told, the service is asked.
 */
export class Ledger {
  readonly #file: FileHandle;
  readonly #lock: LedgerLock;
  readonly #entries: Map<string, LedgerEntry & { readonly key: LedgerKey }>;

  private constructor(
    file: FileHandle,
    lock: LedgerLock,
    entries: Map<string, LedgerEntry & { readonly key: LedgerKey }>,
  ) {
    this.#file = file;
    this.#lock = lock;
    this.#entries = entries;
  }

  /** Opens the ledger of a project for this process alone. Throws a UserError when another one has it. */
  static async open(projectFolder: string): Promise<Ledger> {
    const folder = await ensureStateFolder(projectFolder);
    const lock = await lockLedger(join(folder, "ledger.lock"));
    try {
      const path = join(folder, "ledger.jsonl");
      const text = await readText(path);
      const file = await open(path, "a");
      // A crash may have cut off the last line; what follows must not be glued to it.
      if (text !== "" && !text.endsWith("\n")) await file.appendFile("\n");
      const lines = text
        .split("\n")
        .map(parseLedgerLine)
        .filter((line) => line !== undefined);
      return new Ledger(file, lock, foldLedger(lines));
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  get(key: LedgerKey): LedgerEntry | undefined {
    return this.#entries.get(ledgerKeyId(key));
  }

  /** Whether the job is known to have run to its end. */
  isCompleted(key: LedgerKey): boolean {
    const entry = this.get(key);
    return entry?.state === "ended" && entry.status === "completed";
  }

  /** All that is known, in the order it was first written. */
  entries(): readonly (LedgerEntry & { readonly key: LedgerKey })[] {
    return [...this.#entries.values()];
  }

  async append(key: LedgerKey, event: LedgerEvent): Promise<void> {
    const line: LedgerLine = { at: new Date().toISOString(), ...key, ...event };
    await this.#file.appendFile(`${JSON.stringify(line)}\n`);
    await this.#file.sync();
    const id = ledgerKeyId(key);
    const before = this.#entries.get(id);
    const after = foldLedger([line]).get(id);
    if (after !== undefined) this.#entries.set(id, after);
    else if (before !== undefined) this.#entries.delete(id);
  }

  async close(): Promise<void> {
    await this.#file.close();
    await this.#lock.release();
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isFileError(error, "ENOENT")) return "";
    throw error;
  }
}
