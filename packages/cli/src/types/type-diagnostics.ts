import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { execPath } from "node:process";
import type { IssueReport } from "@starfix/compiler";
import type { CliContext } from "../context.ts";
import { UserError } from "../user-error.ts";
import { findTypeScript } from "./find-typescript.ts";
import { type Diagnostic, parseDiagnostics } from "./parse-diagnostics.ts";

/** Room for what a compiler prints about a large project, in bytes. */
const MAX_OUTPUT = 256 * 1024 * 1024;

/**
 * What the compiler of TypeScript that the project has installed says, in the form of our own issues. It runs as a
 * process of its own, with the nearest `tsconfig.json`, and writes nothing.
 */
export async function typeDiagnostics(
  folder: string,
  { cwd, env, signal }: Pick<CliContext, "cwd" | "env" | "signal">,
): Promise<readonly IssueReport[]> {
  const config = await nearestConfig(folder);
  const { program, name } = await findTypeScript(folder);
  const { stdout, stderr, code } = await run([program, "--noEmit", "--pretty", "false", "-p", config], {
    cwd: folder,
    env,
    signal,
  });
  const diagnostics = parseDiagnostics(stdout);
  if (code !== 0 && diagnostics.length === 0) {
    const said = `${stdout}${stderr}`.trim() || "nothing";
    throw new UserError(`${name} ended with ${code} and named no error; it said: ${said}`);
  }
  const sources = new Map<string, Promise<readonly string[]>>();
  const lineOf = async (file: string, line: number): Promise<string | null> => {
    const lines = sources.get(file) ?? readLines(file);
    sources.set(file, lines);
    return (await lines)[line - 1] ?? null;
  };
  return Promise.all(
    diagnostics.map(async (diagnostic) => {
      if (diagnostic.place === undefined) return reportOf(diagnostic, null, null);
      const { file, line, column } = diagnostic.place;
      const path = resolve(folder, file);
      const position = { file: relative(cwd, path).split(sep).join("/"), line, column };
      return reportOf(diagnostic, position, await lineOf(path, line));
    }),
  );
}

function reportOf(
  { severity, code, message, detail }: Diagnostic,
  position: IssueReport["position"],
  sourceLine: string | null,
): IssueReport {
  return {
    code,
    severity,
    message,
    help: null,
    position,
    endPosition: null,
    sourceLine,
    detail,
    related: [],
    definition: null,
    pointer: null,
  };
}

async function nearestConfig(start: string): Promise<string> {
  for (let folder = start; ; folder = dirname(folder)) {
    const file = join(folder, "tsconfig.json");
    const found = await stat(file).catch(() => undefined);
    if (found?.isFile()) return file;
    if (folder === dirname(folder)) break;
  }
  throw new UserError(`no tsconfig.json in ${start} or above it: --types needs one; \`starfix init\` makes one`);
}

interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | string;
}

function run(argv: readonly string[], world: Pick<CliContext, "cwd" | "env" | "signal">): Promise<Ended> {
  const { cwd, env, signal } = world;
  return new Promise((done) => {
    execFile(execPath, argv, { cwd, env: { ...env }, signal, maxBuffer: MAX_OUTPUT }, (error, stdout, stderr) => {
      done({ stdout, stderr, code: error === null ? 0 : (error.code ?? error.signal ?? "an error") });
    });
  });
}

async function readLines(file: string): Promise<readonly string[]> {
  const text = await readFile(file, "utf8").catch(() => "");
  return text.split(/\r?\n/);
}
