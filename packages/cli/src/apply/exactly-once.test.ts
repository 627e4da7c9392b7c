import { readFile, rm, truncate } from "node:fs/promises";
import { join } from "node:path";
import { createClient } from "@starfix/client";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Output } from "../output.ts";
import { type FakeService, fakeService } from "../testing/fake-service.ts";
import { tempFolder } from "../testing/temp-folder.ts";
import { applyArtifacts } from "./apply-artifacts.ts";
import type { JobArtifact } from "./plan-jobs.ts";

const job = (name: string, tableName: string): JobArtifact => ({
  name,
  path: `jobs/${name}.json`,
  json: { type: "batch", target: { type: "table", tableName }, source: { type: "s3", connectionName: "demo" } },
  sha256: tableName,
  secrets: [],
});
// The last two ask for the same.
const jobs = [job("koalas", "Koalas"), job("bears", "Bears"), job("more-bears", "Bears")];

/** What befalls one apply, and the ledger after it. */
const step = fc.record({
  fault: fc.constantFrom<FakeService["fault"][]>(undefined, undefined, "lost", "cut", "500", "unreadable", "refused"),
  failing: fc.boolean(),
  /** How many POSTs go well before either. */
  healthyPosts: fc.nat(3),
  /** How much of the ledger a crash leaves, by bytes; null leaves no ledger at all. */
  kept: fc.oneof(fc.constant(1), fc.constant(null), fc.double({ min: 0, max: 1, noNaN: true })),
});

async function apply(service: FakeService, folder: string): Promise<void> {
  const sink = { write: () => {} };
  const { signal } = new AbortController();
  const output = new Output(
    { cwd: folder, env: {}, stdout: sink, stderr: sink, isTTY: false, signal },
    { json: false },
  );
  const client = createClient({ url: service.url, projectId: "p1", apiKey: "pok_test" });
  await applyArtifacts({ client, connections: [], jobs, folder, env: {}, output, signal, settling: 0 });
}

async function crash(folder: string, kept: number | null): Promise<void> {
  const path = join(folder, ".starfix/ledger.jsonl");
  if (kept === null) await rm(path);
  else await truncate(path, Math.floor((await readFile(path)).length * kept));
}

test("whatever is lost on the way, each job has its rows once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      await using service = await fakeService();
      await using folder = await tempFolder();
      const completed = (table: string) =>
        service.jobs.filter(({ spec, executionStatus }) => {
          const target: unknown = spec.target;
          return executionStatus === "completed" && JSON.stringify(target).includes(`"${table}"`);
        }).length;
      for (const { fault, failing, healthyPosts, kept } of steps) {
        service.fault = fault;
        service.healthyPosts = healthyPosts;
        service.outcome = failing
          ? { executionStatus: "failed", health: { status: "error", code: "internal_error" } }
          : { executionStatus: "completed", health: { status: "ok" } };
        await apply(service, folder.path).catch(() => {});
        await crash(folder.path, kept);
        expect(completed("Koalas")).toBeLessThanOrEqual(1);
        expect(completed("Bears")).toBeLessThanOrEqual(2);
      }
      service.fault = undefined;
      service.outcome = { executionStatus: "completed", health: { status: "ok" } };
      await apply(service, folder.path);
      expect({ koalas: completed("Koalas"), bears: completed("Bears") }).toEqual({ koalas: 1, bears: 2 });
    }),
    { numRuns: 25 },
  );
});
