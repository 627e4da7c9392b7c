import type { ByteSource, EngineTable, RunOutcome, RunState } from "@starfix/engine";
import { NO_TOTALS, ProgressMeter } from "../ingest/progress-meter.ts";
import { failedOutcome, runFailure } from "../ingest/run-failure.ts";
import { runJob, sourceBytes } from "../ingest/run-job.ts";
import type { TranslatedJob } from "../prepare/translated-job.ts";
import { type Rows, selectRows } from "../query/select-rows.ts";
import type { Statement } from "../query/translate-query.ts";
import type { Database } from "../storage/database.ts";
import { describeTable } from "../storage/describe-table.ts";
import { readOutcome, writeOutcome } from "../storage/outcomes.ts";
import { findTable, listTables, type StoredTable } from "../storage/stored-table.ts";
import type { Host } from "./host.ts";
import { KeyedLock } from "./keyed-lock.ts";
import { RunStates } from "./run-states.ts";

export interface LocalHostOptions {
  readonly database: Database;
  /** Called with an error of a run that is a bug, for a log. */
  readonly onError?: ((runId: string, error: unknown) => void) | undefined;
  /** Called with an outcome that could not be written: it is lost when the process ends. */
  readonly onUnwritten?: ((runId: string, outcome: RunOutcome) => void) | undefined;
}

interface Run {
  readonly states: RunStates;
  readonly abort: AbortController;
  /** Settles when it is known whether the run has ended already. */
  readonly accepted: Promise<RunOutcome | undefined>;
}

/** Runs jobs and queries on a database of this process. */
export class LocalHost implements Host {
  readonly #database: Database;
  readonly #options: LocalHostOptions;
  readonly #runs = new Map<string, Run>();
  /** Outcomes that the disk did not take. */
  readonly #unwritten = new Map<string, RunOutcome>();
  readonly #writers = new KeyedLock();
  readonly #described = new Map<string, Promise<EngineTable | undefined>>();
  #closed = false;

  constructor(options: LocalHostOptions) {
    this.#database = options.database;
    this.#options = options;
  }

  async start(runId: string, job: TranslatedJob, objects: readonly ByteSource[]): Promise<void> {
    this.#checkOpen();
    const known = this.#runs.get(runId);
    if (known !== undefined) {
      await known.accepted;
      return;
    }
    const run: Run = { states: new RunStates(), abort: new AbortController(), accepted: this.#outcome(runId) };
    this.#runs.set(runId, run);
    try {
      const ended = await run.accepted;
      if (ended !== undefined) {
        this.#end(runId, run, { state: "ended", outcome: ended });
        return;
      }
    } catch (error) {
      this.#end(runId, run, { state: "unknown" });
      throw error;
    }
    const meter = new ProgressMeter(sourceBytes(job, objects), (progress) =>
      run.states.publish({ state: "running", progress }),
    );
    run.states.publish({ state: "running", progress: { totals: NO_TOTALS, share: 0 } });
    void this.#execute(runId, run, job, objects, meter).then((state) => this.#end(runId, run, state));
  }

  async *observe(runId: string, signal?: AbortSignal): AsyncGenerator<RunState, void, undefined> {
    const run = this.#runs.get(runId);
    if (run !== undefined) return yield* run.states.observe(signal);
    if (this.#closed || signal?.aborted === true) return;
    const outcome = await this.#outcome(runId);
    yield outcome === undefined ? { state: "unknown" } : { state: "ended", outcome };
  }

  async cancel(runId: string): Promise<void> {
    this.#checkOpen();
    this.#runs.get(runId)?.abort.abort();
  }

  async tables(): Promise<readonly EngineTable[]> {
    const found = await this.#database.serial(listTables);
    const described = await Promise.all(found.map(({ name }) => this.table(name)));
    return described.filter((table) => table !== undefined);
  }

  /** Counting goes over all rows, so the answer is kept until the next run writes the table. */
  table(name: string): Promise<EngineTable | undefined> {
    const kept = this.#described.get(name);
    if (kept !== undefined) return kept;
    const described = this.#database.lend(async (connection) => {
      const stored = await findTable(connection, name);
      return stored === undefined ? undefined : describeTable(connection, stored);
    });
    this.#described.set(name, described);
    const forget = (): void => {
      if (this.#described.get(name) === described) this.#described.delete(name);
    };
    described.then((table) => table === undefined && forget(), forget);
    return described;
  }

  storedTable(name: string): Promise<StoredTable | undefined> {
    return this.#database.serial((connection) => findTable(connection, name));
  }

  select(statement: Statement, signal?: AbortSignal): AsyncIterable<Rows> {
    return selectRows(this.#database, statement, signal);
  }

  /** Adds the outcome of a run that has none. Gives the one that it has then. */
  async settle(runId: string, outcome: RunOutcome): Promise<RunOutcome> {
    try {
      // The transaction of the run may have been committed before its end was seen.
      const committed = await readOutcome(this.#database, runId);
      if (committed !== undefined) return committed;
      await this.#database.serial((connection) => writeOutcome(connection, runId, outcome));
      this.#unwritten.delete(runId);
    } catch {
      this.#unwritten.set(runId, outcome);
      this.#options.onUnwritten?.(runId, outcome);
    }
    return outcome;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#described.clear();
    for (const { abort, states } of this.#runs.values()) {
      states.end();
      abort.abort(new Error("the engine was closed"));
    }
    await this.#database.close();
  }

  #checkOpen(): void {
    if (this.#closed) throw new Error("the engine is closed");
  }

  async #outcome(runId: string): Promise<RunOutcome | undefined> {
    const unwritten = this.#unwritten.get(runId);
    return unwritten === undefined ? readOutcome(this.#database, runId) : this.settle(runId, unwritten);
  }

  async #execute(
    runId: string,
    { abort: { signal } }: Run,
    job: TranslatedJob,
    objects: readonly ByteSource[],
    meter: ProgressMeter,
  ): Promise<RunState> {
    const holdTable = <TResult>(table: string, write: () => Promise<TResult>): Promise<TResult> =>
      this.#writers.hold(table, signal, write);
    try {
      const run = { runId, job, objects, meter, signal, holdTable };
      return { state: "ended", outcome: await this.#database.lend((connection) => runJob(connection, run)) };
    } catch (error) {
      // Nobody observes it any more; the next engine knows whether it was committed.
      if (this.#closed) return { state: "unknown" };
      if (!signal.aborted && runFailure(error) === undefined) this.#options.onError?.(runId, error);
      const totals = meter.totals(0);
      const outcome = signal.aborted ? ({ status: "canceled", totals } as const) : failedOutcome(error, totals);
      return { state: "ended", outcome: await this.settle(runId, outcome) };
    } finally {
      this.#described.delete(job.table);
      await this.#database.tidy().catch(() => {});
    }
  }

  #end(runId: string, run: Run, state: RunState): void {
    this.#runs.delete(runId);
    run.states.publish(state);
  }
}
