import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { WORK } from "./paths.ts";

/** What came of a process. */
export interface ProcessRun {
  /** Why there is no figure; absent when the process ended well. */
  readonly failure?: string;
  /** From the start of the process to its end. */
  readonly seconds: number;
  /** What it and its Node processes had of the processors, all threads together. */
  readonly cpuSeconds: number;
  /** Peak of resident memory of the largest of its Node processes. */
  readonly megabytes: number;
  readonly stdout: string;
}

export interface RunProcessOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** After so long it is killed with all that it started. */
  readonly limitSeconds: number;
}

const hook = new URL("./usage-hook.mjs", import.meta.url).href;

/** Runs Node on a script, as the script's own command would, and measures it. */
export async function runNode(args: readonly string[], options: RunProcessOptions): Promise<ProcessRun> {
  mkdirSync(WORK, { recursive: true });
  const folder = mkdtempSync(join(WORK, "process-"));
  const usageFile = join(folder, "usage");
  try {
    const { failure, seconds, stdout } = await watch(args, options, usageFile);
    const usage = existsSync(usageFile) ? parseUsage(readFileSync(usageFile, "utf8")) : NOTHING;
    return { seconds, stdout, ...usage, ...(failure === undefined ? {} : { failure }) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Usage = Pick<ProcessRun, "cpuSeconds" | "megabytes">;

const NOTHING: Usage = { cpuSeconds: 0, megabytes: 0 };

/** Every thread of a process leaves a line about the whole of it; the last one counts. */
function parseUsage(text: string): Usage {
  const processes = new Map(
    text
      .trim()
      .split("\n")
      .map((line) => {
        const [pid = 0, kilobytes = 0, microseconds = 0] = line.split(" ").map(Number);
        return [pid, { kilobytes, microseconds }] as const;
      }),
  );
  const all = [...processes.values()];
  return {
    cpuSeconds: all.reduce((sum, { microseconds }) => sum + microseconds, 0) / 1e6,
    // A kilobyte of `maxRSS` has 1,024 bytes, a megabyte here 1,000,000.
    megabytes: (Math.max(0, ...all.map(({ kilobytes }) => kilobytes)) * 1024) / 1e6,
  };
}

type Watched = Pick<ProcessRun, "failure" | "seconds" | "stdout">;

function watch(args: readonly string[], options: RunProcessOptions, usageFile: string): Promise<Watched> {
  const { cwd, env = {}, limitSeconds } = options;
  return new Promise((settle) => {
    const started = performance.now();
    const child = spawn(process.execPath, args, {
      cwd,
      // A group of its own, so that the limit ends its children too.
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        ...env,
        NODE_OPTIONS: `--import=${hook}`,
        STARFIX_BENCH_USAGE: usageFile,
        DO_NOT_TRACK: "1",
        CI: "1",
        NO_COLOR: "1",
        FORCE_COLOR: "0",
      },
    });
    const output = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const)
      child[name].setEncoding("utf8").on("data", (text: string) => {
        output[name] += text;
      });
    let overdue = false;
    const timer = setTimeout(() => {
      overdue = true;
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    }, limitSeconds * 1000);
    let ended = 0;
    child.on("exit", () => {
      ended = performance.now();
    });
    const finish = (failure?: string): void => {
      clearTimeout(timer);
      const seconds = ((ended || performance.now()) - started) / 1000;
      settle({ seconds, stdout: output.stdout, ...(failure === undefined ? {} : { failure }) });
    };
    child.on("error", (error) => finish(error.message));
    child.on("close", (status, signal) => {
      if (overdue) finish(`not done after ${limitSeconds} s`);
      else if (status === 0) finish();
      else finish(`${signal ?? `exit ${status}`}: ${lastWords(output.stderr || output.stdout)}`);
    });
  });
}

/** The end of what a failed process said, short enough for a note. */
function lastWords(text: string): string {
  const lines = text.split("\n").flatMap((line) => line.trim() || []);
  const telling = lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? "it said nothing";
  return telling.slice(0, 200);
}
