import { Agent, get } from "node:http";
import { measuredRow, type ResultRow } from "../result-row.ts";
import { BUDGETS, LEAST_RATE } from "./budgets.ts";
import { createConnection, postJob, waitForJob } from "./koalas-job.ts";
import { type RunningServer, startServer } from "./running-server.ts";

const CONCURRENT = 8;
const WARM_UP = 500;

/** GETs of one job and of the list of jobs while a job runs: how many a second, and how long the slowest hundredth takes. */
export async function requestRows(
  folder: string,
  { rows, requests }: { readonly rows: number; readonly requests: number },
): Promise<readonly ResultRow[]> {
  await using server = await startServer(folder);
  await createConnection(server);
  const first = await postJob(server, `${rows}.json`, "requests");
  await waitForJob(server, first);
  const paths = [`/jobs/${first}`, "/jobs", "/connections/bench", `/jobs/${first}/status`];
  await send(server, paths, WARM_UP);
  let done = false;
  const background = (async () => {
    while (!done) await waitForJob(server, await postJob(server, `${rows}.json`, "requests"));
  })();
  const started = performance.now();
  const times = await send(server, paths, requests);
  const seconds = (performance.now() - started) / 1000;
  done = true;
  await background;
  const sorted = [...times].sort((a, b) => a - b);
  const rate = measuredRow({
    name: "server.get.rate",
    value: requests / seconds,
    unit: "GETs/s",
    notes: [`at least ${LEAST_RATE} are wanted`, `${CONCURRENT} at a time, while a job of ${rows} records runs`],
  });
  const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN;
  const notes = [`median ${(sorted[sorted.length >> 1] ?? 0).toFixed(1)} ms, slowest ${sorted.at(-1)?.toFixed(1)} ms`];
  return [
    { ...rate, budget: LEAST_RATE, ok: requests / seconds >= LEAST_RATE },
    measuredRow({ name: "server.get.p99", value: p99, unit: "ms", budget: BUDGETS.get("server.get.p99"), notes }),
  ];
}

/** Milliseconds of each GET. `fetch` costs the sender more than the server, so the plain client of Node sends. */
async function send(server: RunningServer, paths: readonly string[], count: number): Promise<readonly number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENT });
  const times: number[] = [];
  let left = count;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left--;
      const started = performance.now();
      await once(`${server.url}${paths[left % paths.length]}`, server.headers, agent);
      times.push(performance.now() - started);
    }
  };
  try {
    await Promise.all(Array.from({ length: CONCURRENT }, worker));
  } finally {
    agent.destroy();
  }
  return times;
}

function once(url: string, headers: RunningServer["headers"], agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = get(url, { headers, agent }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}`));
      response.resume().once("end", resolve);
    });
    request.once("error", reject);
  });
}
