import { chmod, stat } from "node:fs/promises";
import { totalmem } from "node:os";
import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from "@duckdb/node-api";
import { duckdb } from "../duckdb.ts";
import { registerScalarFunctions } from "../functions/scalar-functions.ts";
import { claimDataFile, ISOLATION, releaseDataFile } from "../store/data-file.ts";
import { openError } from "../store/open-error.ts";
import { createSchema } from "./schema.ts";

const FILE = "starfix.duckdb";

/** Half of the memory is left to the reader and to what else runs here. */
const SETTINGS: Readonly<Record<string, string>> = {
  ...ISOLATION,
  // A checkpoint that finds no space makes DuckDB stop, so none is part of a commit; see `checkpoint`.
  checkpoint_threshold: "1TiB",
  memory_limit: `${Math.max(256, Math.floor(totalmem() / 2 / 1024 / 1024))}MiB`,
};

/** Size of the log from which on its content is moved into the file. */
const CHECKPOINT_BYTES = 16 * 1024 * 1024;

/** A connection that is lent. */
export interface Lease {
  readonly connection: DuckDBConnection;
  /** Whether no statement runs on it, so that it can be closed at once. */
  idle: boolean;
  release(): void;
}

export interface DatabaseOptions {
  /** Undefined: in memory. */
  readonly folder: string | undefined;
  /** Called when DuckDB has stopped working after an error, such as a full disk while it wrote its log. */
  readonly onFatal?: ((error: Error) => void) | undefined;
}

/** The one database of a data folder, or one in memory, and the connections to it. */
export class Database {
  readonly #instance: DuckDBInstance;
  readonly #control: DuckDBConnection;
  readonly #path: string | undefined;
  readonly #onFatal: DatabaseOptions["onFatal"];
  readonly #leases = new Map<Lease, Promise<void>>();
  #queue: Promise<unknown> = Promise.resolve();
  #closed = false;

  private constructor(
    instance: DuckDBInstance,
    control: DuckDBConnection,
    path: string | undefined,
    onFatal: DatabaseOptions["onFatal"],
  ) {
    this.#instance = instance;
    this.#control = control;
    this.#path = path;
    this.#onFatal = onFatal;
  }

  static async open({ folder, onFatal }: DatabaseOptions): Promise<Database> {
    const path = folder === undefined ? undefined : await claimDataFile(folder, FILE);
    try {
      // The folder for what does not fit in memory is set first: access to it cannot be given later.
      const settings = { temp_directory: path === undefined ? "" : `${path}.tmp`, ...SETTINGS };
      const instance = await duckdb.DuckDBInstance.create(path ?? ":memory:", settings).catch((cause: unknown) => {
        throw folder === undefined ? cause : openError(folder, FILE, cause);
      });
      const control = await instance.connect();
      registerScalarFunctions(control);
      await createSchema(control);
      await control.run("SET lock_configuration = true");
      const database = new Database(instance, control, path, onFatal);
      await database.tidy();
      return database;
    } catch (error) {
      if (path !== undefined) releaseDataFile(path);
      throw error;
    }
  }

  /** Runs statements on the connection that is kept for short ones, one after the other. */
  async serial<TResult>(work: (connection: DuckDBConnection) => Promise<TResult>): Promise<TResult> {
    this.checkOpen();
    const turn = this.#queue.then(() => work(this.#control));
    this.#queue = turn.catch((error) => this.reportFatal(error));
    return turn;
  }

  /** Runs one statement in a transaction of its own and gives its rows. */
  rows(sql: string, values: DuckDBValue[] = []): Promise<DuckDBValue[][]> {
    return this.serial(async (connection) => (await connection.runAndReadAll(sql, values)).getRows());
  }

  /** Lends a connection of its own to `work`; what it leaves open is rolled back. */
  async lend<TResult>(work: (connection: DuckDBConnection) => Promise<TResult>): Promise<TResult> {
    const lease = await this.borrow();
    try {
      return await work(lease.connection);
    } catch (error) {
      this.reportFatal(error);
      throw error;
    } finally {
      lease.release();
    }
  }

  async borrow(): Promise<Lease> {
    this.checkOpen();
    const connection = await this.#instance.connect();
    let settle = (): void => {};
    const released = new Promise<void>((resolve) => {
      settle = resolve;
    });
    const lease: Lease = {
      connection,
      idle: false,
      release: () => {
        if (!this.#leases.delete(lease)) return;
        connection.closeSync();
        settle();
      },
    };
    this.#leases.set(lease, released);
    return lease;
  }

  checkOpen(): void {
    if (this.#closed) throw new Error("the database is closed");
  }

  /** Tells the owner when an error is one after which DuckDB refuses to work. */
  reportFatal(error: unknown): void {
    const fatal = error instanceof Error && /^FATAL Error|database has been invalidated/.test(error.message);
    if (fatal) this.#onFatal?.(error);
  }

  /** Lets only the owner read the files, and moves a log that has grown into the database file. Called after each run. */
  async tidy(): Promise<void> {
    if (this.#path === undefined || this.#closed) return;
    const log = `${this.#path}.wal`;
    await chmod(this.#path, 0o600);
    await chmod(log, 0o600).catch(() => {});
    const { size } = await stat(log).catch(() => ({ size: 0 }));
    // It is not possible while another run commits; then the next one does it.
    if (size > CHECKPOINT_BYTES) await this.serial((connection) => connection.run("CHECKPOINT")).catch(() => {});
  }

  /** Interrupts what runs on lent connections and waits until they are given back. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const released = [...this.#leases.values()];
    for (const lease of this.#leases.keys()) {
      if (lease.idle) lease.release();
      else lease.connection.interrupt();
    }
    await Promise.all(released);
    await this.#queue;
    this.#control.closeSync();
    this.#instance.closeSync();
    if (this.#path !== undefined) releaseDataFile(this.#path);
  }
}
