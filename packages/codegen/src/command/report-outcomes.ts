import { relative, sep } from "node:path";
import type { Console } from "./console.ts";
import type { Outcome } from "./run-job.ts";

interface ReportOptions {
  readonly cwd: string;
  readonly check: boolean;
  /** The command that mends a folder that is not up to date. */
  readonly mend: string;
}

/** Says in words what became of each document, and tells the exit code. */
export async function reportOutcomes(
  outcomes: readonly Outcome[],
  console: Console,
  options: ReportOptions,
): Promise<number> {
  for (const outcome of outcomes) {
    await console.diagnostics(outcome.diagnostics);
    reportOutcome(outcome, console, options.mend);
  }
  return exitCodeOf(outcomes);
}

function reportOutcome({ state, job, plan, message }: Outcome, console: Console, mend: string): void {
  const { missing, stale, extra, unchanged } = plan;
  const list = (verb: string, paths: readonly string[]): string => paths.map((path) => `  ${verb} ${path}\n`).join("");
  if (message !== undefined) console.error(message);
  if (state === "current") console.report(`${job.out} is up to date (${unchanged.length} files)\n`);
  else if (state === "written")
    console.report(`${job.out}:\n${list("wrote", [...missing, ...stale])}${list("removed", extra)}`);
  else if (state === "stale") {
    const drift = list("missing", missing) + list("stale", stale) + list("extra", extra);
    console.error(`${job.out} is not up to date:\n${drift}run: ${mend}`);
  }
}

/** 0 when every folder holds what its document says, else 1. */
export function exitCodeOf(outcomes: readonly Outcome[]): number {
  return outcomes.some(({ state }) => state === "failed" || state === "stale") ? 1 : 0;
}

/** The report as data; paths start from `cwd`, with slashes. */
export function jsonReport(
  outcomes: readonly Outcome[],
  { cwd, check }: Pick<ReportOptions, "cwd" | "check">,
  durationMs: number,
): object {
  const paths = (pick: (outcome: Outcome) => readonly string[]): string[] =>
    outcomes.flatMap((outcome) =>
      pick(outcome).map((path) => `${relative(cwd, outcome.job.folder)}/${path}`.replaceAll(sep, "/")),
    );
  const drift = {
    missing: paths(({ plan }) => plan.missing),
    stale: paths(({ plan }) => plan.stale),
    extra: paths(({ plan }) => plan.extra),
  };
  const changed = {
    written: paths(({ plan, state }) => (state === "written" ? [...plan.missing, ...plan.stale] : [])),
    removed: paths(({ plan, state }) => (state === "written" ? plan.extra : [])),
  };
  return {
    ok: exitCodeOf(outcomes) === 0,
    files: paths(({ plan }) => [...plan.missing, ...plan.stale, ...plan.unchanged].sort()),
    unchanged: paths(({ plan }) => plan.unchanged),
    ...(check ? drift : changed),
    diagnostics: outcomes.flatMap(({ diagnostics }) => diagnostics),
    errors: outcomes.flatMap(({ message }) => message ?? []),
    cached: outcomes.every(({ isRecalled }) => isRecalled),
    durationMs: Math.round(durationMs),
  };
}
