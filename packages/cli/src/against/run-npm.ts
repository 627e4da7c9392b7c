import { execFile } from "node:child_process";
import type { CliContext } from "../context.ts";
import { UserError } from "../user-error.ts";

/** Where npm runs, and for what. */
export interface NpmOptions {
  /** What is to be installed, as the user named it. */
  readonly spec: string;
  /** npm goes by the `.npmrc` here, which names registries, and how to sign in to them. */
  readonly cwd: string;
  readonly env: CliContext["env"];
  readonly signal: AbortSignal;
}

/** Runs npm and gives what it printed. Throws a UserError that says in one sentence what npm has to say. */
export async function runNpm(argv: readonly string[], { spec, cwd, env, signal }: NpmOptions): Promise<string> {
  // Run within `npm publish --dry-run`, npm would do nothing.
  const args = [...argv, "--ignore-scripts", "--no-dry-run", "--json", "--loglevel=silent"];
  const options = { cwd, env: { ...env }, signal, maxBuffer: Number.POSITIVE_INFINITY };
  return new Promise((done, fail) => {
    execFile("npm", args, options, (error, stdout) => {
      if (error === null) done(stdout);
      else
        fail(
          new UserError(
            signal.aborted ? `interrupted before npm could install ${spec}` : describeFailure(spec, stdout, error),
          ),
        );
    });
  });
}

const MISSING = "a version that the registry of the project's .npmrc has";
const TARBALL = "a tarball as npm pack makes it";
/** How to fix a failure, by npm's code. */
const EXPECTED: ReadonlyMap<unknown, string> = new Map([
  ["ETARGET", MISSING],
  ["E404", MISSING],
  ["E401", "a token for the registry in an .npmrc"],
  ["E403", "a token for the registry in an .npmrc that may read the package"],
  ["TAR_BAD_ARCHIVE", TARBALL],
]);

function describeFailure(spec: string, stdout: string, { message, code }: { message: string; code?: unknown }): string {
  if (code === "ENOENT") return `npm, which is to install ${spec}, is not there: install it, or name a folder`;
  const { code: kind, summary } = npmError(stdout) ?? { code, summary: message.trim() };
  const expected = EXPECTED.get(kind);
  const remedy = expected === undefined ? "" : `: expected ${expected}, or a folder`;
  return `npm could not install ${spec} (${summary.replace(/\.$/, "")})${remedy}`;
}

/** What npm printed of its own failure. */
function npmError(stdout: string): { readonly code: unknown; readonly summary: string } | undefined {
  try {
    const { error }: { readonly error?: { readonly code?: unknown; readonly summary?: unknown } } = JSON.parse(stdout);
    return typeof error?.summary === "string" ? { code: error.code, summary: error.summary } : undefined;
  } catch {
    // It ended before it could say anything.
    return undefined;
  }
}
