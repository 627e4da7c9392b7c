import type { EngineTable, RunOutcome, RunState, RunTotals, SourceObject } from "@starfix/engine";
import { NO_TOTALS } from "../ingest/progress-meter.ts";
import type { TranslatedJob } from "../prepare/translated-job.ts";
import type { Rows } from "../query/select-rows.ts";
import type { Statement } from "../query/translate-query.ts";
import type { StoredTable } from "../storage/stored-table.ts";
import { ChildEndedError, EngineProcess } from "./child-process.ts";
import type { Host } from "./host.ts";
import { type ChildCalls, type ChildReply, type ChildStreams, receivedError } from "./protocol.ts";

/** How long a canceled run may take to stop before its process is killed, in milliseconds. */
const CANCEL_GRACE_MS = 2_000;

export interface ChildHostOptions {
  readonly folder: string;
  readonly onError?: ((runId: string, error: unknown) => void) | undefined;
  /** @default 2_000 */
  readonly cancelGraceMs?: number;
}

/**
 * Runs jobs and queries in a child process, so that nothing that data or a function does blocks this one. A process that
 * ends is started again by the next call; what it ran is then ended or unknown, as its database says.
 */
export class ChildHost implements Host {
  readonly #options: ChildHostOptions;
  readonly #totals = new Map<string, RunTotals>();
  /** Outcomes that are not in the database yet: the disk was full, or the process of a canceled run was killed. */
  readonly #unwritten = new Map<string, RunOutcome>();
  #process: Promise<EngineProcess> | undefined;
  #lastId = 0;
  #closed = false;

  private constructor(options: ChildHostOptions) {
    this.#options = options;
  }

  static async open(options: ChildHostOptions): Promise<ChildHost> {
    const host = new ChildHost(options);
    await host.#running();
    return host;
  }

  async start(runId: string, job: TranslatedJob, objects: readonly SourceObject[]): Promise<void> {
    const sent = objects.map(({ key, size, location }) => ({ key, size, location }));
    await this.#call("start", runId, job, sent);
  }

  async *observe(runId: string, signal?: AbortSignal): AsyncGenerator<RunState, void, undefined> {
    while (signal?.aborted !== true) {
      try {
        for await (const state of this.#stream<RunState>("observe", runId, signal)) {
          if (state.state === "running") this.#totals.set(runId, state.progress.totals);
          else this.#totals.delete(runId);
          yield state;
        }
        return;
      } catch (error) {
        // The process that is started next knows whether the run was committed.
        if (!(error instanceof ChildEndedError) || this.#closed) throw error;
      }
    }
  }

  async cancel(runId: string): Promise<void> {
    const engine = await this.#running();
    const timer = setTimeout(() => this.#killCanceled(runId, engine), this.#options.cancelGraceMs ?? CANCEL_GRACE_MS);
    const stopped = engine.ask({ kind: "call", id: this.#nextId(), method: "cancel", args: [runId] });
    // A process that ends while it cancels has nothing more to stop.
    void stopped.catch(() => {}).finally(() => clearTimeout(timer));
  }

  tables(): Promise<readonly EngineTable[]> {
    return this.#call("tables");
  }

  table(name: string): Promise<EngineTable | undefined> {
    return this.#call("table", name);
  }

  storedTable(name: string): Promise<StoredTable | undefined> {
    return this.#call("storedTable", name);
  }

  select(statement: Statement, signal?: AbortSignal): AsyncIterable<Rows> {
    return this.#stream("select", statement, signal);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const engine = await this.#process?.catch(() => undefined);
    if (engine === undefined || engine.isEnded) return;
    const timer = setTimeout(() => engine.kill(), CANCEL_GRACE_MS);
    await engine.ask({ kind: "call", id: this.#nextId(), method: "close", args: [] }).catch(() => {});
    engine.kill();
    await engine.ended;
    clearTimeout(timer);
  }

  /** The run does not stop, so its process is killed; the outcome is written by the next one. */
  #killCanceled(runId: string, engine: EngineProcess): void {
    if (engine.isEnded) return;
    this.#unwritten.set(runId, { status: "canceled", totals: this.#totals.get(runId) ?? NO_TOTALS });
    engine.kill();
  }

  async #running(): Promise<EngineProcess> {
    if (this.#closed) throw new Error("the engine is closed");
    const started = this.#process;
    const current = await started?.catch(() => undefined);
    if (current !== undefined && !current.isEnded) return current;
    // Of several callers that see the end of a process, the first one starts the next.
    const next = this.#process === started ? undefined : this.#process;
    this.#process = next ?? this.#startProcess();
    return this.#process;
  }

  async #startProcess(): Promise<EngineProcess> {
    const engine = await EngineProcess.start(this.#options.folder, (reply) => void this.#receive(reply));
    for (const [runId, outcome] of this.#unwritten) {
      await engine.ask({ kind: "call", id: this.#nextId(), method: "settle", args: [runId, outcome] });
      this.#unwritten.delete(runId);
    }
    return engine;
  }

  async #call<TMethod extends keyof ChildCalls>(
    method: TMethod,
    ...args: Parameters<ChildCalls[TMethod]>
  ): Promise<Awaited<ReturnType<ChildCalls[TMethod]>>> {
    const engine = await this.#running();
    const answer = await engine.ask({ kind: "call", id: this.#nextId(), method, args });
    // The child answers with what the method gives.
    return (answer as { readonly value: Awaited<ReturnType<ChildCalls[TMethod]>> }).value;
  }

  async *#stream<TItem>(
    method: keyof ChildStreams,
    arg: unknown,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<TItem, void, undefined> {
    const engine = await this.#running();
    const id = this.#nextId();
    const stop = (): void => engine.send({ kind: "stop", id });
    engine.send({ kind: "open", id, method, arg });
    let ended = false;
    try {
      while (signal?.aborted !== true) {
        const answer = await orAborted(engine.ask({ kind: "next", id }), signal);
        if (answer === undefined) {
          ended = true;
          return;
        }
        // The child sends what the method yields.
        yield (answer as { readonly value: TItem }).value;
      }
      if (method === "select") signal?.throwIfAborted();
    } catch (error) {
      ended = error instanceof ChildEndedError;
      throw error;
    } finally {
      if (!ended) stop();
    }
  }

  async #receive(reply: ChildReply): Promise<void> {
    if (reply.kind === "run_error") this.#options.onError?.(reply.runId, await receivedError(reply.error));
    if (reply.kind === "unwritten") this.#unwritten.set(reply.runId, reply.outcome);
  }

  #nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }
}

/** What a promise gives, or undefined as soon as the signal aborts. */
function orAborted<TValue>(promise: Promise<TValue>, signal: AbortSignal | undefined): Promise<TValue | undefined> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = (): void => resolve(undefined);
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
    if (signal.aborted) abort();
  });
}
