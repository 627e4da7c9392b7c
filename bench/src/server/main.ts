import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ROOT, WORK } from "../paths.ts";
import type { ResultRow } from "../result-row.ts";
import { printResults, runBench } from "../run-bench.ts";
import { ingestRows } from "./ingest-rows.ts";
import { writeEvents } from "./koalas-job.ts";
import { memoryRow } from "./memory-row.ts";
import { HELP, parseOptions, type ServerBenchOptions } from "./options.ts";
import { requestRows } from "./request-rows.ts";
import { startRow } from "./start-row.ts";

/** The memory row ingests so many times the records of the others. */
const MEMORY_FACTOR = 10;

await runBench(main);

/** Measures what the options ask for and prints it. */
async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (!existsSync(join(ROOT, "packages/cli/dist"))) throw new Error("expected a build of starfix: npm run setup");
  mkdirSync(WORK, { recursive: true });
  const folder = mkdtempSync(join(WORK, "server-"));
  try {
    printResults(await measure(options, folder), options);
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(options: ServerBenchOptions, folder: string): Promise<readonly ResultRow[]> {
  const { sections, runs, rows } = options;
  if (sections.includes("ingest") || sections.includes("requests")) await writeEvents(folder, rows);
  const results: ResultRow[] = [];
  if (sections.includes("start")) results.push(await startRow(folder, runs));
  if (sections.includes("ingest")) results.push(...(await ingestRows(folder, options)));
  if (sections.includes("requests")) results.push(...(await requestRows(folder, options)));
  if (sections.includes("memory")) {
    await writeEvents(folder, rows * MEMORY_FACTOR);
    results.push(await memoryRow(folder, rows * MEMORY_FACTOR));
  }
  return results;
}
