import { resolve } from "node:path";
import type { DefinitionCounts, IssueReport, IssueStyle } from "@starfix/compiler";
import { type CompileOptions, checkOnly, openProject, reportsOf } from "../compile.ts";
import type { CliContext } from "../context.ts";
import type { Output } from "../output.ts";
import { reportIssues } from "../report-issues.ts";

export interface CheckOptions extends CompileOptions {
  readonly types?: boolean;
  /**
   * Whether a warning fails the check too.
   *
   * @default false
   */
  readonly strict?: boolean;
  readonly against?: string;
  readonly beside?: readonly string[];
  readonly format?: IssueStyle;
}

/** `starfix check`: compiles and writes nothing; with `--types` the compiler of TypeScript runs at the same time. */
export async function check(context: CliContext, output: Output, options: CheckOptions): Promise<void> {
  const { against } = options;
  if (against !== undefined) {
    const { checkAgainst } = await import("./check-against.ts");
    return checkAgainst(context, output, { ...options, against });
  }
  const stop = new AbortController();
  const [{ counts, reports }, diagnostics] = await Promise.all([
    checkToReports(context, options),
    options.types === true ? checkTypes(context, options, stop.signal) : [],
  ]).catch((error: unknown) => {
    // The result of the other one is not used.
    stop.abort();
    throw error;
  });
  const found = sorted([...reports, ...diagnostics]);
  await reportIssues(found, output, {
    format: options.format,
    strict: options.strict,
    consequence: "nothing was written",
  });
  const { connection: connections, table: tables, job: jobs } = counts;
  const verdict = found.length === 0 ? "no issues" : "no errors";
  output.line(`${verdict}: connections ${connections}, tables ${tables}, jobs ${jobs}`);
  output.result({ connections, tables, jobs, issues: found });
}

async function checkToReports(
  context: CliContext,
  options: CheckOptions,
): Promise<{ readonly counts: DefinitionCounts; readonly reports: readonly IssueReport[] }> {
  const beside = (options.beside ?? []).map((folder) => resolve(context.cwd, folder));
  const { counts, issues } = await checkOnly(context, await openProject(context, options), { ...options, beside });
  return { counts, reports: await reportsOf(issues, context) };
}

async function checkTypes(
  context: CliContext,
  { cwd }: CheckOptions,
  signal: AbortSignal,
): Promise<readonly IssueReport[]> {
  const { typeDiagnostics } = await import("../types/type-diagnostics.ts");
  return typeDiagnostics(resolve(context.cwd, cwd), { cwd: context.cwd, env: context.env, signal });
}

/** By file, line and column, so that what two compilers report of one line is printed together. */
function sorted(reports: readonly IssueReport[]): readonly IssueReport[] {
  return reports.toSorted(({ position: a }, { position: b }) => {
    if (a === null || b === null) return Number(a !== null) - Number(b !== null);
    return a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1;
  });
}
