import { resolve } from "node:path";
import type { CompileIssue, CompileResult, OutputFile, Position, Project, WritePlan } from "@starfix/compiler";
import type { CliContext } from "./context.ts";
import type { Output } from "./output.ts";
import { UserError } from "./user-error.ts";

/** Options of every command that compiles. */
export interface CompileOptions {
  readonly cwd: string;
  readonly out?: string;
}

/** A project that compiled without an issue. */
export interface Compiled {
  readonly project: Project;
  readonly result: CompileResult;
}

/** Compiles the project. Throws a UserError with every issue and its place. */
export async function compile(context: CliContext, output: Output, options: CompileOptions): Promise<Compiled> {
  const { compileProject, loadProject } = await import("@starfix/compiler");
  const conditions = context.conditions === undefined ? {} : { conditions: context.conditions };
  const cwd = resolve(context.cwd, options.cwd);
  const out = options.out === undefined ? {} : { out: resolve(context.cwd, options.out) };
  const project = await asUserError(() => loadProject({ cwd, ...out, ...conditions }));
  const result = await asUserError(() => compileProject(project, conditions));
  if (result.issues.length > 0) throw await issuesError(result.issues, context, output);
  return { project, result };
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

/** The folder of the project is the user's. */
async function asUserError<TResult>(action: () => Promise<TResult>): Promise<TResult> {
  const { ProjectError } = await import("@starfix/compiler");
  try {
    return await action();
  } catch (error) {
    if (error instanceof ProjectError) throw new UserError(error.message, { cause: error });
    throw error;
  }
}

async function issuesError(issues: readonly CompileIssue[], context: CliContext, output: Output): Promise<UserError> {
  const { formatIssue, formatPosition } = await import("@starfix/compiler");
  // Places are told from where the user stands, so that a terminal can open them.
  const placeOf = (position: Position | undefined) =>
    position === undefined ? null : formatPosition(position, context.cwd);
  const facts = issues.map((issue) => ({
    code: issue.code,
    position: placeOf(issue.position),
    related: "related" in issue ? placeOf(issue.related) : null,
    message: formatIssue(issue, context.cwd),
  }));
  const lines = facts.map(({ code, position, message }) => {
    const place = position === null ? "" : `${output.style("bold", position)} - `;
    return `${place}${output.style("red", code)}: ${message.replaceAll("\n", "\n  ")}`;
  });
  const count = facts.length === 1 ? "1 issue" : `${facts.length} issues`;
  return new UserError(`${lines.join("\n")}\n${count}, nothing was written`, { json: { issues: facts } });
}
