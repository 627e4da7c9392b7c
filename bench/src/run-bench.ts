import { formatTable } from "./format-table.ts";
import { describeMachine } from "./machine.ts";
import type { BenchReport, ResultRow } from "./result-row.ts";

/** Runs a bench with the arguments of this process; its exit code is what `main` gives, or 1 with the reason when it throws. */
export async function runBench(main: (args: readonly string[]) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

/** Prints figures as a table, or as one JSON object on a line of its own. */
export function printResults(results: readonly ResultRow[], { json }: { readonly json: boolean }): void {
  const report: BenchReport = { machine: describeMachine(), results };
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : formatTable(results));
}
