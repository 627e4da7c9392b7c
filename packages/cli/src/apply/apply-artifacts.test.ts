import { appendFile, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { applyTo, eventsOf, jobOf, jobPosts, ledgerOf } from "../testing/apply-to.ts";
import { type FakeService, fakeService } from "../testing/fake-service.ts";
import { tempFolder } from "../testing/temp-folder.ts";
import { UserError } from "../user-error.ts";
import type { ConnectionArtifact } from "./plan-connections.ts";

const demo: ConnectionArtifact = {
  name: "demo-conn",
  path: "connections/demo-conn.json",
  json: {
    type: "s3",
    name: "demo-conn",
    bucket: "demo-bucket",
    awsEndpoint: "s3.us-east-1.amazonaws.com",
    secrets: { type: "access_key", accessKeyId: "${AWS_ID}", accessKeySecret: "${AWS_SECRET}" },
  },
  secrets: [
    { name: "AWS_ID", pointer: "/secrets/accessKeyId" },
    { name: "AWS_SECRET", pointer: "/secrets/accessKeySecret" },
  ],
};
const env = { AWS_ID: "AKIA", AWS_SECRET: "hidden" };

const koalas = jobOf("koalas", "Koalas");

const apply = (service: FakeService, folder: string, given: Parameters<typeof applyTo>[2] = {}) =>
  applyTo(service, folder, { connections: [demo], jobs: [koalas], env, ...given });

test("a first apply creates the connection, posts the job and prints its rows", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  const { result, printed } = await apply(service, folder.path);
  expect(printed).toMatchInlineSnapshot(`
    "demo-conn: connection created
    koalas: posted as job ID
    koalas: completed, 1,000 rows read, 7 persisted, 1 skipped
    "
  `);
  expect(result).toEqual({
    connections: [{ name: "demo-conn", action: "create" }],
    tables: [],
    jobs: [
      {
        id: "koalas",
        jobId: service.jobs[0]?.id,
        action: "create",
        status: "completed",
        rowsRead: 1000,
        rowsPersisted: 7,
        rowsSkipped: 1,
      },
    ],
  });
  expect(service.writes).toEqual(["POST /connections", "POST /jobs"]);
  expect(service.bodies[0]).toMatchObject({ secrets: { accessKeyId: "AKIA", accessKeySecret: "hidden" } });
  expect(service.bodies[1]).toEqual(koalas.json);
  expect(await eventsOf(folder.path)).toEqual(["intent", "posted", "outcome"]);
});

test("a second apply changes and posts nothing", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  await apply(service, folder.path);
  service.writes.length = 0;
  const { result, printed } = await apply(service, folder.path, { env: {} });
  expect(printed).toMatchInlineSnapshot(`
    "demo-conn: connection unchanged
    koalas: already ran (job ID, 7 rows)
    "
  `);
  expect(result?.jobs).toMatchObject([{ action: "already_ran", status: "completed", rowsRead: 1000 }]);
  expect(service.writes).toEqual([]);
});

test("no secret is in the ledger or in what is printed", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  const { printed } = await apply(service, folder.path);
  expect(printed + (await readFile(ledgerOf(folder.path), "utf8"))).not.toMatch(/hidden|AKIA|pok_/);
});

test("a missing secret is named before anything is posted", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  const { error } = await apply(service, folder.path, { env: { AWS_ID: "AKIA", AWS_SECRET: "" } });
  expect(error).toBeInstanceOf(UserError);
  expect(error?.message).toMatchInlineSnapshot(`
    "missing secrets: set these environment variables and run again
      AWS_SECRET, needed by connections/demo-conn.json at /secrets/accessKeySecret"
  `);
  expect(service.writes).toEqual([]);
});

test("a connection that differs is patched with what differs and its secrets", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  await apply(service, folder.path);
  service.connections.set("demo-conn", {
    ...service.connections.get("demo-conn"),
    bucket: "other",
    description: "old",
  });
  const { result, printed } = await apply(service, folder.path);
  expect(result?.connections).toEqual([{ name: "demo-conn", action: "update" }]);
  expect(printed).toContain("demo-conn: connection updated (bucket, description)");
  expect(service.writes.at(-1)).toBe("PATCH /connections/demo-conn");
  expect(service.bodies.at(-1)).toEqual({
    type: "s3",
    bucket: "demo-bucket",
    description: "",
    secrets: { type: "access_key", accessKeyId: "AKIA", accessKeySecret: "hidden" },
  });
  expect((await apply(service, folder.path)).result?.connections).toEqual([{ name: "demo-conn", action: "unchanged" }]);
});

test("a job whose answer was lost after it took effect is adopted, not posted again", async () => {
  for (const fault of ["lost", "500", "unreadable"] as const) {
    await using service = await fakeService();
    await using folder = await tempFolder();
    service.fault = fault;
    const { result, printed } = await apply(service, folder.path);
    expect(printed).toContain("koalas: found on the server as job ID");
    expect(result?.jobs).toMatchObject([{ jobId: service.jobs[0]?.id, status: "completed", rowsPersisted: 7 }]);
    await apply(service, folder.path);
    expect(jobPosts(service)).toBe(1);
    expect(await eventsOf(folder.path)).toEqual(["intent", "posted", "outcome"]);
  }
});

test("a job whose POST was cut off without effect is not taken for posted, and the next apply posts it", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  service.fault = "cut";
  const { error } = await apply(service, folder.path);
  expect(error).toBeInstanceOf(UserError);
  expect(error?.message).toContain("whether the job was created is unknown, and the server does not list it");
  expect(await eventsOf(folder.path)).toEqual(["intent"]);
  const { result } = await apply(service, folder.path);
  expect(result?.jobs).toMatchObject([{ action: "create", status: "completed" }]);
  expect(service.jobs).toHaveLength(1);
});

test("a kill between the intent and the job id is resolved by the job that is found", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  await apply(service, folder.path);
  const [intent] = (await readFile(ledgerOf(folder.path), "utf8")).split("\n");
  await writeFile(ledgerOf(folder.path), `${intent}\n`);
  const { result } = await apply(service, folder.path);
  expect(result?.jobs).toMatchObject([{ action: "adopt", jobId: service.jobs[0]?.id, status: "completed" }]);
  expect(jobPosts(service)).toBe(1);
});

test("a kill before the POST leaves an intent for which nothing is found, and the job is posted", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  await apply(service, folder.path);
  const [intent] = (await readFile(ledgerOf(folder.path), "utf8")).split("\n");
  await writeFile(ledgerOf(folder.path), `${intent}\n`);
  service.jobs.length = 0;
  const { result } = await apply(service, folder.path);
  expect(result?.jobs).toMatchObject([{ action: "create" }]);
  expect(service.jobs).toHaveLength(1);
});

test("a ledger that was deleted is rebuilt from the server", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  await apply(service, folder.path);
  await rm(join(folder.path, ".starfix"), { recursive: true });
  const { result, printed } = await apply(service, folder.path);
  expect(printed).toContain("koalas: already ran (job ID, 7 rows)");
  expect(result?.jobs).toMatchObject([{ action: "adopt", jobId: service.jobs[0]?.id }]);
  expect((await apply(service, folder.path)).result?.jobs).toMatchObject([{ action: "already_ran" }]);
  expect(jobPosts(service)).toBe(1);
});

test("a line that a crash cut off is skipped, and what follows is not joined to it", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  await apply(service, folder.path);
  const text = await readFile(ledgerOf(folder.path), "utf8");
  const lines = text.trimEnd().split("\n");
  await writeFile(ledgerOf(folder.path), `${lines.slice(0, 2).join("\n")}\n${lines[2]?.slice(0, 40)}`);
  expect((await apply(service, folder.path)).result?.jobs).toMatchObject([{ action: "already_ran", rowsPersisted: 7 }]);
  const after = (await readFile(ledgerOf(folder.path), "utf8")).trimEnd().split("\n");
  expect(JSON.parse(after.at(-1) ?? "")).toMatchObject({ event: "outcome", status: "completed" });
  expect(jobPosts(service)).toBe(1);
});

test.each(["", "not json\n", '{"event":"outcome"}\n', "null\n[]\n", '{"url":1,"event":"posted"}\n'])(
  "a ledger that holds %j is as good as none",
  async (text) => {
    await using service = await fakeService();
    await using folder = await tempFolder({ ".starfix/ledger.jsonl": text });
    await apply(service, folder.path);
    await apply(service, folder.path);
    expect(jobPosts(service)).toBe(1);
  },
);

test("a job that is still running is waited for, from the ledger and without one", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  await apply(service, folder.path);
  for (const line of [2, 0]) {
    const lines = (await readFile(ledgerOf(folder.path), "utf8")).split("\n");
    await writeFile(
      ledgerOf(folder.path),
      lines
        .slice(0, line)
        .map((text) => `${text}\n`)
        .join(""),
    );
    const running = service.jobs[0];
    if (running === undefined) throw new Error("expected a job");
    running.executionStatus = "running";
    setTimeout(() => (running.executionStatus = "completed"), 150);
    const { result } = await apply(service, folder.path);
    expect(result?.jobs).toMatchObject([
      { action: line === 2 ? "wait" : "adopt", jobId: running.id, status: "completed" },
    ]);
  }
  expect(jobPosts(service)).toBe(1);
});

test("a failed job ends the run with its code and message, and the next run posts it again", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  const health = { status: "error", code: "null_timestamp", message: "3 rows have no __time" };
  service.outcome = { executionStatus: "failed", health };
  const { error } = await apply(service, folder.path, { jobs: [koalas, jobOf("wombats", "Wombats")] });
  expect(error).toBeInstanceOf(UserError);
  expect(error?.message).toMatch(/^koalas: job \S+ failed: null_timestamp: 3 rows have no __time$/);
  expect(error).toHaveProperty("json.jobs", [
    expect.objectContaining({ id: "koalas", status: "failed" }),
    expect.objectContaining({ id: "wombats", jobId: null, status: "not_started" }),
  ]);
  service.outcome = { executionStatus: "completed", health: { status: "ok" } };
  const second = await apply(service, folder.path);
  expect(second.printed).toContain("koalas: failed earlier, posting it again");
  expect(second.result?.jobs).toMatchObject([{ action: "create", status: "completed" }]);
  expect(jobPosts(service)).toBe(2);
});

test("a failed job that was posted again from elsewhere is adopted", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  service.outcome = { executionStatus: "failed", health: { status: "error", code: "internal_error" } };
  await apply(service, folder.path);
  service.outcome = { executionStatus: "completed", health: { status: "ok" } };
  await using elsewhere = await tempFolder();
  await apply(service, elsewhere.path);
  expect((await apply(service, folder.path)).result?.jobs).toMatchObject([
    { action: "adopt", jobId: service.jobs[1]?.id },
  ]);
  expect(jobPosts(service)).toBe(2);
});

test("a completed job with a warning is done, and the warning is shown", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  const health = { status: "warn", code: "invalid_rows_found", log: { message: "1 row could not be read" } };
  service.outcome = { executionStatus: "completed", health };
  const { printed } = await apply(service, folder.path);
  expect(printed).toContain("koalas: warning invalid_rows_found: 1 row could not be read");
});

test("a job that the server refuses leaves no intent behind", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  service.fault = "refused";
  const { error } = await apply(service, folder.path);
  expect(error?.message).toContain(
    "answered 400 BadArgument: the job breaks a rule\n  /source/connectionName: no such connection",
  );
  expect(await eventsOf(folder.path)).toEqual(["intent", "refused"]);
});

test("two jobs that ask for the same are two jobs, also when the ledger is gone", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  const jobs = [koalas, { ...koalas, name: "again", path: "jobs/again.json" }];
  await apply(service, folder.path, { jobs });
  expect(jobPosts(service)).toBe(2);
  await rm(join(folder.path, ".starfix"), { recursive: true });
  const { result } = await apply(service, folder.path, { jobs });
  expect(jobPosts(service)).toBe(2);
  expect(new Set(result?.jobs.map(({ jobId }) => jobId)).size).toBe(2);
});

test("a job that was renamed and asks for the same is not posted again", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  await apply(service, folder.path);
  const { result } = await apply(service, folder.path, { jobs: [{ ...koalas, name: "renamed" }] });
  expect(result?.jobs).toMatchObject([{ id: "renamed", action: "adopt", jobId: service.jobs[0]?.id }]);
  expect(jobPosts(service)).toBe(1);
});

test("the same job on another project is posted", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  await apply(service, folder.path);
  await using other = await fakeService();
  expect((await apply(other, folder.path)).result?.jobs).toMatchObject([{ action: "create" }]);
});

test("a job that the server has forgotten is posted again", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  await apply(service, folder.path);
  const lines = (await readFile(ledgerOf(folder.path), "utf8")).split("\n");
  await writeFile(ledgerOf(folder.path), `${lines.slice(0, 2).join("\n")}\n`);
  service.jobs.length = 0;
  expect((await apply(service, folder.path)).result?.jobs).toMatchObject([{ action: "create", status: "completed" }]);
});

test("an apply is refused while another one runs, not after one that was killed", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  service.outcome = { executionStatus: "running", health: { status: "ok" } };
  const first = apply(service, folder.path);
  await expect.poll(() => service.jobs.length).toBe(1);
  const second = await apply(service, folder.path);
  expect(second.error).toBeInstanceOf(UserError);
  expect(second.error?.message).toContain(`another apply of this project is running (process ${process.pid}`);
  for (const running of service.jobs) running.executionStatus = "completed";
  expect((await first).result?.jobs).toMatchObject([{ status: "completed" }]);

  // Ids of processes stay below 2^22 on Linux.
  const { hostname } = await import("node:os");
  await writeFile(join(folder.path, ".starfix/ledger.lock"), JSON.stringify({ pid: 2 ** 30, host: hostname() }));
  expect((await apply(service, folder.path)).error).toBeUndefined();
});

test("a signal ends the waiting and says that the job goes on", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  service.outcome = { executionStatus: "running", health: { status: "ok" } };
  const stop = new AbortController();
  const running = apply(service, folder.path, { signal: stop.signal });
  await expect.poll(() => service.jobs.length).toBe(1);
  stop.abort();
  const { error } = await running;
  expect(error).toBeInstanceOf(UserError);
  expect(error?.message).toMatch(
    /^interrupted: job \S+ \(koalas\) goes on at the server; run `starfix apply` again to wait for it$/,
  );
  for (const job of service.jobs) job.executionStatus = "completed";
  expect((await apply(service, folder.path)).result?.jobs).toMatchObject([{ action: "already_ran" }]);
});

test("the state of a project is hidden from git", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  await apply(service, folder.path);
  await expect(readFile(join(folder.path, ".starfix/.gitignore"), "utf8")).resolves.toBe("*\n");
  await appendFile(join(folder.path, ".starfix/.gitignore"), "!ledger.jsonl\n");
  await apply(service, folder.path);
  await expect(readFile(join(folder.path, ".starfix/.gitignore"), "utf8")).resolves.toContain("!ledger.jsonl");
});
