import { readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { applyTo, eventsOf, jobOf, jobPosts, ledgerOf, withoutIds } from "../testing/apply-to.ts";
import { fakeService } from "../testing/fake-service.ts";
import { tempFolder } from "../testing/temp-folder.ts";
import { UserError } from "../user-error.ts";

const mapping = (columnName: string, expression = `"${columnName}"`) => ({
  columnName,
  expression,
  isAggregation: false,
});
const mappings = [mapping("__time", 'TIME_PARSE("t")'), mapping("city"), mapping("session")];
const koalas = jobOf("koalas", "Koalas", { mappings });
const edited = jobOf("koalas", "Koalas", { mappings, maxParseExceptions: 5 });
const replacing = {
  ingestionMode: "replace",
  target: { type: "table", tableName: "Koalas", intervals: ["2024-01-01/P1D"] },
};
const failed = { executionStatus: "failed", health: { status: "error", code: "internal_error" } };
const completed = { executionStatus: "completed", health: { status: "ok" } };

test("an edited job that ran stops before anything is written, with the fields that differ", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  await applyTo(service, folder.path, { jobs: [koalas] });
  const renamed = jobOf("koalas", "Koalas", {
    mappings: [...mappings.slice(0, 1), mapping("town", '"city"'), ...mappings.slice(2)],
    maxParseExceptions: 5,
  });
  const connections = [{ name: "c", path: "connections/c.json", json: { type: "s3", name: "c" }, secrets: [] }];
  const tables = [{ name: "T", path: "tables/T.json", json: { type: "detail", name: "T", version: 0 }, secrets: [] }];
  service.writes.length = 0;
  const { error } = await applyTo(service, folder.path, { connections, tables, jobs: [renamed, jobOf("new", "New")] });
  expect(error).toBeInstanceOf(UserError);
  expect(withoutIds(error?.message ?? "")).toMatchInlineSnapshot(`
    "nothing was applied: a job needs your word, as posting it changes rows that are there
    koalas (jobs/koalas.json): ran as job ID with another body
      /mappings/1/columnName: "city" → "town"
      /maxParseExceptions: none → 5
      posted again, it adds its rows to those that are there
    to post it, run \`starfix apply\` again with --rerun koalas"
  `);
  expect(error).toHaveProperty("json.stopped", [
    {
      id: "koalas",
      earlierJobId: service.jobs[0]?.id,
      changes: [
        { pointer: "/mappings/1/columnName", before: "city", after: "town" },
        { pointer: "/maxParseExceptions", after: 5 },
      ],
    },
  ]);
  expect(service.writes).toEqual([]);
});

test("with --rerun an edited job is posted once, and applied again it already ran", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  await applyTo(service, folder.path, { jobs: [koalas] });
  const { result, printed } = await applyTo(service, folder.path, { jobs: [edited], rerun: ["koalas"] });
  expect(printed).toContain("koalas: ran with another body earlier, posting it again");
  expect(result?.jobs).toMatchObject([{ action: "create", status: "completed" }]);
  expect((await applyTo(service, folder.path, { jobs: [edited] })).result?.jobs).toMatchObject([
    { action: "already_ran" },
  ]);
  expect(jobPosts(service)).toBe(2);
});

test("with --rerun a job that was not edited is posted again, once for each time the word is given", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  await applyTo(service, folder.path, { jobs: [koalas] });
  const { result, printed } = await applyTo(service, folder.path, { jobs: [koalas], rerun: ["koalas"] });
  expect(printed).toContain("koalas: ran earlier, posting it again");
  expect(result?.jobs).toMatchObject([{ action: "create", jobId: service.jobs[1]?.id }]);
  expect((await applyTo(service, folder.path, { jobs: [koalas] })).result?.jobs).toMatchObject([
    { action: "already_ran", jobId: service.jobs[1]?.id },
  ]);
  expect(jobPosts(service)).toBe(2);
});

test("--rerun of a name that is no job of the project is refused", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  const { error } = await applyTo(service, folder.path, { jobs: [koalas], rerun: ["koala"] });
  expect(error).toBeInstanceOf(UserError);
  expect(error?.message).toBe("--rerun names no job of the project: koala; expected one of koalas");
  expect(service.writes).toEqual([]);
});

test("going back to an earlier body of an appending job posts nothing", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  await applyTo(service, folder.path, { jobs: [koalas] });
  await applyTo(service, folder.path, { jobs: [edited], rerun: ["koalas"] });
  expect((await applyTo(service, folder.path, { jobs: [koalas] })).result?.jobs).toMatchObject([
    { action: "already_ran", jobId: service.jobs[0]?.id },
  ]);
  expect(jobPosts(service)).toBe(2);
});

test("going back to an earlier body of a replacing job needs the word", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  const [first, second] = [jobOf("koalas", "Koalas", replacing), jobOf("koalas", "Koalas", { ...replacing, mappings })];
  await applyTo(service, folder.path, { jobs: [first] });
  await applyTo(service, folder.path, { jobs: [second], rerun: ["koalas"] });
  const { error } = await applyTo(service, folder.path, { jobs: [first] });
  expect(error?.message).toContain(`ran as job ${service.jobs[1]?.id} with another body`);
  await applyTo(service, folder.path, { jobs: [first], rerun: ["koalas"] });
  expect(jobPosts(service)).toBe(3);
});

test("another order of keys or a spelt-out default is the same job", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  await applyTo(service, folder.path, { jobs: [koalas] });
  const { mappings: _, ...rest } = Object(koalas.json);
  const same = { ...koalas, json: { mappings, ...rest, ingestionMode: "append" }, sha256: "other" };
  expect((await applyTo(service, folder.path, { jobs: [same] })).result?.jobs).toMatchObject([
    { action: "adopt", jobId: service.jobs[0]?.id, status: "completed" },
  ]);
  expect((await applyTo(service, folder.path, { jobs: [same] })).result?.jobs).toMatchObject([
    { action: "already_ran" },
  ]);
  expect(jobPosts(service)).toBe(1);
});

test.each(["failed", "canceled"])(
  "an edited job whose run was %s is posted without the word",
  async (executionStatus) => {
    await using service = await fakeService();
    await using folder = await tempFolder();
    service.outcome = { ...failed, executionStatus };
    await applyTo(service, folder.path, { jobs: [koalas] });
    service.outcome = completed;
    expect((await applyTo(service, folder.path, { jobs: [edited] })).result?.jobs).toMatchObject([
      { action: "create" },
    ]);
  },
);

test("an edited job is stopped while the earlier body runs", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  await applyTo(service, folder.path, { jobs: [koalas] });
  const [intent, posted] = (await readFile(ledgerOf(folder.path), "utf8")).split("\n");
  await writeFile(ledgerOf(folder.path), `${intent}\n${posted}\n`);
  for (const job of service.jobs) job.executionStatus = "running";
  const { error } = await applyTo(service, folder.path, { jobs: [edited] });
  expect(error?.message).toContain(`is at the service as job ${service.jobs[0]?.id} (running) with another body`);
  expect(jobPosts(service)).toBe(1);
});

test("a kill between the intent and the id of an earlier body is seen by the body that the intent tells", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  await applyTo(service, folder.path, { jobs: [koalas] });
  const [intent] = (await readFile(ledgerOf(folder.path), "utf8")).split("\n");
  await writeFile(ledgerOf(folder.path), `${intent}\n`);
  const { error } = await applyTo(service, folder.path, { jobs: [edited] });
  expect(error?.message).toContain(`ran as job ${service.jobs[0]?.id} with another body`);
  expect(jobPosts(service)).toBe(1);
  service.jobs.length = 0;
  expect((await applyTo(service, folder.path, { jobs: [edited] })).result?.jobs).toMatchObject([{ action: "create" }]);
});

test("an intent of an earlier version, which tells no body, needs the word", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  await applyTo(service, folder.path, { jobs: [koalas] });
  const [intent = ""] = (await readFile(ledgerOf(folder.path), "utf8")).split("\n");
  const { spec: _, ...rest } = JSON.parse(intent);
  await writeFile(ledgerOf(folder.path), `${JSON.stringify(rest)}\n`);
  const { error } = await applyTo(service, folder.path, { jobs: [edited] });
  expect(error?.message).toContain("whether the job exists is unknown");
  expect(jobPosts(service)).toBe(1);
});

test.each(["lost", "500", "unreadable"] as const)(
  "a rerun whose answer was %s is the new job, not the one before it",
  async (fault) => {
    await using service = await fakeService();
    await using folder = await tempFolder();
    await applyTo(service, folder.path, { jobs: [koalas] });
    service.fault = fault;
    const { result } = await applyTo(service, folder.path, { jobs: [koalas], rerun: ["koalas"] });
    expect(result?.jobs).toMatchObject([{ jobId: service.jobs[1]?.id, status: "completed" }]);
    expect(jobPosts(service)).toBe(2);
  },
);

test("a rerun that was killed before its POST leaves the job as one that ran, and with the word it is posted", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  await applyTo(service, folder.path, { jobs: [koalas] });
  service.fault = "cut";
  const cut = await applyTo(service, folder.path, { jobs: [koalas], rerun: ["koalas"] });
  expect(cut.error?.message).toContain("whether the job was created is unknown");
  expect(await eventsOf(folder.path)).toEqual(["intent", "posted", "outcome", "intent"]);
  expect((await applyTo(service, folder.path, { jobs: [koalas] })).result?.jobs).toMatchObject([
    { action: "already_ran", jobId: service.jobs[0]?.id },
  ]);
  await applyTo(service, folder.path, { jobs: [koalas], rerun: ["koalas"] });
  expect(service.jobs).toHaveLength(2);
});

test("a rerun that was killed after its POST is found, and the word given again posts no third job", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  await applyTo(service, folder.path, { jobs: [koalas] });
  await applyTo(service, folder.path, { jobs: [koalas], rerun: ["koalas"] });
  const lines = (await readFile(ledgerOf(folder.path), "utf8")).split("\n");
  await writeFile(ledgerOf(folder.path), `${lines.slice(0, 4).join("\n")}\n`);
  expect((await applyTo(service, folder.path, { jobs: [koalas], rerun: ["koalas"] })).result?.jobs).toMatchObject([
    { action: "adopt", jobId: service.jobs[1]?.id },
  ]);
  expect(jobPosts(service)).toBe(2);
});

test.each(["failed", "refused"])("a rerun that %s leaves the job as one that ran", async (how) => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  await applyTo(service, folder.path, { jobs: [koalas] });
  if (how === "failed") service.outcome = failed;
  else service.fault = "refused";
  await applyTo(service, folder.path, { jobs: [koalas], rerun: ["koalas"] });
  service.outcome = completed;
  expect((await applyTo(service, folder.path, { jobs: [koalas] })).result?.jobs).toMatchObject([
    { action: "already_ran", jobId: service.jobs[0]?.id },
  ]);
});

test("a body that the service does not have any more is said to be gone", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  await applyTo(service, folder.path, { jobs: [koalas] });
  service.jobs.length = 0;
  const { error } = await applyTo(service, folder.path, { jobs: [edited] });
  expect(error?.message).toContain("  the service does not have the body of that job any more\n");
  expect(jobPosts(service)).toBe(1);
});

test("without a ledger, an edited job is known by the data that it reads", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  await applyTo(service, folder.path, { jobs: [koalas] });
  await rm(join(folder.path, ".starfix"), { recursive: true });
  const { error } = await applyTo(service, folder.path, { jobs: [edited] });
  expect(withoutIds(error?.message ?? "")).toContain(
    "job ID (completed) reads the same data into the same table with another body\n  /maxParseExceptions: none → 5\n",
  );
  expect(jobPosts(service)).toBe(1);
});

test("without a ledger, two jobs of the same data are told apart by their bodies", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  const both = [koalas, jobOf("errors", "Koalas", { mappings, filterExpression: "TRUE" })];
  await applyTo(service, folder.path, { jobs: both });
  await truncate(ledgerOf(folder.path));
  const third = jobOf("a-third", "Koalas", { mappings, filterExpression: "FALSE" });
  expect((await applyTo(service, folder.path, { jobs: [third, ...both] })).result?.jobs).toMatchObject([
    { action: "create" },
    { action: "adopt" },
    { action: "adopt" },
  ]);
});

test("a job that replaces rows that are there needs the word, and says which", async () => {
  for (const [members, rows, says] of [
    [
      replacing,
      1200,
      'koalas (jobs/koalas.json): replaces the rows of 2024-01-01/P1D in table "Koalas", which has 1,200 rows',
    ],
    [
      { ingestionMode: "replace", replaceAll: true },
      undefined,
      'koalas (jobs/koalas.json): replaces all rows in table "Koalas"\n',
    ],
  ] as const) {
    await using service = await fakeService();
    await using folder = await tempFolder();
    service.tables.set("Koalas", { type: "detail", name: "Koalas", version: 0, totalRows: rows });
    const job = jobOf("koalas", "Koalas", members);
    const { error } = await applyTo(service, folder.path, { jobs: [job] });
    expect(error?.message).toContain(says);
    expect(error?.message).toContain("--rerun koalas");
    expect(service.writes).toEqual([]);
    expect((await applyTo(service, folder.path, { jobs: [job], rerun: ["koalas"] })).result?.jobs).toMatchObject([
      { action: "create", status: "completed" },
    ]);
  }
});

test("an edited job that replaces says both", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  await applyTo(service, folder.path, { jobs: [jobOf("koalas", "Koalas", replacing)] });
  service.tables.set("Koalas", { type: "detail", name: "Koalas", version: 0, totalRows: 7 });
  const { error } = await applyTo(service, folder.path, {
    jobs: [jobOf("koalas", "Koalas", { ...replacing, maxParseExceptions: 0 })],
  });
  expect(
    withoutIds(error?.message ?? "")
      .split("\n")
      .slice(1, -1),
  ).toEqual([
    "koalas (jobs/koalas.json): ran as job ID with another body",
    "  /maxParseExceptions: none → 0",
    '  replaces the rows of 2024-01-01/P1D in table "Koalas", which has 7 rows',
  ]);
});

test("a job that replaces in a table without rows is posted", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  service.tables.set("Koalas", { type: "detail", name: "Koalas", version: 0, totalRows: 0 });
  expect((await applyTo(service, folder.path, { jobs: [jobOf("koalas", "Koalas", replacing)] })).error).toBeUndefined();
  expect(
    (
      await applyTo(service, folder.path, {
        jobs: [jobOf("bears", "Bears", { ...replacing, target: { ...replacing.target, tableName: "Bears" } })],
      })
    ).error,
  ).toBeUndefined();
});

test("a secret of an edited job is not shown", async () => {
  await using service = await fakeService();
  await using folder = await tempFolder();
  const job = (limit: number) => ({
    ...jobOf("koalas", "Koalas", { maxParseExceptions: limit, context: { token: "${TOKEN}" } }),
    secrets: [{ name: "TOKEN", pointer: "/context/token" }],
  });
  await applyTo(service, folder.path, { jobs: [job(1)], env: { TOKEN: "hidden" } });
  expect(service.bodies[0]).toMatchObject({ context: { token: "hidden" } });
  const { error } = await applyTo(service, folder.path, { jobs: [job(2)], env: { TOKEN: "hidden" } });
  expect(error?.message).toContain("/maxParseExceptions: 1 → 2");
  expect(`${error?.message}${JSON.stringify(error)}${await readFile(ledgerOf(folder.path), "utf8")}`).not.toContain(
    "hidden",
  );
});
