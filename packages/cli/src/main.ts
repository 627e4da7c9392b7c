import { createCli } from "./cli.ts";
import type { CliContext } from "./context.ts";
import { isFileError } from "./file-error.ts";
import { Output } from "./output.ts";
import { type ProcessLike, processContext } from "./process-context.ts";
import { UserError } from "./user-error.ts";

export type { CliContext, Sink } from "./context.ts";
export type { ProcessLike } from "./process-context.ts";
export { UserError } from "./user-error.ts";

/** The commands that run definitions. */
const COMPILING: ReadonlySet<string> = new Set(["apply", "build", "check", "graph", "list", "watch"]);

const DONE = 0;
const USER_ERROR = 1;
const INTERNAL_ERROR = 2;

/** What a system refuses for reasons that the user can fix: rights, a full disk. Node's message names the path. */
const REFUSED_BY_SYSTEM = ["EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT"];

/**
 * Runs one command line in the given context and returns the exit code: 0 done, 1 an error of the user, 2 an internal error.
 * It does not throw, and it neither reads nor changes the process.
 *
 * @example
 * await runCli(["check", "--json"], { cwd, env: {}, stdout, stderr, isTTY: false, signal });
 * // => 0, and stdout got {"artifacts":2,"issues":[]}
 */
export async function runCli(argv: readonly string[], context: CliContext): Promise<number> {
  const output = new Output(context, { json: argv.includes("--json") });
  try {
    await createCli(context, output).parseAsync(argv, { from: "user" });
    return DONE;
  } catch (error) {
    if (isHelp(error)) return DONE;
    const { code, message, json } = blame(error);
    if (message !== "") output.note(message);
    if (!output.printed) output.result({ ...json, error: { message } });
    return code;
  }
}

/** Runs the command line of this process and sets its exit code. What `starfix` does. */
export async function main(process: ProcessLike): Promise<void> {
  const context = processContext(process);
  const argv = process.argv.slice(2);
  if (COMPILING.has(argv[0] ?? "")) {
    // The thread of the definitions starts while the command and the compiler are loaded.
    const { prepareThread } = await import("@starfix/compiler/thread");
    prepareThread();
  }
  process.exitCode = await runCli(argv, context);
}

interface Blame {
  readonly code: number;
  readonly message: string;
  readonly json: object;
}

function blame(error: unknown): Blame {
  if (error instanceof UserError) return { code: USER_ERROR, message: error.message, json: error.json };
  if (isFileError(error, ...REFUSED_BY_SYSTEM)) return { code: USER_ERROR, message: error.message, json: {} };
  if (isCommanderError(error)) return { code: USER_ERROR, message: error.message, json: {} };
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const message = `${stack}\n\nThis is a bug in starfix, not in your project. Please report it with the lines above, the command and the output of \`starfix --version\` and \`node --version\`.`;
  return { code: INTERNAL_ERROR, message, json: {} };
}

/** Commander reports help and version by throwing, with these codes. */
function isHelp(error: unknown): boolean {
  return (
    isCommanderError(error) && /^commander\.(?:help|helpDisplayed|version)$/.test(error.code) && error.exitCode === 0
  );
}

function isCommanderError(error: unknown): error is Error & { readonly code: string; readonly exitCode: number } {
  return (
    error instanceof Error && "code" in error && String(error.code).startsWith("commander.") && "exitCode" in error
  );
}
