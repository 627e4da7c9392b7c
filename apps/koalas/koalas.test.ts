import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createGunzip } from "node:zlib";
import { compileProject, loadProject } from "@starfix/compiler";
import { localBucket, planJob, selectObjects } from "@starfix/engine";
import { openDuckDb } from "@starfix/engine-duckdb";
import { parseQuery } from "@starfix/expr/parse";
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
  const { engine, close } = await openDuckDb({ memory: true });
  try {
    await makeData(join(folder, KEY), { count: 5_000 });
    const planned = planJob(zCreateJobRequest.parse(await artifact("jobs/koalas.json")), {
      jobId: randomUUID(),
      connection: { name: "demo-conn", bucket: "demo-bucket" },
    });
    if ("issues" in planned) expect.fail(JSON.stringify(planned.issues));
    const signal = new AbortController().signal;
    const bucket = localBucket({ name: "demo-bucket", folder });
    const selected = await selectObjects(bucket, planned.plan.selection, {}, signal);
    if ("issues" in selected) expect.fail(JSON.stringify(selected.issues));
    const outcome = await engine.run(planned.plan, selected.objects, { signal, onProgress: () => {} });

    const byHand = await countByHand(join(folder, KEY));
    expect(byHand.size).toBeLessThan(5_000);
    expect(outcome).toMatchObject({
      status: "completed",
      counters: { rowsProcessed: 5_000, rowsPersisted: byHand.size, rowsSkippedByError: 0 },
    });
    const { rows } = await engine.query(
      parseQuery('SELECT "__time", "city", "session", "max_session_length", "__count" FROM "Koalas"'),
    );
    const stored = rows.map(([time, city, session, longest, count]) => [
      [time, city, session].join(),
      [longest, count],
    ]);
    expect(new Map(stored as [string, [number, number]][])).toEqual(byHand);
  } finally {
    await close();
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
