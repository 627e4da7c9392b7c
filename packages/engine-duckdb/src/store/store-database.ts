import { chmod, stat } from "node:fs/promises";
import type {
  DuckDBConnection,
  DuckDBInstance,
  DuckDBPreparedStatement,
  DuckDBResultReader,
  DuckDBValue,
} from "@duckdb/node-api";
import { StoreFailedError, StoreFullError } from "@starfix/store";
import { duckdb } from "../duckdb.ts";
import { claimDataFile, ISOLATION, releaseDataFile } from "./data-file.ts";
import { DataFolderError, isDiskFull, openError } from "./open-error.ts";

/** Statements are short and go one after the other: more threads or memory bring nothing. Nothing is spilled to a file. */
const SETTINGS: Readonly<Record<string, string>> = {
  // First: with external access off it cannot be set.
  temp_directory: "",
  ...ISOLATION,
  memory_limit: "256MiB",
  threads: "1",
  // A checkpoint is a step of its own here: as a part of a commit it makes DuckDB give up the database when a disk is full.
  checkpoint_threshold: "1TiB",
};

/** Bytes of the log that are brought into the file by a checkpoint. */
const CHECKPOINT_BYTES = 16_000_000;

export type Row = readonly DuckDBValue[];

/** What a statement gave. */
export interface StatementResult {
  readonly rows: readonly Row[];
  /** Number of rows that it added, changed or removed. */
  readonly changed: number;
}

/** Runs statements of one transaction. */
export type RunStatement = (sql: string, values?: readonly DuckDBValue[]) => Promise<StatementResult>;

interface Session {
  readonly instance: DuckDBInstance;
  readonly connection: DuckDBConnection;
  readonly prepared: Map<string, DuckDBPreparedStatement>;
}

/** One DuckDB file in a data folder, or a database in memory, whose statements go one after the other. */
export class StoreDatabase {
  readonly #folder: string | undefined;
  readonly #file: string;
  readonly #path: string | undefined;
  /** Undefined after a write that found no space took the database down, until it is open again. */
  #session: Session | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #closed: Promise<void> | undefined;
  #failed: StoreFailedError | undefined;
  /** Size of the log at which the next checkpoint is tried. */
  #checkpointAt = CHECKPOINT_BYTES;

  private constructor(folder: string | undefined, file: string, path: string | undefined) {
    this.#folder = folder;
    this.#file = file;
    this.#path = path;
  }

  /** Throws a {@link DataFolderError} that says what to do. */
  static async open(folder: string | undefined, file: string): Promise<StoreDatabase> {
    if (folder === undefined) return await StoreDatabase.#opened(new StoreDatabase(folder, file, undefined));
    const path = await claimDataFile(folder, file);
    try {
      return await StoreDatabase.#opened(new StoreDatabase(folder, file, path));
    } catch (error) {
      releaseDataFile(path);
      throw openError(folder, file, error);
    }
  }

  static async #opened(database: StoreDatabase): Promise<StoreDatabase> {
    await database.#start();
    return database;
  }

  /** Runs one statement in a transaction of its own. A text that is run again is prepared once. */
  run(sql: string, values: readonly DuckDBValue[] = []): Promise<StatementResult> {
    return this.#enqueue(async (session) => {
      const result = await runPrepared(session, sql, values);
      if (result.changed > 0) await this.#afterWrite(session);
      return result;
    });
  }

  /** Runs one statement that is hardly ever the same. */
  runOnce(sql: string, values: readonly DuckDBValue[]): Promise<StatementResult> {
    return this.#enqueue(async ({ connection }) => read(await connection.runAndReadAll(sql, [...values])));
  }

  /** Runs statements as one transaction: all of them or, when `work` rejects, none. */
  transaction<TResult>(work: (run: RunStatement) => Promise<TResult>): Promise<TResult> {
    return this.#enqueue(async (session) => {
      let changed = 0;
      await session.connection.run("BEGIN");
      try {
        const result = await work(async (sql, values = []) => {
          const statement = await runPrepared(session, sql, values);
          changed += statement.changed;
          return statement;
        });
        await session.connection.run("COMMIT");
        if (changed > 0) await this.#afterWrite(session);
        return result;
      } catch (error) {
        // A failed commit, or a fatal error, has ended it already.
        await session.connection.run("ROLLBACK").catch(() => {});
        throw error;
      }
    });
  }

  /** Waits for the statements before it. */
  close(): Promise<void> {
    this.#closed ??= this.#queue.then(() => {
      this.#stop();
      if (this.#path !== undefined) releaseDataFile(this.#path);
    });
    return this.#closed;
  }

  async #start(): Promise<Session> {
    const instance = await duckdb.DuckDBInstance.create(this.#path ?? ":memory:", { ...SETTINGS });
    const session: Session = { instance, connection: await instance.connect(), prepared: new Map() };
    this.#session = session;
    await this.#restrict();
    return session;
  }

  #stop(): void {
    const session = this.#session;
    this.#session = undefined;
    for (const statement of session?.prepared.values() ?? []) statement.destroySync();
    session?.connection.closeSync();
    session?.instance.closeSync();
  }

  /** Throws when no call can succeed any more. */
  checkUsable(): void {
    if (this.#closed !== undefined) throw new Error("the store is closed");
    if (this.#failed !== undefined) throw this.#failed;
  }

  async #enqueue<TResult>(work: (session: Session) => Promise<TResult>): Promise<TResult> {
    this.checkUsable();
    const turn = this.#queue.then(async () => {
      if (this.#failed !== undefined) throw this.#failed;
      try {
        return await work(this.#session ?? (await this.#start()));
      } catch (error) {
        throw await this.#explain(error);
      }
    });
    this.#queue = turn.catch(() => {});
    return await turn;
  }

  /** The error that callers see. After a full disk the database is opened again; after another fatal error it never is. */
  async #explain(cause: unknown): Promise<unknown> {
    const message = cause instanceof Error ? cause.message : String(cause);
    const fatal = /^(?:FATAL|INTERNAL) Error/.test(message);
    const where = this.#folder ?? "memory";
    if (isDiskFull(message)) {
      if (fatal) {
        this.#stop();
        await this.#start().catch(() => this.#stop());
      }
      return new StoreFullError(`no space left for the store in ${where}; make space on its disk`, { cause });
    }
    if (fatal || this.#session === undefined || /Corrupt database file|Could not read enough bytes/.test(message)) {
      this.#failed = new StoreFailedError(`the store in ${where} (${this.#file}) has failed: ${message}`, { cause });
      return this.#failed;
    }
    return cause;
  }

  async #afterWrite({ connection }: Session): Promise<void> {
    if (this.#path === undefined) return;
    await this.#restrict();
    const { size } = await stat(`${this.#path}.wal`).catch(() => ({ size: 0 }));
    if (size < this.#checkpointAt) return;
    this.#checkpointAt = size + CHECKPOINT_BYTES;
    try {
      await connection.run("CHECKPOINT");
      this.#checkpointAt = CHECKPOINT_BYTES;
    } catch (error) {
      // The write itself is kept. Without space the database is open again now; what else went wrong the next call says.
      await this.#explain(error);
    }
  }

  /** Lets only the owner read the files. DuckDB makes its log anew after each checkpoint. */
  async #restrict(): Promise<void> {
    if (this.#path === undefined) return;
    await Promise.all([this.#path, `${this.#path}.wal`].map((path) => chmod(path, 0o600).catch(() => {})));
  }
}

async function runPrepared(
  { connection, prepared }: Session,
  sql: string,
  values: readonly DuckDBValue[],
): Promise<StatementResult> {
  const statement = prepared.get(sql) ?? (await connection.prepare(sql));
  prepared.set(sql, statement);
  statement.bind([...values]);
  return read(await statement.runAndReadAll());
}

function read(reader: DuckDBResultReader): StatementResult {
  return { rows: reader.getRows(), changed: reader.rowsChanged };
}
