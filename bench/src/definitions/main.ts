import { rmSync } from "node:fs";
import { installPeers } from "../peers/install-peers.ts";
import type { ResultRow } from "../result-row.ts";
import { printResults, runBench } from "../run-bench.ts";
import { type BenchContext, createContext } from "./bench-context.ts";
import { checkRows } from "./check-rows.ts";
import { compileRows } from "./compile-rows.ts";
import { memoryRow } from "./memory-row.ts";
import { HELP, parseOptions } from "./options.ts";
import { watchRow } from "./watch-row.ts";

await runBench(main);

/** Measures what the options ask for and prints it; 1 when ours failed to run, whatever the figures are. */
async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (options.peers.length > 0) installPeers();
  const context = createContext(options, (text) => void process.stderr.write(`${text}\n`));
  try {
    const results = await measure(context);
    printResults(results, options);
    return results.some(({ ok, value }) => value === null && ok === false) ? 1 : 0;
  } finally {
    rmSync(context.folder, { recursive: true, force: true });
  }
}

async function measure(context: BenchContext): Promise<readonly ResultRow[]> {
  const { sections } = context.options;
  const rows: ResultRow[] = [];
  const compiled = sections.includes("compile") ? await compileRows(context) : undefined;
  if (compiled) rows.push(...compiled.rows);
  if (sections.includes("check")) rows.push(...(await checkRows(context)));
  if (sections.includes("watch")) rows.push(await watchRow(context));
  if (sections.includes("memory")) rows.push(await memoryRow(context, compiled?.memory ?? {}));
  return rows;
}
