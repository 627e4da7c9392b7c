import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { failedRow, measuredRow, type ResultRow } from "../result-row.ts";
import { exponentOf, type Point } from "../statistics.ts";
import type { BenchContext } from "./bench-context.ts";
import { BUDGETS } from "./budgets.ts";
import { doubleDocument, halveDocument } from "./scale-document.ts";
import { type Json, syntheticDocument } from "./synthetic.ts";

/** How many schemas the synthetic documents have, the one beside real documents and those of the slope. */
export const SYNTHETIC_SIZE = 500;

/** How time grows with a document: half of its paths, whole, doubled. A YAML document is not scaled. */
export async function linearRow(context: BenchContext, name: string, document: string): Promise<ResultRow | undefined> {
  if (!document.endsWith(".json")) return undefined;
  const whole: Json = JSON.parse(readFileSync(document, "utf8"));
  return slopeRow(context, name, [halveDocument(whole), whole, doubleDocument(whole)]);
}

/** How time grows with the number of schemas. */
export function syntheticLinearRow(context: BenchContext): Promise<ResultRow> {
  return slopeRow(
    context,
    "synthetic",
    [1, 2, 4].map((times) => syntheticDocument(SYNTHETIC_SIZE * times)),
  );
}

async function slopeRow(context: BenchContext, name: string, documents: readonly Json[]): Promise<ResultRow> {
  const rowName = `codegen.${name}.linear`;
  const budget = BUDGETS.get(rowName);
  const points: Point[] = [];
  // What a run costs on next to nothing would hide how the rest grows.
  let start = 0;
  for (const [index, document] of [syntheticDocument(1), ...documents].entries()) {
    const text = JSON.stringify(document);
    const folder = join(context.folder, `${name}-linear`);
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `document-${index}.json`);
    writeFileSync(file, text);
    const seconds: number[] = [];
    for (let run = 0; run < context.options.runs; run++) {
      const { failure, seconds: wall } = await context.runOurs(file, join(folder, `out-${index}-${run}`));
      if (failure !== undefined) return failedRow(rowName, "exponent", budget, `at ${text.length} bytes: ${failure}`);
      seconds.push(wall);
    }
    const cost = Math.min(...seconds);
    context.say(`${name}: ${(text.length / 1e6).toFixed(2)} MB in ${cost.toFixed(2)} s`);
    if (index === 0) start = cost;
    else points.push({ size: text.length, cost: Math.max(cost - start, 0.001) });
  }
  const notes = [
    `seconds above the ${start.toFixed(2)} s of a start: ${points.map(({ size, cost }) => `${(size / 1e6).toFixed(1)} MB ${cost.toFixed(2)}`).join(", ")}`,
  ];
  return measuredRow({ name: rowName, value: exponentOf(points), unit: "exponent", budget, points, notes });
}
