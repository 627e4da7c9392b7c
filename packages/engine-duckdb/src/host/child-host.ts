import type { EngineTable, RunOutcome, RunState, RunTotals, SourceObject } from "@starfix/engine";
import { NO_TOTALS } from "../ingest/progress-meter.ts";
import type { TranslatedJob } from "../prepare/translated-job.ts";
import type { Rows } from "../query/select-rows.ts";
import type { Statement } from "../query/translate-query.ts";
import type { StoredTable } from "../storage/stored-table.ts";
import { ChildEndedError, EngineProcess } from "./child-process.ts";
import type { Host } from "./host.ts";
import { orAborted } from "./keyed-lock.ts";
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
  /** Totals of the runs of this process that were not seen to end. */
  readonly #totals = new Map<string, RunTotals>();
  /** Outcomes that are not in the database yet: the disk was full, or the process of a canceled run was killed. */
  readonly #unwritten = new Map<string, RunOutcome>();
  #process: Promise<EngineProcess> | undefined;
  #lastId = 0;
  #closed = false;
  #closing: Promise<void> | undefined;

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
    this.#totals.set(runId, NO_TOTALS);
  }

  async *observe(runId: string, signal?: AbortSignal): AsyncGenerator<RunState, void, undefined> {
    while (!this.#closed && signal?.aborted !== true) {
      try {
        for await (const state of this.#stream<RunState>("observe", runId, signal)) {
          if (state.state === "running") this.#totals.set(runId, state.progress.totals);
          else this.#totals.delete(runId);
          yield state;
        }
        return;
      } catch (error) {
        // After a process has ended, the next one knows whether the run was committed.
        if (!(error instanceof ChildEndedError || this.#closed || error === signal?.reason)) throw error;
      }
    }
  }

  async cancel(runId: string): Promise<void> {
    const engine = await this.#running();
    // A process that hangs is not killed for a run that it does not have.
    if (!this.#totals.has(runId)) return;
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

  async *select(statement: Statement, signal?: AbortSignal): AsyncGenerator<Rows, void, undefined> {
    const [rows, first] = await this.#again(async () => {
      const stream = this.#stream<Rows>("select", statement, signal);
      return [stream, await stream.next()] as const;
    });
    try {
      for (let next = first; next.done !== true; next = await rows.next()) yield next.value;
    } finally {
      await rows.return();
    }
  }

  close(): Promise<void> {
    this.#closed = true;
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
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
    this.#totals.clear();
    for (const [runId, outcome] of [...this.#unwritten]) {
      // The process gives back what it cannot write either.
      this.#unwritten.delete(runId);
      const settled = engine.ask({ kind: "call", id: this.#nextId(), method: "settle", args: [runId, outcome] });
      await settled.catch((error: unknown) => {
        this.#unwritten.set(runId, outcome);
        throw error;
      });
    }
    return engine;
  }

  /** Does something that changes nothing when it is done twice: once more when the process ends meanwhile. */
  async #again<TResult>(work: () => Promise<TResult>): Promise<TResult> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ChildEndedError) || this.#closed) throw error;
      return await work();
    }
  }

  async #call<TMethod extends keyof ChildCalls>(
    method: TMethod,
    ...args: Parameters<ChildCalls[TMethod]>
  ): Promise<Awaited<ReturnType<ChildCalls[TMethod]>>> {
    const answer = await this.#again(async () => {
      const engine = await this.#running();
      return await engine.ask({ kind: "call", id: this.#nextId(), method, args });
    });
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
    signal?.addEventListener("abort", stop, { once: true });
    try {
      for (;;) {
        signal?.throwIfAborted();
        const answer = await orAborted(engine.ask({ kind: "next", id }), signal);
        if (answer === undefined) return;
        // The child sends what the method yields.
        yield (answer as { readonly value: TItem }).value;
      }
    } finally {
      signal?.removeEventListener("abort", stop);
      stop();
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
