import { chmod, mkdir, realpath } from "node:fs/promises";
import { totalmem } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from "@duckdb/node-api";
import { duckdb } from "../duckdb.ts";
import { registerScalarFunctions } from "../functions/scalar-functions.ts";
import { createSchema } from "./schema.ts";

const FILE = "starfix.duckdb";

/**
 * DuckDB can reach no file, host or extension but its own database file: bytes come to it through our reader alone.
 * Half of the memory is left to the reader and to whatever else runs here.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  enable_external_access: "false",
  autoinstall_known_extensions: "false",
  autoload_known_extensions: "false",
  allow_community_extensions: "false",
  memory_limit: `${Math.max(256, Math.floor(totalmem() / 2 / 1024 / 1024))}MiB`,
};

/** Files that are open in this process. DuckDB itself only keeps out other processes. */
const OPEN_FILES = new Set<string>();

/** The one database of a data folder, or one in memory, and the connections to it. */
export class Database {
  readonly #instance: DuckDBInstance;
  readonly #control: DuckDBConnection;
  readonly #path: string | undefined;
  readonly #lent = new Map<DuckDBConnection, Promise<unknown>>();
  #queue: Promise<unknown> = Promise.resolve();
  #closed = false;

  private constructor(instance: DuckDBInstance, control: DuckDBConnection, path: string | undefined) {
    this.#instance = instance;
    this.#control = control;
    this.#path = path;
  }

  static async open(folder: string | undefined): Promise<Database> {
    if (folder !== undefined) await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = folder === undefined ? undefined : join(await realpath(folder), FILE);
    if (folder !== undefined && path !== undefined && OPEN_FILES.has(path)) {
      throw new Error(`cannot open the data folder ${folder}: this process has it open already; close that one first`);
    }
    if (path !== undefined) OPEN_FILES.add(path);
    try {
      return await Database.#start(folder, path);
    } catch (error) {
      if (path !== undefined) OPEN_FILES.delete(path);
      throw error;
    }
  }

  static async #start(folder: string | undefined, path: string | undefined): Promise<Database> {
    // The folder for what does not fit in memory is beside the file. It is set first: access to it cannot be given later.
    const settings = { temp_directory: path === undefined ? "" : `${path}.tmp`, ...SETTINGS };
    const instance = await duckdb.DuckDBInstance.create(path ?? ":memory:", settings).catch((cause: unknown) => {
      throw folder === undefined ? cause : openError(folder, cause);
    });
    const control = await instance.connect();
    registerScalarFunctions(control);
    await createSchema(control);
    await control.run("SET lock_configuration = true");
    const database = new Database(instance, control, path);
    await database.restrict();
    return database;
  }

  /** Runs statements on the connection that is kept for short ones, one after the other. */
  async serial<TResult>(work: (connection: DuckDBConnection) => Promise<TResult>): Promise<TResult> {
    if (this.#closed) throw new Error("the database is closed");
    const turn = this.#queue.then(() => work(this.#control));
    this.#queue = turn.catch(() => {});
    return turn;
  }

  /** Runs one statement in a transaction of its own and gives its rows. */
  rows(sql: string, values: DuckDBValue[] = []): Promise<DuckDBValue[][]> {
    return this.serial(async (connection) => (await connection.runAndReadAll(sql, values)).getRows());
  }

  /** Runs one statement in a transaction of its own and gives the number of rows that it changed. */
  change(sql: string, values: DuckDBValue[] = []): Promise<number> {
    return this.serial(async (connection) => (await connection.run(sql, values)).rowsChanged);
  }

  /** Lends a connection of its own to `work`; what it leaves open is rolled back. */
  async lend<TResult>(work: (connection: DuckDBConnection) => Promise<TResult>): Promise<TResult> {
    if (this.#closed) throw new Error("the database is closed");
    const connection = await this.#instance.connect();
    const result = work(connection);
    this.#lent.set(
      connection,
      result.catch(() => {}),
    );
    try {
      return await result;
    } finally {
      this.#lent.delete(connection);
      connection.closeSync();
    }
  }

  /** Lets only the owner read the files. DuckDB makes the log anew now and then, so this is called after each job. */
  async restrict(): Promise<void> {
    if (this.#path === undefined || this.#closed) return;
    await chmod(this.#path, 0o600);
    await chmod(`${this.#path}.wal`, 0o600).catch(() => {});
  }

  /** Interrupts what runs on lent connections and waits until they are given back. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    for (const connection of this.#lent.keys()) connection.interrupt();
    await Promise.all(this.#lent.values());
    await this.#queue;
    this.#control.closeSync();
    this.#instance.closeSync();
    if (this.#path !== undefined) OPEN_FILES.delete(this.#path);
  }
}

function openError(folder: string, cause: unknown): Error {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (/lock|already (?:open|attached)|same database|unique file handle/i.test(message)) {
    const process = /PID (\d+)/.exec(message)?.[1];
    const who = process === undefined ? "it is open already" : `process ${process} has it open`;
    return new Error(`cannot open the data folder ${folder}: ${who}; stop that one, or name another folder`, { cause });
  }
  return new Error(`cannot open the data folder ${folder}: ${message}`, { cause });
}
