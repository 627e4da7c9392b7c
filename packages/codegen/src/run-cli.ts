import { CommanderError } from "commander";
import { Console } from "./command/console.ts";
import type { CliContext } from "./command/context.ts";
import type { DiffFlags, Flags } from "./command/flags.ts";
import { createProgram } from "./command/program.ts";
import { jsonReport, reportOutcomes } from "./command/report-outcomes.ts";
import { runOnce } from "./command/run-once.ts";
import { CodegenError } from "./issue.ts";
import { explainFileError } from "./output/file-error.ts";
import { UserError } from "./user-error.ts";

export type { CliContext } from "./command/context.ts";

const DONE = 0;
const USER_ERROR = 1;
const INTERNAL_ERROR = 2;

/**
 * Runs `starfix-codegen` with its arguments and returns the exit code: 0 for success, 1 for an error in the document, the
 * arguments or the folder, 2 for an internal error. It never throws, and it neither reads nor changes the
 * process.
 *
 * @example
 * await runCli(["openapi.yaml", "-o", "src/generated", "--check"], context);
 * // => 0
 */
export async function runCli(args: readonly string[], context: CliContext): Promise<number> {
  let code = DONE;
  const program = createProgram(context, {
    async generate(flags) {
      code = await generateOrWatch(flags, args, context);
    },
    async diff(old, next, flags) {
      code = await diff(old, next, { flags, context });
    },
  });
  try {
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    return reportError(error, args, context);
  }
}

async function generateOrWatch(flags: Flags, args: readonly string[], context: CliContext): Promise<number> {
  const console = new Console(context, flags);
  if (flags.watch) {
    if (flags.check) throw new UserError("expected --check or --watch, received both");
    const { watch } = await import("./command/watch.ts");
    return watch(flags, context, console);
  }
  const { outcomes, durationMs } = await runOnce(flags, context, console);
  const options = { cwd: context.cwd, check: flags.check ?? false, fix: fixingCommand(args) };
  console.json(jsonReport(outcomes, options, durationMs));
  return reportOutcomes(outcomes, console, options);
}

interface DiffCall {
  readonly flags: DiffFlags;
  readonly context: CliContext;
}

async function diff(old: string, next: string, { flags, context }: DiffCall): Promise<number> {
  const { runDiff } = await import("./diff/run-diff.ts");
  const { json = flags.format === "json", ...others } = flags;
  try {
    return await runDiff(old, next, { ...others, ...(json && { format: "json" }) }, context);
  } catch (error) {
    if (!(error instanceof CodegenError)) throw error;
    const console = new Console(context, { json });
    await console.issues(error.issues);
    console.json({ ok: false, diagnostics: error.issues, errors: [] });
    return USER_ERROR;
  }
}

/** Prints an error and returns the exit code. */
function reportError(thrown: unknown, args: readonly string[], context: CliContext): number {
  if (thrown instanceof CommanderError && thrown.exitCode === 0) return DONE;
  const error = explainFileError(thrown, "cannot read or write");
  const isUsers = error instanceof UserError || error instanceof CommanderError;
  const message = isUsers ? error.message.replace(/^error: /, "") : formatInternalError(error);
  context.err(`${message}\n`);
  if (args.includes("--json")) context.out(`${JSON.stringify({ ok: false, errors: [message] })}\n`);
  return isUsers ? USER_ERROR : INTERNAL_ERROR;
}

function formatInternalError(error: unknown): string {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `internal error of starfix-codegen; please report it with the document:\n${detail}`;
}

/** The shell command that updates the folder. */
function fixingCommand(args: readonly string[]): string {
  const only = new Set(["--check", "--json", "--quiet", "--github"]);
  return ["starfix-codegen", ...args.filter((arg) => !only.has(arg))].map(quote).join(" ");
}

function quote(arg: string): string {
  return /^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`;
}
