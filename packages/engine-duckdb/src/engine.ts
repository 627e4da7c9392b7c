import {
  type Engine,
  type EngineCapabilities,
  type PreparedJob,
  QueryRefusedError,
  type QueryResult,
  type SourceAccess,
} from "@starfix/engine";
import type { QueryNode } from "@starfix/expr/parse";
import type { CheckedJob } from "@starfix/rules";
import type { Host } from "./host/host.ts";
import { mergeColumns } from "./prepare/merge-columns.ts";
import { translateJob } from "./prepare/translate-job.ts";
import type { TranslatedJob } from "./prepare/translated-job.ts";
import { outputType, translateQuery } from "./query/translate-query.ts";

const CAPABILITIES: EngineCapabilities = { jobs: ["batch"], sources: ["objects", "inline"], formats: ["nd-json"] };

class TranslatedPreparedJob implements PreparedJob {
  readonly job: CheckedJob;
  readonly translated: TranslatedJob;
  constructor(job: CheckedJob, translated: TranslatedJob) {
    this.job = job;
    this.translated = translated;
  }
}

/** Translates jobs and queries in this process and runs them on a host. */
export class DuckDbEngine implements Engine {
  readonly capabilities: EngineCapabilities = CAPABILITIES;
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  async prepare(job: CheckedJob): ReturnType<Engine["prepare"]> {
    const result = translateJob(job);
    if ("refusals" in result) return result;
    const { translated } = result;
    const merged = mergeColumns(translated, await this.#host.storedTable(translated.table));
    if ("refusal" in merged) return { refusals: [merged.refusal] };
    return { prepared: new TranslatedPreparedJob(job, translated) };
  }

  async start(runId: string, prepared: PreparedJob, { objects }: SourceAccess): Promise<void> {
    if (!(prepared instanceof TranslatedPreparedJob)) {
      throw new TypeError("invalid prepared job: expected one that this engine prepared");
    }
    await this.#host.start(runId, prepared.translated, objects);
  }

  observe(runId: string, signal?: AbortSignal): ReturnType<Engine["observe"]> {
    return this.#host.observe(runId, signal);
  }

  cancel(runId: string): Promise<void> {
    return this.#host.cancel(runId);
  }

  tables(): ReturnType<Engine["tables"]> {
    return this.#host.tables();
  }

  table(name: string): ReturnType<Engine["table"]> {
    return this.#host.table(name);
  }

  async query(query: QueryNode, signal?: AbortSignal): Promise<QueryResult> {
    const { table } = query.from;
    const stored = await this.#host.storedTable(table);
    if (stored === undefined) {
      throw new QueryRefusedError("unknown_table", `there is no table ${JSON.stringify(table)}`);
    }
    const statement = translateQuery(query, stored);
    const batches = this.#host.select(statement, signal)[Symbol.asyncIterator]();
    // Most errors come before the first rows: then the query itself is refused.
    const first = await batches.next();
    return {
      columns: statement.columns.map(({ name, type }) => ({ name, type: outputType(type) })),
      rows: withFirst(first, batches),
    };
  }

  close(): Promise<void> {
    return this.#host.close();
  }
}

/** An iterator that can be stopped before it has begun; a generator would not see that. */
function withFirst<TItem>(first: IteratorResult<TItem>, others: AsyncIterator<TItem>): AsyncIterableIterator<TItem> {
  let given = false;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      if (given) return others.next();
      given = true;
      return first;
    },
    async return() {
      given = true;
      await others.return?.();
      return { done: true, value: undefined };
    },
  };
}
