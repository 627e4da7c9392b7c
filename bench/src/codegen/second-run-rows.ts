import { join } from "node:path";
import { failedRow, measuredRow, type ResultRow } from "../result-row.ts";
import { median } from "../statistics.ts";
import type { BenchContext } from "./bench-context.ts";

/** The wall time of a run that finds all as it left it. */
export async function secondRunRow(context: BenchContext, name: string, document: string): Promise<ResultRow> {
  const rowName = `codegen.${name}.second-run`;
  const out = join(context.folder, name, "second-run");
  const seconds: number[] = [];
  for (let run = 0; run <= context.options.runs; run++) {
    const { failure, seconds: wall } = await context.runOurs(document, out, true);
    if (failure !== undefined) return failedRow(rowName, "s", undefined, failure);
    // The first one fills the folder.
    if (run > 0) seconds.push(wall);
  }
  context.say(`${name}: second run ${median(seconds).toFixed(2)} s`);
  return measuredRow({ name: rowName, value: median(seconds), min: Math.min(...seconds), unit: "s" });
}
