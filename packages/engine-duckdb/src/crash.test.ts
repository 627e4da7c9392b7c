import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseQuery } from "@starfix/expr/parse";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { jobPlan } from "./job-fixture.ts";
import { openDuckDb } from "./open-duckdb.ts";

const ROWS = 40_000;
const PACKAGE = fileURLToPath(new URL("..", import.meta.url));
const SCRIPT = join(PACKAGE, ".tmp", "crash-child.mjs");

/** Opens the folder, tells so, runs the plan over a local file, and tells of progress and the end. */
const CHILD = `
import { localBucket } from "@starfix/engine";
import { openDuckDb } from "./open-duckdb.ts";
const [folder, plan] = process.argv.slice(2);
const { signal } = new AbortController();
const object = await localBucket({ name: "b", folder }).find("demo.json", signal);
const { engine, close } = await openDuckDb({ folder: folder + "/db" });
process.stdout.write("open\\n");
const onProgress = ({ share }) => process.stdout.write(share + "\\n");
const outcome = await engine.run(JSON.parse(plan), [object], { signal, onProgress });
process.stdout.write(outcome.status + "\\n");
await close();
`;

let folder: string;
beforeAll(async () => {
  await build({
    stdin: { contents: CHILD, resolveDir: join(PACKAGE, "src"), loader: "ts" },
    outfile: SCRIPT,
    bundle: true,
    platform: "node",
    format: "esm",
    conditions: ["@starfix/source"],
    external: ["@duckdb/*", "@aws-sdk/*"],
    banner: {
      js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);',
    },
    logLevel: "error",
  });
  folder = await mkdtemp(join(tmpdir(), "starfix-crash-"));
  const lines = Array.from({ length: ROWS }, (_, index) =>
    JSON.stringify({ timestamp: new Date(index * 1000).toISOString(), city: `city ${index}`, session_length: index }),
  );
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "demo.json"), lines.join("\n"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await rm(SCRIPT, { force: true });
});

interface Child {
  readonly process: ChildProcess;
  readonly lines: Interface;
}

function start(jobId: string): Child {
  const plan = JSON.stringify(jobPlan({ jobId }));
  const child = spawn(process.execPath, [SCRIPT, folder, plan], { stdio: ["ignore", "pipe", "inherit"] });
  return { process: child, lines: createInterface(child.stdout) };
}

/** Settles at the line; fails when the child's output ends before it. */
function untilLine({ process: child, lines }: Child, wanted: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const ended = (): void => reject(new Error(`the process ended before it said ${JSON.stringify(wanted)}`));
    if (child.exitCode !== null) return ended();
    lines.on("line", (line) => line === wanted && resolve()).once("close", ended);
  });
}

async function kill({ process: child }: Child): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await gone;
}

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

test("a process killed at any moment of a job leaves all of it or nothing", { timeout: 180_000 }, async () => {
  const whole = start("job-whole");
  await untilLine(whole, "open");
  const began = performance.now();
  await untilLine(whole, "completed");
  const duration = performance.now() - began;
  await kill(whole);

  let committed = 1;
  for (const share of [0.05, 0.4, 0.7, 0.85, 0.95, 1, 1.05]) {
    const jobId = `job-${share}`;
    const child = start(jobId);
    await untilLine(child, "open");
    await wait(duration * share);
    await kill(child);

    const { engine, close } = await openDuckDb({ folder: join(folder, "db") });
    const outcome = await engine.outcome(jobId);
    if (outcome !== undefined) committed++;
    expect([undefined, "completed"]).toContain(outcome?.status);
    const { rows } = await engine.query(parseQuery('SELECT COUNT(*), COUNT("city"), SUM("__count") FROM "Koalas"'));
    expect(rows).toEqual([[committed * ROWS, committed * ROWS, committed * ROWS]]);
    await close();
  }
});

test("a second process that opens the folder is told which one holds it", { timeout: 60_000 }, async () => {
  const child = start("job-second");
  await untilLine(child, "open");
  await expect(openDuckDb({ folder: join(folder, "db") })).rejects.toThrow(
    `cannot open the data folder ${join(folder, "db")}: process ${child.process.pid} has it open; stop that one, or name another folder`,
  );
  await kill(child);
});
