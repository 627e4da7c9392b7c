import { resolve } from "node:path";
import { findConfig } from "../config/find-config.ts";
import { explainFileError } from "../output/file-error.ts";
import { UserError } from "../user-error.ts";
import type { Console } from "./console.ts";
import type { CliContext } from "./context.ts";
import type { Flags } from "./flags.ts";
import { jsonReport } from "./report-outcomes.ts";
import type { Outcome } from "./run-job.ts";
import { type Round, runOnce } from "./run-once.ts";
import { FileWatch } from "./watch-files.ts";

/**
 * Generates, and generates again whenever a file that was read changes, until it is told to stop. What is broken leaves
 * the output of the last good round as it is.
 */
export async function watch(flags: Flags, context: CliContext, console: Console): Promise<number> {
  const signal = context.stopSignal?.() ?? new AbortController().signal;
  const files = new FileWatch();
  let known: readonly string[] = [];
  try {
    do {
      const since = Date.now();
      const round = await runRound(flags, context, console);
      if (signal.aborted) break;
      known = await inputsOf(round, { flags, cwd: context.cwd, known });
      await files.follow(known, since);
      if (round) await reportRound(round, context, console);
    } while (await files.change(signal));
    return 0;
  } catch (error) {
    throw explainFileError(error, "cannot watch");
  } finally {
    files.close();
  }
}

async function runRound(flags: Flags, context: CliContext, console: Console): Promise<Round | undefined> {
  try {
    return await runOnce(flags, context, console);
  } catch (error) {
    // Settings that are wrong, which the next change may mend.
    if (!(error instanceof UserError)) throw error;
    console.error(error.message);
    console.json({ ok: false, errors: [error.message] });
    return undefined;
  }
}

/** One line for each document, after what was found in it. */
async function reportRound(round: Round, { cwd }: CliContext, console: Console): Promise<void> {
  for (const outcome of round.outcomes) {
    await console.diagnostics(outcome.diagnostics);
    if (outcome.message !== undefined) console.error(outcome.message);
    console.report(`${lineOf(outcome)} in ${Math.round(round.durationMs)} ms\n`);
  }
  console.json(jsonReport(round.outcomes, { cwd, check: false }, round.durationMs));
}

function lineOf({ job, state, plan }: Outcome): string {
  const { missing, stale, extra, unchanged } = plan;
  const written = [...missing, ...stale].length;
  switch (state) {
    case "failed":
      return `${job.out}: left as it was`;
    case "written":
      return `${job.out}: wrote ${written}, removed ${extra.length}, kept ${unchanged.length}`;
    case "current":
      return `${job.out}: up to date`;
    case "stale":
    case "stopped":
      return `${job.out}: not written`;
  }
}

interface Surroundings {
  readonly flags: Flags;
  readonly cwd: string;
  /** What was watched until now. */
  readonly known: readonly string[];
}

/** All files that the next round may read another thing from; what is at an address cannot be watched. */
async function inputsOf(round: Round | undefined, { flags, cwd, known }: Surroundings): Promise<readonly string[]> {
  const config = await findConfig(cwd, flags.config === false ? undefined : flags.config).catch(() => undefined);
  const paths = [flags.document ?? [], flags.overlay ?? [], config ?? []].flat();
  // Where a round failed, not all is known that it would have read.
  if (!round || round.outcomes.some(({ state }) => state === "failed")) paths.push(...known);
  for (const { job, inputs, diagnostics } of round?.outcomes ?? []) {
    paths.push(job.options.document, ...(job.options.overlays ?? []), ...inputs);
    // A file that stopped the round is one that was read.
    paths.push(...diagnostics.map(({ file }) => file));
  }
  paths.push(...(round?.inputs ?? []));
  return paths.filter((path) => !/^https?:/i.test(path)).map((path) => resolve(cwd, path));
}
