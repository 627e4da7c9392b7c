import type { RunTotals } from "@starfix/engine";

/** What the report of an MSQ task says, as far as it is read; a task that is starting leaves out most of it. */
export interface MsqReport {
  readonly status?: {
    readonly errorReport?: { readonly error?: MsqError };
    readonly warnings?: readonly { readonly error?: MsqError }[];
  };
  readonly stages?: readonly {
    readonly stageNumber: number;
    readonly phase?: string;
    readonly definition?: { readonly input?: readonly { readonly type?: string }[] };
  }[];
  /** By stage, worker and name. */
  readonly counters?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, MsqCounter>>>>>>;
}

export interface MsqError {
  readonly errorCode?: string;
  readonly errorMessage?: string;
  /** Of `TooManyWarnings`. */
  readonly rootErrorCode?: string;
}

interface MsqCounter {
  readonly rows?: readonly number[];
  readonly bytes?: readonly number[];
  readonly rowsPushed?: number;
  readonly CannotParseExternalData?: number;
}

export const NO_TOTALS: RunTotals = {
  numBytesProcessed: 0,
  numRowsProcessed: 0,
  numRowsSkippedByError: 0,
  numRowsPersisted: 0,
};

export function reportOf(answer: unknown): MsqReport {
  // Druid's document; every member may be absent.
  const found = answer as { readonly multiStageQuery?: { readonly payload?: MsqReport } } | undefined;
  return found?.multiStageQuery?.payload ?? {};
}

/**
 * Totals of the counters. Druid 27 does not count the records that it reads from outside: then those that the first stage
 * writes are counted.
 */
export function totalsOf(report: MsqReport): RunTotals {
  let [bytes, read, written, skipped, pushed] = [0, 0, 0, 0, 0];
  const external = new Set(
    report.stages
      ?.filter((stage) => stage.definition?.input?.some((input) => input.type === "external"))
      .map((stage) => String(stage.stageNumber)),
  );
  for (const [stage, workers] of Object.entries(report.counters ?? {})) {
    for (const [name, counter] of Object.values(workers).flatMap(Object.entries<MsqCounter>)) {
      skipped += counter.CannotParseExternalData ?? 0;
      pushed += counter.rowsPushed ?? 0;
      if (!external.has(stage)) continue;
      if (name === "output") written += sum(counter.rows);
      if (!name.startsWith("input")) continue;
      bytes += sum(counter.bytes);
      read += sum(counter.rows);
    }
  }
  return {
    numBytesProcessed: bytes,
    numRowsProcessed: read === 0 ? written : read,
    numRowsSkippedByError: skipped,
    numRowsPersisted: pushed,
  };
}

/** Share of the stages that are done. */
export function shareOf({ stages = [] }: MsqReport): number {
  const done = stages.filter((stage) => stage.phase === "FINISHED").length;
  return stages.length === 0 ? 0 : done / stages.length;
}

function sum(numbers: readonly number[] = []): number {
  return numbers.reduce((total, one) => total + one, 0);
}
