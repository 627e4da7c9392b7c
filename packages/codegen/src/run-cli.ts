import { CommanderError } from "commander";
import { Console } from "./command/console.ts";
import type { CliContext } from "./command/context.ts";
import type { DiffFlags, Flags } from "./command/flags.ts";
import { createProgram } from "./command/program.ts";
import { jsonReport, reportOutcomes } from "./command/report-outcomes.ts";
import { runOnce } from "./command/run-once.ts";
import { CodegenError } from "./diagnostic.ts";
import { explainFileError } from "./output/file-error.ts";
import { UserError } from "./user-error.ts";

export type { CliContext } from "./command/context.ts";

const DONE = 0;
const USER_MISTAKE = 1;
const OUR_MISTAKE = 2;

/**
 * Runs `starfix-codegen` with its arguments and returns the exit code: 0 when all is well, 1 when the document, the
 * arguments or the folder are not, 2 when the fault is ours. It does not throw, and it neither reads nor changes the
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
    return blame(error, args, context);
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
  const options = { cwd: context.cwd, check: flags.check ?? false, mend: mendingCommand(args) };
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
    await console.diagnostics(error.diagnostics);
    console.json({ ok: false, diagnostics: error.diagnostics, errors: [] });
    return USER_MISTAKE;
  }
}

/** Says whose fault an error is, and tells the exit code. */
function blame(thrown: unknown, args: readonly string[], context: CliContext): number {
  if (thrown instanceof CommanderError && thrown.exitCode === 0) return DONE;
  const error = explainFileError(thrown, "cannot read or write");
  const isUsers = error instanceof UserError || error instanceof CommanderError;
  const message = isUsers ? error.message.replace(/^error: /, "") : ownFault(error);
  context.err(`${message}\n`);
  if (args.includes("--json")) context.out(`${JSON.stringify({ ok: false, errors: [message] })}\n`);
  return isUsers ? USER_MISTAKE : OUR_MISTAKE;
}

function ownFault(error: unknown): string {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `starfix-codegen failed on its own account; please report this with the document:\n${detail}`;
}

/** The command that brings a folder up to date, for a shell. */
function mendingCommand(args: readonly string[]): string {
  const only = new Set(["--check", "--json", "--quiet", "--github"]);
  return ["starfix-codegen", ...args.filter((arg) => !only.has(arg))].map(quote).join(" ");
}

function quote(arg: string): string {
  return /^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`;
}
