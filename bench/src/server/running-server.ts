import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ROOT, WORK } from "../paths.ts";

const CLI = join(ROOT, "packages/cli/bin/starfix.js");

/** A `starfix serve` of its own, with an empty data folder. */
export interface RunningServer extends AsyncDisposable {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds from the start of the process to its first answer. */
  readonly firstAnswerMs: number;
  /** Calls a path below the project and gives the JSON of the answer. */
  call(path: string, body?: unknown): Promise<unknown>;
  /** Peak of resident memory in megabytes: the sum over the server and the processes that it started. */
  peakMegabytes(): number;
}

/** Starts a server whose bucket `bench` is a folder, and waits for its first answer. */
export async function startServer(bucketFolder: string): Promise<RunningServer> {
  const data = mkdtempSync(join(WORK, "server-data-"));
  const started = performance.now();
  const args = [CLI, "serve", "--port", "0", "--data", data, "--bucket", `bench=${bucketFolder}`, "--json"];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const { url: origin, projectId, apiKey } = parseAnnouncement(await firstLine(child));
  const url = `${origin}/v1/projects/${projectId}`;
  const headers = { authorization: `Basic ${btoa(`${apiKey}:`)}`, "content-type": "application/json" };
  const call = async (path: string, body?: unknown): Promise<unknown> => {
    const request = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    const response = await fetch(`${url}${path}`, { ...request, headers });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${JSON.stringify(answer)}`);
    return answer;
  };
  await call("/connections");
  const firstAnswerMs = performance.now() - started;
  return {
    url,
    headers,
    firstAnswerMs,
    call,
    peakMegabytes: () => processesOf(child.pid ?? 0).reduce((sum, pid) => sum + peakOf(pid), 0),
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

interface Announcement {
  readonly url: string;
  readonly projectId: string;
  readonly apiKey: string;
}

function parseAnnouncement(line: string): Announcement {
  // Printed by `starfix serve --json`.
  return JSON.parse(line) as Announcement;
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error("expected a pipe");
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error("the server ended before it was ready");
}

/** A process and all that it started, directly or not; on Linux alone. */
function processesOf(root: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    const parent = Number(/^PPid:\s+(\d+)/m.exec(statusOf(name))?.[1] ?? 0);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const all = [root];
  for (let next = 0; next < all.length; next++) all.push(...(children.get(all[next] ?? 0) ?? []));
  return all;
}

function peakOf(pid: number): number {
  return (Number(/^VmHWM:\s+(\d+)/m.exec(statusOf(String(pid)))?.[1] ?? 0) * 1024) / 1e6;
}

function statusOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/status`, "utf8");
  } catch {
    return "";
  }
}
