import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseEnv } from "node:util";
import type { CliContext } from "./context.ts";
import { isFileError } from "./file-error.ts";
import { DEFAULT_DATA } from "./state-folder.ts";
import { UserError } from "./user-error.ts";

/** The service that a command talks to. */
export interface Target {
  /** Origin of the service: `http://127.0.0.1:8888`. */
  readonly url: string;
  readonly projectId: string;
  readonly apiKey: string;
}

/** Options of commands that talk to a service. */
export interface TargetOptions {
  readonly cwd?: string;
  readonly url?: string;
  readonly project?: string;
  readonly apiKey?: string;
}

type Environment = CliContext["env"];

/** Name of the file in its data folder to which `starfix serve` writes its target. */
export const TARGET_FILE = "target.env";

/**
 * Finds the service: options come first, then the environment, then `.env` of the working directory and of the project, then
 * the server that `starfix serve` last started here. The key of that server is never sent to another one. Returns the
 * environment with the values of `.env`, which secrets are resolved from too.
 */
export async function resolveTarget(
  { cwd = ".", url, project, apiKey }: TargetOptions,
  context: CliContext,
): Promise<{ readonly target: Target; readonly env: Environment }> {
  const folders = [...new Set([context.cwd, resolve(context.cwd, cwd)])];
  const files = await Promise.all(folders.map((folder) => readEnv(join(folder, ".env"))));
  const env: Environment = Object.assign({}, ...files.toReversed(), defined(context.env));
  const given = {
    STARFIX_URL: url ?? env.STARFIX_URL,
    STARFIX_PROJECT_ID: project ?? env.STARFIX_PROJECT_ID,
    STARFIX_API_KEY: apiKey ?? env.STARFIX_API_KEY,
  };
  const served = await firstServed(folders);
  const local = served !== undefined && [undefined, "", served.STARFIX_URL].includes(given.STARFIX_URL) ? served : {};
  const setting = (what: string, flag: string, name: keyof typeof given): string => {
    const value = given[name] || local[name];
    if (value !== undefined && value !== "") return value;
    throw new UserError(`missing ${what}: give ${flag} or set ${name}, or start \`starfix serve\` in this folder`);
  };
  const target = {
    url: setting("url of the service", "--url", "STARFIX_URL"),
    projectId: setting("project id", "--project", "STARFIX_PROJECT_ID"),
    apiKey: setting("API key", "--api-key", "STARFIX_API_KEY"),
  };
  return { target, env };
}

/** How a command ends when it is interrupted. */
interface Interruption {
  readonly signal: AbortSignal;
  readonly interrupted: string;
}

/** Runs what talks to the service. Answers and network errors of it become a UserError that names it. */
export async function withTarget<TResult>(
  { url }: Target,
  { signal, interrupted }: Interruption,
  run: () => Promise<TResult>,
): Promise<TResult> {
  const { NetworkError, PolarisError } = await import("@starfix/client");
  try {
    return await run();
  } catch (error) {
    if (signal.aborted && !(error instanceof UserError)) throw new UserError(interrupted, { cause: error });
    if (error instanceof PolarisError || error instanceof NetworkError) {
      throw new UserError(`${url}: ${error.message}`, { cause: error });
    }
    // createClient throws TypeErrors about its options, all of which come from the command line here.
    if (error instanceof TypeError && error.message.startsWith("invalid ")) {
      throw new UserError(error.message, { cause: error });
    }
    throw error;
  }
}

async function firstServed(folders: readonly string[]): Promise<Environment | undefined> {
  for (const folder of folders) {
    const served = await readEnv(join(folder, DEFAULT_DATA, TARGET_FILE));
    if (served.STARFIX_URL !== undefined) return served;
  }
  return undefined;
}

/** The variables of a file; none when there is no file. */
export async function readEnv(file: string): Promise<Environment> {
  try {
    return parseEnv(await readFile(file, "utf8"));
  } catch (error) {
    if (isFileError(error, "ENOENT", "ENOTDIR", "EISDIR")) return {};
    if (isFileError(error, "EACCES")) throw new UserError(`${file} cannot be read: allow it, or remove it`);
    throw error;
  }
}

function defined(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
}
