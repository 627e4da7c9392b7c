import type { Console } from "./console.ts";
import type { CliContext } from "./context.ts";
import type { Flags } from "./flags.ts";
import { readSettings } from "./read-settings.ts";
import { type Outcome, runJob } from "./run-job.ts";

/** What one round over all documents gave. */
export interface Round {
  readonly outcomes: readonly Outcome[];
  /** Absolute paths of the files of the configuration. */
  readonly inputs: readonly string[];
  readonly durationMs: number;
}

/** A run that takes longer says what it is doing, in milliseconds. */
const PATIENCE = 500;

/** Reads the settings and generates from each document in turn. */
export async function runOnce(flags: Flags, context: CliContext, console: Console): Promise<Round> {
  const start = performance.now();
  const settings = await readSettings(flags, context.cwd);
  const outcomes: Outcome[] = [];
  try {
    for (const job of settings.jobs) {
      const outcome = await runJob(job, settings, {
        check: flags.check ?? false,
        onProgress: (stage) => {
          if (performance.now() - start > PATIENCE) console.progress(`${job.out}: ${stage} …`);
        },
        stopSignal: () => context.stopSignal?.(),
      });
      outcomes.push(outcome);
    }
  } finally {
    console.endProgress();
  }
  return { outcomes, inputs: settings.inputs, durationMs: performance.now() - start };
}
