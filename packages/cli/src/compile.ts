import { resolve } from "node:path";
import type {
  CheckResult,
  CompileResult,
  IssueReport,
  IssueStyle,
  OutputFile,
  Project,
  WritePlan,
} from "@starfix/compiler";
import type { CliContext } from "./context.ts";
import type { Params } from "./options.ts";
import type { Output } from "./output.ts";
import { reportIssues } from "./report-issues.ts";
import { UserError } from "./user-error.ts";

/** Options of every command that compiles. */
export interface CompileOptions {
  readonly cwd: string;
  readonly out?: string;
  readonly param?: Params;
}

/** A project that compiled without an error. */
export interface Compiled {
  readonly project: Project;
  readonly result: CompileResult;
  /** What was found that is no error. */
  readonly warnings: readonly IssueReport[];
}

/** Compiles the project and prints what is wrong. Throws a UserError with every issue and its place. */
export async function compile(
  context: CliContext,
  output: Output,
  options: CompileOptions & { readonly format?: IssueStyle },
): Promise<Compiled> {
  const project = await openProject(context, options);
  const { param: params = {} } = options;
  const { compileProject } = await import("@starfix/compiler");
  const result = await asUserError(() =>
    compileProject(project, { params, output: context.stderr, ...conditionsOf(context) }),
  );
  const warnings = await reportsOf(result.issues, context);
  await reportIssues(warnings, output, { format: options.format, consequence: "nothing was written" });
  return { project, result, warnings };
}

/** Reads the settings of the project. */
export async function openProject(context: CliContext, { cwd, out }: CompileOptions): Promise<Project> {
  const { loadProject } = await import("@starfix/compiler");
  return asUserError(() =>
    loadProject({
      cwd: resolve(context.cwd, cwd),
      ...(out !== undefined && { out: resolve(context.cwd, out) }),
      ...conditionsOf(context),
    }),
  );
}

/** Finds what is wrong with the project, and makes no artifacts. */
export async function checkOnly(
  context: CliContext,
  project: Project,
  { param = {}, beside }: CompileOptions & { readonly beside: readonly string[] },
): Promise<CheckResult> {
  const { checkProject } = await import("@starfix/compiler");
  return asUserError(() =>
    checkProject(project, { params: param, siblings: beside, output: context.stderr, ...conditionsOf(context) }),
  );
}

/** Issues in words. Paths are relative to the working directory, so that a terminal can open them. */
export async function reportsOf(issues: CompileResult["issues"], context: CliContext): Promise<readonly IssueReport[]> {
  if (issues.length === 0) return [];
  const { reportIssues } = await import("@starfix/compiler");
  return reportIssues(issues, context.cwd);
}

/** Compares the output folder with what it should hold. */
export async function planOutput(project: Project, files: readonly OutputFile[]): Promise<WritePlan> {
  const { planWrite } = await import("@starfix/compiler");
  return asUserError(() => planWrite(project.out, files));
}

/** Writes what the plan says. */
export async function writeOutput(plan: WritePlan): Promise<void> {
  const { writeArtifacts } = await import("@starfix/compiler");
  await asUserError(() => writeArtifacts(plan));
}

export function conditionsOf({ conditions }: CliContext): Pick<CliContext, "conditions"> {
  return conditions === undefined ? {} : { conditions };
}

/** The folder of the project is the user's. */
export async function asUserError<TResult>(action: () => Promise<TResult>): Promise<TResult> {
  const { ProjectError } = await import("@starfix/compiler");
  try {
    return await action();
  } catch (error) {
    if (error instanceof ProjectError) throw new UserError(error.message, { cause: error });
    throw error;
  }
}
