import { join } from "node:path";
import { measuredRow, type ResultRow } from "../result-row.ts";
import { median } from "../statistics.ts";
import { BUDGETS } from "./budgets.ts";
import { createConnection, postJob, waitForJob } from "./koalas-job.ts";
import { timePlainDuckDb } from "./plain-duckdb.ts";
import { startServer } from "./running-server.ts";

/** From POST to completed, as times of what plain DuckDB takes for a typed read and the grouping, in turn with it. */
export async function ingestRows(
  folder: string,
  { runs, rows }: { readonly runs: number; readonly rows: number },
): Promise<readonly ResultRow[]> {
  await using server = await startServer(folder);
  await createConnection(server);
  const results: ResultRow[] = [];
  for (const [kind, object] of [
    ["plain", `${rows}.json`],
    ["gz", `${rows}.json.gz`],
  ] as const) {
    const ours: number[] = [];
    const plain: number[] = [];
    for (let run = 0; run < runs; run++) {
      plain.push(await timePlainDuckDb(join(folder, object), join(folder, `plain-${kind}-${run}.duckdb`)));
      const started = performance.now();
      await waitForJob(server, await postJob(server, object, `${kind}${run}`));
      ours.push(performance.now() - started);
    }
    const name = `server.ingest.${kind}`;
    const value = median(ours.map((time, run) => time / (plain[run] ?? Number.NaN)));
    const notes = [`${rows} records: ${median(ours).toFixed(0)} ms, plain DuckDB ${median(plain).toFixed(0)} ms`];
    results.push(measuredRow({ name, value, unit: "× DuckDB", budget: BUDGETS.get(name), notes }));
  }
  return results;
}
