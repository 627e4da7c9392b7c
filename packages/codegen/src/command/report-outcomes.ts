import { relative, sep } from "node:path";
import type { Console } from "./console.ts";
import type { Outcome } from "./run-task.ts";

interface ReportOptions {
  readonly cwd: string;
  readonly check: boolean;
  /** The command that updates a stale folder. */
  readonly fix: string;
}

/** Prints the outcome of each document and returns the exit code. */
export async function reportOutcomes(
  outcomes: readonly Outcome[],
  console: Console,
  options: ReportOptions,
): Promise<number> {
  for (const outcome of outcomes) {
    await console.issues(outcome.issues);
    reportOutcome(outcome, console, options.fix);
  }
  return exitCodeOf(outcomes);
}

function reportOutcome({ state, task, changes, message }: Outcome, console: Console, fix: string): void {
  const { missing, stale, extra, unchanged } = changes;
  const list = (verb: string, paths: readonly string[]): string => paths.map((path) => `  ${verb} ${path}\n`).join("");
  if (message !== undefined) console.error(message);
  if (state === "current") console.report(`${task.out} is up to date (${unchanged.length} files)\n`);
  else if (state === "written")
    console.report(`${task.out}:\n${list("wrote", [...missing, ...stale])}${list("removed", extra)}`);
  else if (state === "stale") {
    const drift = list("missing", missing) + list("stale", stale) + list("extra", extra);
    console.error(`${task.out} is not up to date:\n${drift}run: ${fix}`);
  }
}

/** 0 when every folder is up to date, else 1. */
export function exitCodeOf(outcomes: readonly Outcome[]): number {
  return outcomes.some(({ state }) => state === "failed" || state === "stale") ? 1 : 0;
}

/** The report as data; paths are relative to `cwd`, with slashes. */
export function jsonReport(
  outcomes: readonly Outcome[],
  { cwd, check }: Pick<ReportOptions, "cwd" | "check">,
  durationMs: number,
): object {
  const paths = (pick: (outcome: Outcome) => readonly string[]): string[] =>
    outcomes.flatMap((outcome) =>
      pick(outcome).map((path) => `${relative(cwd, outcome.task.folder)}/${path}`.replaceAll(sep, "/")),
    );
  const drift = {
    missing: paths(({ changes }) => changes.missing),
    stale: paths(({ changes }) => changes.stale),
    extra: paths(({ changes }) => changes.extra),
  };
  const changed = {
    written: paths(({ changes, state }) => (state === "written" ? [...changes.missing, ...changes.stale] : [])),
    removed: paths(({ changes, state }) => (state === "written" ? changes.extra : [])),
  };
  return {
    ok: exitCodeOf(outcomes) === 0,
    files: paths(({ changes }) => [...changes.missing, ...changes.stale, ...changes.unchanged].sort()),
    unchanged: paths(({ changes }) => changes.unchanged),
    ...(check ? drift : changed),
    diagnostics: outcomes.flatMap(({ issues }) => issues),
    errors: outcomes.flatMap(({ message }) => message ?? []),
    cached: outcomes.every(({ isRecalled }) => isRecalled),
    durationMs: Math.round(durationMs),
  };
}
