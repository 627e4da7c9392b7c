import { measuredRow, type ResultRow } from "../result-row.ts";
import { BUDGETS } from "./budgets.ts";
import { createConnection, postJob, waitForJob } from "./koalas-job.ts";
import { startServer } from "./running-server.ts";

/** Peak of resident memory of the server and its processes while it ingests one large object. */
export async function memoryRow(folder: string, rows: number): Promise<ResultRow> {
  await using server = await startServer(folder);
  await createConnection(server);
  const started = performance.now();
  await waitForJob(server, await postJob(server, `${rows}.json.gz`, "memory"));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const name = "server.memory";
  const notes = [`${rows} records in ${seconds} s`];
  return measuredRow({ name, value: server.peakMegabytes(), unit: "MB", budget: BUDGETS.get(name), notes });
}
