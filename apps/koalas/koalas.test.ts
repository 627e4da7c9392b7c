import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createGunzip } from "node:zlib";
import { compileProject, loadProject } from "@starfix/compiler";
import { localBucket, type RunState, selectObjects } from "@starfix/engine";
import { openDuckDb } from "@starfix/engine-duckdb";
import { parseQuery } from "@starfix/expr/parse";
import { checkJob } from "@starfix/rules";
import { zCreateJobRequest } from "@starfix/schema/zod";
import { expect, test } from "vitest";
import { makeData } from "./make-data.mjs";

const cwd = fileURLToPath(new URL(".", import.meta.url));
const conditions = ["@starfix/source"];
const KEY = "polaris-ingest/demo-file.json.gz";

async function artifact(path: string): Promise<unknown> {
  const { artifacts, issues } = await compileProject(await loadProject({ cwd, conditions }), { conditions });
  expect(issues).toEqual([]);
  return artifacts.find((one) => one.path === path)?.json;
}

async function fixture(name: string): Promise<unknown> {
  return JSON.parse(await readFile(join(cwd, "fixtures", name), "utf8"));
}

test("the definitions give the requests of the vendor's guide", async () => {
  expect(await artifact("connections/demo-conn.json")).toEqual(await fixture("connection-request.json"));
  expect(await artifact("jobs/koalas.json")).toEqual(await fixture("job-request.json"));
});

test("the job gives the rows that counting the file by hand gives", async () => {
  const folder = join(tmpdir(), `starfix-koalas-${randomUUID()}`);
  const engine = await openDuckDb({ memory: true });
  try {
    await makeData(join(folder, KEY), { count: 5_000 });
    const request = zCreateJobRequest.parse(await artifact("jobs/koalas.json"));
    const { job, issues } = checkJob(request, { complete: false, connection: () => undefined, table: () => undefined });
    if (job?.kind !== "batch" || job.source.kind !== "objects") return expect.fail(JSON.stringify(issues));
    const signal = new AbortController().signal;
    const bucket = localBucket({ name: "demo-bucket", folder });
    const selected = await selectObjects(bucket, job.source.selection, {}, signal);
    if ("issues" in selected) return expect.fail(JSON.stringify(selected.issues));
    const result = await engine.prepare(job);
    if ("refusals" in result) return expect.fail(JSON.stringify(result.refusals));
    await engine.start("koalas", result.prepared, selected);
    const states: RunState[] = [];
    for await (const state of engine.observe("koalas")) states.push(state);

    const byHand = await countByHand(join(folder, KEY));
    expect(byHand.size).toBeLessThan(5_000);
    const totals = { numRowsProcessed: 5_000, numRowsPersisted: byHand.size, numRowsSkippedByError: 0 };
    expect(states.at(-1)).toMatchObject({ state: "ended", outcome: { status: "completed", totals } });
    const answer = await engine.query(
      parseQuery('SELECT "__time", "city", "session", "max_session_length", "__count" FROM "Koalas"'),
    );
    const stored = new Map<string, readonly unknown[]>();
    for await (const batch of answer.rows) {
      for (const [time, city, session, longest, count] of batch) {
        stored.set([time, city, session].join(), [longest, count]);
      }
    }
    expect(stored).toEqual(byHand);
  } finally {
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  }
});

/** The groups of a file by time, city and session: the longest session length and the number of events. */
async function countByHand(file: string): Promise<ReadonlyMap<string, readonly [number, number]>> {
  const groups = new Map<string, readonly [number, number]>();
  for await (const line of createInterface({ input: createReadStream(file).pipe(createGunzip()) })) {
    const event: { timestamp: string; city: string; session: string; session_length: number } = JSON.parse(line);
    const key = [event.timestamp, event.city, event.session].join();
    const [longest, count] = groups.get(key) ?? [0, 0];
    groups.set(key, [Math.max(longest, event.session_length), count + 1]);
  }
  return groups;
}

test("the data is the same every time it is made", async () => {
  const folder = join(tmpdir(), `starfix-koalas-${randomUUID()}`);
  try {
    await makeData(join(folder, "a.gz"), { count: 100 });
    await makeData(join(folder, "b.gz"), { count: 100 });
    await makeData(join(folder, "c.gz"), { count: 100, seed: 8 });
    const [a, b, c] = await Promise.all(["a.gz", "b.gz", "c.gz"].map((name) => countByHand(join(folder, name))));
    expect(a).toEqual(b);
    expect(a).not.toEqual(c);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
