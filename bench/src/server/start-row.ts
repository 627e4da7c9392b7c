import { WORK } from "../paths.ts";
import { measuredRow, type ResultRow } from "../result-row.ts";
import { runNode } from "../run-process.ts";
import { median } from "../statistics.ts";
import { BUDGETS } from "./budgets.ts";
import { startServer } from "./running-server.ts";

/** From the start of `starfix serve` to its first answer, less the start of Node alone in the same round. */
export async function startRow(folder: string, runs: number): Promise<ResultRow> {
  const times: number[] = [];
  const bare: number[] = [];
  for (let run = 0; run < runs; run++) {
    const { seconds } = await runNode(["-e", "0"], { cwd: WORK, limitSeconds: 60 });
    await using server = await startServer(folder);
    bare.push(seconds * 1000);
    times.push(server.firstAnswerMs - seconds * 1000);
  }
  const name = "server.start";
  const notes = [`the start of Node alone takes ${median(bare).toFixed(0)} ms`];
  return measuredRow({
    name,
    value: median(times),
    unit: "ms",
    budget: BUDGETS.get(name),
    min: Math.min(...times),
    notes,
  });
}
