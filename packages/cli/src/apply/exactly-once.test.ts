import { readFile, rm, truncate } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { applyTo, jobOf } from "../testing/apply-to.ts";
import { type FakeService, fakeService } from "../testing/fake-service.ts";
import { tempFolder } from "../testing/temp-folder.ts";

// The last two ask for the same.
const jobs = [jobOf("koalas", "Koalas"), jobOf("bears", "Bears"), jobOf("more-bears", "Bears")];

/** The failures of one apply, and what is left of the ledger after it. */
const step = fc.record({
  fault: fc.constantFrom<FakeService["fault"][]>(undefined, undefined, "lost", "cut", "500", "unreadable", "refused"),
  failing: fc.boolean(),
  /** How many POSTs go well before either. */
  healthyPosts: fc.nat(3),
  /** How much of the ledger a crash leaves, by bytes; null leaves no ledger at all. */
  kept: fc.oneof(fc.constant(1), fc.constant(null), fc.double({ min: 0, max: 1, noNaN: true })),
});

type Step = typeof step extends fc.Arbitrary<infer TStep> ? TStep : never;

async function crash(folder: string, kept: number | null): Promise<void> {
  const path = join(folder, ".starfix/ledger.jsonl");
  if (kept === null) await rm(path);
  else await truncate(path, Math.floor((await readFile(path)).length * kept));
}

function completedIn({ jobs }: FakeService, table: string): number {
  return jobs.filter(({ spec, executionStatus }) => {
    return executionStatus === "completed" && JSON.stringify(spec.target).includes(`"${table}"`);
  }).length;
}

function failWith(service: FakeService, { fault, failing, healthyPosts }: Omit<Step, "kept">): void {
  service.fault = fault;
  service.healthyPosts = healthyPosts;
  service.outcome = failing
    ? { executionStatus: "failed", health: { status: "error", code: "internal_error" } }
    : { executionStatus: "completed", health: { status: "ok" } };
}

test("whatever is lost on the way, each job has its rows once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      await using service = await fakeService();
      await using folder = await tempFolder();
      const completed = (table: string) => completedIn(service, table);
      for (const { kept, ...rest } of steps) {
        failWith(service, rest);
        await applyTo(service, folder.path, { jobs, settling: 0 });
        await crash(folder.path, kept);
        expect(completed("Koalas")).toBeLessThanOrEqual(1);
        expect(completed("Bears")).toBeLessThanOrEqual(2);
      }
      failWith(service, { fault: undefined, failing: false, healthyPosts: 0 });
      await applyTo(service, folder.path, { jobs, settling: 0 });
      expect({ koalas: completed("Koalas"), bears: completed("Bears") }).toEqual({ koalas: 1, bears: 2 });
    }),
    { numRuns: 25 },
  );
});

test("whatever is lost on the way, an edited job is posted after a completed one only with --rerun", async () => {
  const edit = fc.record({ step, variant: fc.nat(2), rerun: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 2, maxLength: 6 }), async (edits) => {
      await using service = await fakeService();
      await using folder = await tempFolder();
      for (const {
        step: { kept, ...rest },
        variant,
        rerun,
      } of edits) {
        failWith(service, rest);
        const before = completedIn(service, "Koalas");
        const job = jobOf("koalas", "Koalas", variant === 0 ? {} : { maxParseExceptions: variant });
        await applyTo(service, folder.path, { jobs: [job], settling: 0, rerun: rerun ? ["koalas"] : [] });
        await crash(folder.path, kept);
        expect(completedIn(service, "Koalas") - before).toBeLessThanOrEqual(before === 0 || rerun ? 1 : 0);
      }
    }),
    { numRuns: 25 },
  );
});
