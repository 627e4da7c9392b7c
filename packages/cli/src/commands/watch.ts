import { relative } from "node:path";
import type { Project, WatchEvent } from "@starfix/compiler";
import { aborted } from "../aborted.ts";
import {
  asUserError,
  type CompileOptions,
  conditionsOf,
  openProject,
  planOutput,
  reportsOf,
  writeOutput,
} from "../compile.ts";
import type { CliContext } from "../context.ts";
import type { Output } from "../output.ts";
import { issuesText } from "../report-issues.ts";
import { UserError } from "../user-error.ts";
import { withTables } from "../with-tables.ts";

export interface WatchOptions extends CompileOptions {
  readonly tables?: boolean;
}

/** `starfix watch`: builds, and builds again after each change, until it is stopped. */
export async function watch(context: CliContext, output: Output, options: WatchOptions): Promise<void> {
  const { signal } = context;
  const project = await openProject(context, options);
  const { watchProject } = await import("@starfix/compiler");
  const props = {
    params: options.param ?? {},
    output: context.stderr,
    reload: () => loadAgain(context, options),
    ...conditionsOf(context),
  };
  const patterns = project.definitions.join(", ");
  output.line(`watching ${patterns}; Ctrl-C ends`);
  output.event({ event: "watching", cwd: project.cwd, definitions: project.definitions, out: project.out });
  await asUserError(async () => {
    await using session = await watchProject(project, props, (event) => printEvent(event, context, output, options));
    await Promise.race([aborted(signal), session.ended]);
  });
}

/** What the settings say after they have changed. A ProjectError keeps the old ones. */
async function loadAgain(context: CliContext, options: CompileOptions): Promise<Project> {
  try {
    return await openProject(context, options);
  } catch (error) {
    throw error instanceof UserError ? error.cause : error;
  }
}

async function printEvent(
  event: WatchEvent,
  context: CliContext,
  output: Output,
  options: WatchOptions,
): Promise<void> {
  try {
    if (event.kind === "refused") throw new UserError(event.error.message, { json: { event: "refused" } });
    if (event.kind === "compiled") await write(event, context, output, options);
    else await fail(event, context, output);
  } catch (error) {
    // The next change may fix it.
    if (!(error instanceof UserError)) throw error;
    output.note(`${clock()} ${output.style("red", "failed")}   ${error.message}`);
    output.event({ event: "refused", ...error.json, error: { message: error.message } });
  }
}

type EventOf<TKind extends WatchEvent["kind"]> = Extract<WatchEvent, { readonly kind: TKind }>;

async function write(
  { project, result: compiled, duration }: EventOf<"compiled">,
  context: CliContext,
  output: Output,
  { tables }: WatchOptions,
): Promise<void> {
  const started = performance.now();
  const warnings = await reportsOf(compiled.issues, context);
  if (warnings.length > 0) output.note(await issuesText(warnings, output));
  const result = tables === true ? await withTables({ project, result: compiled }, context) : compiled;
  const plan = await planOutput(project, result.files);
  await writeOutput(plan);
  const durationMs = Math.round(duration + performance.now() - started);
  const written = plan.write.map(({ path }) => path);
  const { unchanged, remove: removed, changes } = plan;
  const facts = [
    ...(written.length > 0 ? [`written ${named(written)}`] : []),
    ...(removed.length > 0 ? [`removed ${named(removed)}`] : []),
    ...(written.length + removed.length === 0 ? [`${unchanged.length} files up to date`] : []),
  ];
  output.line(`${clock()} ${output.style("green", "built")} in ${durationMs} ms  ${facts.join("; ")}`);
  output.event({ event: "built", durationMs, written, unchanged, removed, changes, issues: warnings });
}

async function fail(event: EventOf<"failed">, context: CliContext, output: Output): Promise<void> {
  const reports = await reportsOf(event.issues, context);
  const folder = relative(context.cwd, event.project.out) || ".";
  const kept = event.lastGood === undefined ? "nothing was written" : `${folder} keeps the last good build`;
  output.note(await issuesText(reports, output));
  const durationMs = Math.round(event.duration);
  output.note(`${clock()} ${output.style("red", "failed")} in ${durationMs} ms  ${kept}`);
  output.event({ event: "failed", durationMs, issues: reports, keepsLastGood: event.lastGood !== undefined });
}

/** So many paths are named in a line. */
const MAX_PATHS = 3;

function named(paths: readonly string[]): string {
  const more = paths.length > MAX_PATHS ? ` and ${paths.length - MAX_PATHS} more` : "";
  return `${paths.slice(0, MAX_PATHS).join(", ")}${more}`;
}

/** The time of day, by which one line differs from the one before. */
function clock(): string {
  return new Date().toLocaleTimeString("en-GB");
}
