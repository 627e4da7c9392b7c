import { type FileHandle, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isFileError } from "../file-error.ts";
import { ensureStateFolder } from "../state-folder.ts";
import {
  addLedgerLine,
  type LedgerEntries,
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
 * settles. Lines that cannot be read are skipped; the service is asked instead.
 */
export class Ledger {
  readonly #file: FileHandle;
  readonly #lock: LedgerLock;
  readonly #entries: LedgerEntries;

  private constructor(file: FileHandle, lock: LedgerLock, entries: LedgerEntries) {
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
      // A crash may have cut off the last line; the next line must not be joined to it.
      if (text !== "" && !text.endsWith("\n")) await file.appendFile("\n");
      const entries: LedgerEntries = new Map();
      for (const line of text.split("\n").map(parseLedgerLine)) {
        if (line !== undefined) addLedgerLine(entries, line);
      }
      return new Ledger(file, lock, entries);
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

  /** All that is known; what changed last comes last. */
  entries(): readonly LedgerEntry[] {
    return [...this.#entries.values()];
  }

  /** What is known of the same job with other bodies; what changed last comes last. */
  otherBodies({ url, project, job, sha256 }: LedgerKey): readonly LedgerEntry[] {
    return this.entries().filter(
      ({ key }) => key.url === url && key.project === project && key.job === job && key.sha256 !== sha256,
    );
  }

  async append(key: LedgerKey, event: LedgerEvent): Promise<void> {
    const line: LedgerLine = { at: new Date().toISOString(), ...key, ...event };
    await this.#file.appendFile(`${JSON.stringify(line)}\n`);
    await this.#file.sync();
    addLedgerLine(this.#entries, line);
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
