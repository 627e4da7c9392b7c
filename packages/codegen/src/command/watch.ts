import { resolve } from "node:path";
import { findConfig } from "../config/find-config.ts";
import { explainFileError } from "../output/file-error.ts";
import { UserError } from "../user-error.ts";
import type { Console } from "./console.ts";
import type { CliContext } from "./context.ts";
import type { Flags } from "./flags.ts";
import { jsonReport } from "./report-outcomes.ts";
import { type Round, runOnce } from "./run-once.ts";
import type { Outcome } from "./run-task.ts";
import { FileWatch } from "./watch-files.ts";

/**
 * Generates now and after each change of an input file, until the stop signal. A document with errors leaves the output
 * of the last successful run unchanged.
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
    // Invalid settings may be corrected by the next change.
    if (!(error instanceof UserError)) throw error;
    console.error(error.message);
    console.json({ ok: false, errors: [error.message] });
    return undefined;
  }
}

/** Prints the issues of each document and one line about its outcome. */
async function reportRound(round: Round, { cwd }: CliContext, console: Console): Promise<void> {
  for (const outcome of round.outcomes) {
    await console.issues(outcome.issues);
    if (outcome.message !== undefined) console.error(outcome.message);
    console.report(`${lineOf(outcome)} in ${Math.round(round.durationMs)} ms\n`);
  }
  console.json(jsonReport(round.outcomes, { cwd, check: false }, round.durationMs));
}

function lineOf({ task, state, changes }: Outcome): string {
  const { missing, stale, extra, unchanged } = changes;
  const written = [...missing, ...stale].length;
  switch (state) {
    case "failed":
      return `${task.out}: left unchanged`;
    case "written":
      return `${task.out}: wrote ${written}, removed ${extra.length}, kept ${unchanged.length}`;
    case "current":
      return `${task.out}: up to date`;
    case "stale":
    case "stopped":
      return `${task.out}: not written`;
  }
}

interface RoundContext {
  readonly flags: Flags;
  readonly cwd: string;
  /** The files watched so far. */
  readonly known: readonly string[];
}

/** All input files of the next run; remote documents cannot be watched. */
async function inputsOf(round: Round | undefined, { flags, cwd, known }: RoundContext): Promise<readonly string[]> {
  const config = await findConfig(cwd, flags.config === false ? undefined : flags.config).catch(() => undefined);
  const paths = [flags.document ?? [], flags.overlay ?? [], config ?? []].flat();
  // A failed run may not have reached all of its input files.
  if (!round || round.outcomes.some(({ state }) => state === "failed")) paths.push(...known);
  for (const { task, inputs, issues } of round?.outcomes ?? []) {
    paths.push(task.options.document, ...(task.options.overlays ?? []), ...inputs);
    // The file with an error is an input file, too.
    paths.push(...issues.map(({ file }) => file));
  }
  paths.push(...(round?.inputs ?? []));
  return paths.filter((path) => !/^https?:/i.test(path)).map((path) => resolve(cwd, path));
}
