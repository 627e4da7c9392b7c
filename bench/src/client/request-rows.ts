import { fork } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { measuredRow, type ResultRow } from "../result-row.ts";
import { median } from "../statistics.ts";
import { BUDGETS } from "./budgets.ts";
import { bundle } from "./bundle.ts";
import type { Subject } from "./subjects.ts";

type Get = () => Promise<unknown>;

const CONCURRENT = 64;
/** How often each of the concurrent has a request before the next subject has its turn; else it is one request. */
const ROUNDS_OF_A_TURN = 1;
/** Requests of each subject before the clock starts. */
const WARM_UP = 2_000;

/**
 * A GET of ten jobs over loopback, from the call to the parsed answer, as times of what a bare `fetch` needs. The
 * subjects take turns, each round in the other order, so that whatever else the machine does favours none.
 */
export async function requestRows(
  subjects: readonly Subject[],
  folder: string,
  { requests, say }: { readonly requests: number; say(text: string): void },
): Promise<readonly ResultRow[]> {
  const server = fork(fileURLToPath(new URL("./serve.mjs", import.meta.url)));
  try {
    const port = await new Promise((resolve) => server.once("message", resolve));
    const url = `http://127.0.0.1:${port}`;
    const gets = new Map<string, Get>([["fetch", bareGet(url)]]);
    for (const subject of subjects) gets.set(subject.name, await load(subject, folder, url));
    const rows: ResultRow[] = [];
    for (const [name, width] of [
      ["client.request.sequential", 1],
      ["client.request.concurrent", CONCURRENT],
    ] as const) {
      const times = await takeTurns(gets, { requests, width });
      const bare = times.get("fetch") ?? [];
      const ratios = Object.fromEntries(
        subjects.map(({ name: each }) => [each, median(ratiosOf(times.get(each) ?? [], bare))]),
      );
      const { starfix = Number.NaN, ...peers } = ratios;
      const figures = [...times].map(([each, all]) => `${each} ${(median(all) * 1000).toFixed(0)} µs`).join(", ");
      say(`${requests} requests, ${width} at a time: ${figures}`);
      const notes = [`each request: ${figures}`];
      rows.push(measuredRow({ name, value: starfix, unit: "× fetch", budget: BUDGETS.get(name), peers, notes }));
    }
    return rows;
  } finally {
    server.kill();
  }
}

/** What somebody writes who has no client. */
function bareGet(url: string): Get {
  const authorization = `Basic ${btoa("pok_a:")}`;
  return async () => {
    const response = await fetch(`${url}/v1/projects/p/jobs`, {
      headers: { accept: "application/json", authorization },
    });
    if (!response.ok) throw new Error(`answered ${response.status}`);
    return await response.json();
  };
}

async function load(subject: Subject, folder: string, url: string): Promise<Get> {
  const file = join(folder, `get-${subject.name}.mjs`);
  writeFileSync(file, await bundle(subject.get, folder, { minify: false }));
  const { get }: { get(address: string): Get } = await import(pathToFileURL(file).href);
  return get(url);
}

/** How many times the other took in the same round, whatever else the machine did then. */
function ratiosOf(times: readonly number[], others: readonly number[]): readonly number[] {
  return times.map((time, round) => time / (others[round] ?? Number.NaN));
}

/** Milliseconds of one request of each subject, the mean of each of its turns. */
async function takeTurns(
  gets: ReadonlyMap<string, Get>,
  { requests, width }: { readonly requests: number; readonly width: number },
): Promise<ReadonlyMap<string, readonly number[]>> {
  const turn = width === 1 ? 1 : Math.min(requests, width * ROUNDS_OF_A_TURN);
  const times = new Map<string, number[]>([...gets.keys()].map((name) => [name, []]));
  for (const get of gets.values()) await send(get, Math.min(requests, WARM_UP), width);
  for (let sent = 0; sent < requests; sent += turn) {
    for (const [name, get] of (sent / turn) % 2 === 0 ? gets : [...gets].reverse()) {
      const started = performance.now();
      await send(get, turn, width);
      times.get(name)?.push((performance.now() - started) / turn);
    }
  }
  return times;
}

async function send(get: Get, count: number, width: number): Promise<void> {
  if (width === 1 && count === 1) return void (await get());
  let left = count;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await get();
  };
  await Promise.all(Array.from({ length: width }, worker));
}
