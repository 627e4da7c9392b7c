import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { failedRow, measuredRow, type ResultRow } from "../result-row.ts";
import { median } from "../statistics.ts";
import { type BenchContext, CLI } from "./bench-context.ts";
import { BUDGETS } from "./budgets.ts";
import { writeJobs, writeStarfixProject } from "./project.ts";

/** How long the first build and each edit may take before the row fails, in milliseconds. */
const PATIENCE = 60_000;

/** Between two edits, in milliseconds: nobody saves more often, and a watch makes itself ready for the next one meanwhile. */
const BETWEEN = 1000;

/** From writing a definition file to the artifact that has the change, beside a `starfix watch` that is running. */
export async function watchRow({ options, folder, say }: BenchContext): Promise<ResultRow> {
  const files = Math.ceil(options.size / 100);
  const name = `definitions.watch.${files}`;
  const budget = BUDGETS.get(name);
  const project = join(folder, "watch");
  writeStarfixProject(project, { files, jobsPerFile: 1 });
  const artifact = join(project, "artifacts/jobs/job-0.json");
  const child = spawn(process.execPath, [CLI, "watch"], { cwd: project, stdio: ["ignore", "ignore", "pipe"] });
  const ended = once(child, "exit");
  let words = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    words += text;
  });
  const alive = (): boolean => child.exitCode === null && child.signalCode === null;
  try {
    if (!(await appears(artifact, "polaris-ingest/", alive))) {
      return failedRow(name, "ms", budget, `no artifact came: ${words.trim().slice(0, 200)}`);
    }
    const times: number[] = [];
    // The first edits find nothing compiled by the machine yet, and are part of a day's work all the same.
    for (let edit = 0; edit < 4 * options.runs; edit++) {
      await pause(BETWEEN);
      const started = performance.now();
      writeJobs(project, 0, 1, `edit-${edit}`);
      if (!(await appears(artifact, `edit-${edit}/`, alive)))
        return failedRow(name, "ms", budget, `edit ${edit} was lost`);
      times.push(performance.now() - started);
    }
    say(`watch: ${times.map((time) => time.toFixed(0)).join(" ")} ms`);
    const notes = [`the slowest of ${times.length} edits took ${Math.max(...times).toFixed(0)} ms`];
    return measuredRow({ name, value: median(times), unit: "ms", budget, min: Math.min(...times), notes });
  } finally {
    child.kill("SIGINT");
    await ended;
  }
}

/** Waits until a file holds a text. */
async function appears(file: string, text: string, alive: () => boolean): Promise<boolean> {
  const until = performance.now() + PATIENCE;
  while (performance.now() < until && alive()) {
    if (existsSync(file) && readFileSync(file, "utf8").includes(text)) return true;
    await pause(1);
  }
  return false;
}
