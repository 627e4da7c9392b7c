import type { Console } from "./console.ts";
import type { CliContext } from "./context.ts";
import type { Flags } from "./flags.ts";
import { readSettings } from "./read-settings.ts";
import { type Outcome, runTask } from "./run-task.ts";

/** The outcomes of one run over all documents. */
export interface Round {
  readonly outcomes: readonly Outcome[];
  /** Absolute paths of the configuration file and the files it imports. */
  readonly inputs: readonly string[];
  readonly durationMs: number;
}

/** Progress is shown after this time. */
const PROGRESS_DELAY_MS = 500;

/** Reads the settings and generates from each document in turn. */
export async function runOnce(flags: Flags, context: CliContext, console: Console): Promise<Round> {
  const start = performance.now();
  const settings = await readSettings(flags, context.cwd);
  const outcomes: Outcome[] = [];
  try {
    for (const task of settings.tasks) {
      const outcome = await runTask(task, settings, {
        check: flags.check ?? false,
        onProgress: (stage) => {
          if (performance.now() - start > PROGRESS_DELAY_MS) console.progress(`${task.out}: ${stage} …`);
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
