import type { EngineColumn, RunProgress, RunState, RunTotals } from "@starfix/engine";
import type { DruidClient, TaskStatus } from "../druid-client.ts";
import { failureOf, warningOf } from "./read-outcome.ts";
import { reportOf, shareOf, totalsOf } from "./read-report.ts";
import { waitUntilVisible } from "./wait-until-visible.ts";

export interface ObserveOptions {
  readonly client: DruidClient;
  readonly taskId: string;
  readonly signal: AbortSignal | undefined;
  /** Waits between two looks at the cluster; ends early when the signal aborts. */
  readonly wait: (signal: AbortSignal | undefined) => Promise<void>;
  readonly columnsOf: (table: string) => Promise<readonly EngineColumn[]>;
}

/** What the overlord knows of a task, as long as it runs; its end is told once its rows can be read. */
export async function* observeRun(options: ObserveOptions): AsyncGenerator<RunState> {
  const { client, taskId, signal, wait } = options;
  let progress: RunProgress | undefined;
  while (signal?.aborted !== true) {
    const status = await client.taskStatus(taskId, signal);
    if (status === undefined) {
      yield { state: "unknown" };
      return;
    }
    if (status.statusCode !== "RUNNING") {
      yield* endRun(options, status, progress);
      return;
    }
    const report = reportOf(await client.taskReport(taskId, signal));
    const next = grown(progress, { totals: uncommitted(totalsOf(report)), share: shareOf(report) });
    if (progress === undefined || JSON.stringify(next) !== JSON.stringify(progress)) {
      progress = next;
      yield { state: "running", progress };
    }
    await wait(signal);
  }
}

async function* endRun(
  options: ObserveOptions,
  status: TaskStatus,
  progress: RunProgress | undefined,
): AsyncGenerator<RunState> {
  const { client, taskId, signal, columnsOf } = options;
  const report = reportOf(await client.taskReport(taskId, signal));
  const totals = grownTotals(progress?.totals, totalsOf(report));
  const table = status.dataSource ?? "";
  if (status.statusCode === "FAILED") {
    const failure = failureOf(status, report, uncommitted(totals));
    if (failure !== "no_rows") {
      yield { state: "ended", outcome: failure };
      return;
    }
    if (await client.replaces(taskId, signal)) {
      const error = { code: "no_rows_ingested", message: "there are no rows that could replace others" } as const;
      yield { state: "ended", outcome: { status: "failed", totals, error } };
      return;
    }
  }
  if (totals.numRowsPersisted > 0 && !(await waitUntilVisible(options, table))) return;
  const warning = warningOf(totals);
  const columns = await columnsOf(table);
  yield { state: "ended", outcome: { status: "completed", totals, ...(warning && { warning }), columns } };
}

/** Rows that segments hold are written once these are published, all at once. */
function uncommitted(totals: RunTotals): RunTotals {
  return { ...totals, numRowsPersisted: 0 };
}

function grown(before: RunProgress | undefined, now: RunProgress): RunProgress {
  return { totals: grownTotals(before?.totals, now.totals), share: Math.max(before?.share ?? 0, now.share) };
}

/** Counters of a worker are gone while another takes its place, and those of a task that was stopped. */
function grownTotals(before: RunTotals | undefined, now: RunTotals): RunTotals {
  const most = (name: keyof RunTotals): number => Math.max(before?.[name] ?? 0, now[name]);
  return {
    numBytesProcessed: most("numBytesProcessed"),
    numRowsProcessed: most("numRowsProcessed"),
    numRowsSkippedByError: most("numRowsSkippedByError"),
    numRowsPersisted: most("numRowsPersisted"),
  };
}
