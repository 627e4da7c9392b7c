import { setTimeout as sleep } from "node:timers/promises";
import type { Engine, EngineCapabilities, PreparedJob } from "@starfix/engine";
import { quoteText } from "@starfix/expr";
import type { CheckedJob } from "@starfix/rules";
import { readTables } from "./catalog/read-tables.ts";
import { DruidClient, DruidError } from "./druid-client.ts";
import { runQuery } from "./query/run-query.ts";
import { observeRun } from "./run/observe-run.ts";
import { inputSourceOf } from "./statement/input-source.ts";
import { type PreparedStatement, prepareStatement } from "./statement/prepare-statement.ts";

export interface DruidOptions {
  /** Address of the broker, or of a router: `http://127.0.0.1:8082`. */
  readonly broker: string;
  /** Address of the overlord, or of a router. */
  readonly overlord: string;
  /**
   * Address of the coordinator.
   *
   * @default the overlord's: most clusters run both as one
   */
  readonly coordinator?: string;
  /**
   * Sends the requests: the place to add credentials.
   *
   * @default the global `fetch`
   */
  readonly fetch?: typeof fetch;
  /**
   * Milliseconds between two looks at a task.
   *
   * @default 1000
   */
  readonly pollMillis?: number;
  /**
   * Waits between two looks, and returns early when the signal aborts.
   *
   * @default a timer of `pollMillis`
   */
  readonly wait?: (signal: AbortSignal | undefined) => Promise<void>;
}

/**
 * An engine that runs batch jobs of objects in S3 (or local files of a cluster on this machine) and of inline records as MSQ
 * tasks, and passes queries on. Nothing is asked of the cluster before the first call.
 *
 * A run is known as long as the overlord keeps its task (`druid.indexer.logs.kill.*`), by default for good. A task that is
 * shut down after it has published its segments and before its end is reported as canceled, although its rows are there:
 * Druid keeps no trace of which task published a segment.
 *
 * @example
 * const engine = openDruid({ broker: "http://127.0.0.1:8082", overlord: "http://127.0.0.1:8081" });
 * await engine.tables();
 * // => [{ name: "Koalas", aggregate: true, columns: [{ name: "__time", type: "TIMESTAMP", role: "dimension" }, …], … }]
 */
export function openDruid(options: DruidOptions): Engine {
  return new DruidEngine(options);
}

const CAPABILITIES: EngineCapabilities = { jobs: ["batch"], sources: ["objects", "inline"], formats: ["nd-json"] };

class DruidPreparedJob implements PreparedJob {
  readonly job: CheckedJob;
  readonly statement: PreparedStatement;
  constructor(job: CheckedJob, statement: PreparedStatement) {
    this.job = job;
    this.statement = statement;
  }
}

class DruidEngine implements Engine {
  readonly capabilities: EngineCapabilities = CAPABILITIES;
  readonly #cluster: DruidClient;
  readonly #wait: (signal: AbortSignal | undefined) => Promise<void>;
  readonly #closed = new AbortController();

  constructor({ broker, overlord, coordinator = overlord, pollMillis = 1000, ...options }: DruidOptions) {
    const [brokerUrl, overlordUrl, coordinatorUrl] = [broker, overlord, coordinator].map((url) =>
      url.replace(/\/$/, ""),
    );
    const addresses = { broker: brokerUrl ?? "", overlord: overlordUrl ?? "", coordinator: coordinatorUrl ?? "" };
    this.#cluster = new DruidClient(addresses, options.fetch ?? fetch);
    this.#wait = options.wait ?? ((signal) => sleep(pollMillis, undefined, { ...(signal && { signal }) }));
  }

  async prepare(job: CheckedJob): ReturnType<Engine["prepare"]> {
    const result = prepareStatement(job);
    return "refusals" in result ? result : { prepared: new DruidPreparedJob(job, result.statement) };
  }

  async start(runId: string, prepared: PreparedJob, sources: Parameters<Engine["start"]>[2]): Promise<void> {
    if (!(prepared instanceof DruidPreparedJob)) {
      throw new TypeError("invalid prepared job: expected one that this engine prepared");
    }
    const { job, statement } = prepared;
    if ((await this.#client.taskStatus(taskIdOf(runId))) !== undefined) return;
    const inline = job.kind === "batch" && job.source.kind === "inline" ? job.source.data : undefined;
    const source = quoteText(JSON.stringify(inputSourceOf(inline, sources.objects)));
    const context = { ...statement.context, sqlQueryId: runId };
    try {
      await this.#client.submit(statement.before + source + statement.after, context);
    } catch (error) {
      // The same run was started by another caller, or by this one, whose answer was lost.
      if (!(error instanceof DruidError) || !error.message.includes("already exists")) throw error;
    }
  }

  async *observe(runId: string, signal?: AbortSignal): ReturnType<Engine["observe"]> {
    const ended = this.#orClosed(signal);
    const columnsOf = async (table: string) => (await this.table(table))?.columns ?? [];
    const run = { client: this.#cluster, taskId: taskIdOf(runId), signal: ended, wait: this.#wait, columnsOf };
    try {
      yield* observeRun(run);
    } catch (error) {
      if (!ended.aborted) throw error;
    }
  }

  async cancel(runId: string): Promise<void> {
    await this.#client.stopTask(taskIdOf(runId));
  }

  async tables(): ReturnType<Engine["tables"]> {
    return await readTables(this.#client);
  }

  async table(name: string): ReturnType<Engine["table"]> {
    const [table] = await readTables(this.#client, name);
    return table;
  }

  async query(...[query, signal]: Parameters<Engine["query"]>): ReturnType<Engine["query"]> {
    return await runQuery(this.#client, query, this.#orClosed(signal));
  }

  /** Ends what observes and reads; runs go on in the cluster. */
  async close(): Promise<void> {
    this.#closed.abort(new Error("the engine is closed"));
  }

  /** The cluster, for an engine that is open. */
  get #client(): DruidClient {
    this.#closed.signal.throwIfAborted();
    return this.#cluster;
  }

  #orClosed(signal: AbortSignal | undefined): AbortSignal {
    return signal === undefined ? this.#closed.signal : AbortSignal.any([signal, this.#closed.signal]);
  }
}

/** Druid makes the id of a task of the id of its statement. */
function taskIdOf(runId: string): string {
  return `query-${runId}`;
}
