import { readdir, readFile, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { createClient, listJobs, querySql } from "@starfix/client";
import { expect, test } from "vitest";
import { EVENTS, KOALAS, koalasProject } from "../testing/koalas-project.ts";
import { type MemoryServer, memoryServer } from "../testing/memory-server.ts";
import { type Ran, run } from "../testing/run.ts";

const withoutIds = ({ code, stdout, stderr }: Ran) => ({
  code,
  stdout: stdout.replace(/[\da-f]{8}-[\da-f-]{27}/g, "ID"),
  stderr: stderr.replace(/[\da-f]{8}-[\da-f-]{27}/g, "ID"),
});

/** A URL at which nothing listens any more. */
async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

function clientOf({ env }: MemoryServer) {
  return createClient({ url: env.STARFIX_URL, projectId: env.STARFIX_PROJECT_ID, apiKey: env.STARFIX_API_KEY });
}

test("apply builds, makes the connection, runs the job and prints its rows, which a query then finds", async () => {
  await using folder = await koalasProject();
  await using server = await memoryServer(`${folder.path}/objects`);
  const ran = await run(["apply"], { cwd: `${folder.path}/project`, env: server.env });
  expect(withoutIds(ran)).toMatchInlineSnapshot(`
    {
      "code": 0,
      "stderr": "",
      "stdout": "demo-conn: connection created
    koalas: posted as job ID
    koalas: completed, 3 rows read, 2 persisted, 0 skipped
    jobs: 1 posted, 0 already there
    ",
    }
  `);
  expect(await readdir(`${folder.path}/project/artifacts`)).toContain("manifest.json");
  const query = 'SELECT "city", "max_session_length" FROM "Koalas" ORDER BY 1';
  await expect(querySql(clientOf(server), { body: { query } })).resolves.toEqual([
    { city: "Perth", max_session_length: 7 },
    { city: "Sydney", max_session_length: 345 },
  ]);
});

test("applied again, nothing changes: a plan of zero, also without the ledger", async () => {
  await using folder = await koalasProject();
  await using server = await memoryServer(`${folder.path}/objects`);
  const options = { cwd: `${folder.path}/project`, env: server.env };
  await run(["apply"], options);
  expect(withoutIds(await run(["apply"], options))).toMatchInlineSnapshot(`
    {
      "code": 0,
      "stderr": "",
      "stdout": "demo-conn: connection unchanged
    koalas: already ran (job ID, 2 rows)
    jobs: 0 posted, 1 already there
    ",
    }
  `);
  await rm(`${folder.path}/project/.starfix`, { recursive: true });
  const { code, stdout } = await run(["apply"], options);
  expect(code).toBe(0);
  expect(stdout).toMatch(/koalas: already ran \(job \S+, 2 rows\)/);
  expect((await listJobs(clientOf(server))).values).toHaveLength(1);
});

test("apply --json prints one line with all results", async () => {
  await using folder = await koalasProject();
  await using server = await memoryServer(`${folder.path}/objects`);
  const options = { cwd: `${folder.path}/project`, env: server.env };
  const rows = { rowsRead: EVENTS.length, rowsPersisted: 2, rowsSkipped: 0 };
  const first = await run(["apply", "--json"], options);
  expect(first.code).toBe(0);
  expect(JSON.parse(first.stdout)).toEqual({
    connections: [{ name: "demo-conn", action: "create" }],
    tables: [],
    jobs: [{ id: "koalas", jobId: expect.any(String), action: "create", status: "completed", ...rows }],
  });
  const second = JSON.parse((await run(["apply", "--json"], options)).stdout);
  expect(second.connections).toEqual([{ name: "demo-conn", action: "unchanged" }]);
  expect(second.jobs).toEqual([
    {
      id: "koalas",
      jobId: JSON.parse(first.stdout).jobs[0].jobId,
      action: "already_ran",
      status: "completed",
      ...rows,
    },
  ]);
});

test("a broken line is counted, skipped and reported", async () => {
  await using folder = await koalasProject([...EVENTS.map((event) => JSON.stringify(event)), '{"timestamp": "2024']);
  await using server = await memoryServer(`${folder.path}/objects`);
  const { code, stdout, stderr } = await run(["apply"], { cwd: `${folder.path}/project`, env: server.env });
  expect(code).toBe(0);
  expect(stdout).toContain("koalas: completed, 3 rows read, 2 persisted, 1 skipped");
  expect(stderr).toContain("koalas: warning invalid_rows_found");
});

test("a job that fails exits 1 with the code and the message of its health", async () => {
  await using folder = await koalasProject(['{"timestamp":"never","city":"Sydney"}']);
  await using server = await memoryServer(`${folder.path}/objects`);
  const { code, stdout, stderr } = await run(["apply", "--json"], { cwd: `${folder.path}/project`, env: server.env });
  expect(code).toBe(1);
  expect(stderr).toMatch(/koalas: job \S+ failed: null_timestamp: /);
  expect(JSON.parse(stdout)).toMatchObject({
    jobs: [{ id: "koalas", status: "failed", rowsPersisted: 0 }],
    error: { message: expect.stringContaining("null_timestamp") },
  });
});

test("an object that is not there fails the job and is named", async () => {
  await using folder = await koalasProject();
  await using server = await memoryServer(`${folder.path}/objects`);
  await folder.write("project/definitions/koalas.ts", KOALAS.replace("demo-file", "missing-file"));
  const { code, stderr } = await run(["apply"], { cwd: `${folder.path}/project`, env: server.env });
  expect(code).toBe(1);
  expect(stderr).toContain("missing-file.json.gz");
});

test("on a terminal the progress is one line that is written over", async () => {
  const lines = Array.from({ length: 60_000 }, (_, index) => JSON.stringify({ ...EVENTS[0], session: `s-${index}` }));
  await using folder = await koalasProject(lines);
  await using server = await memoryServer(`${folder.path}/objects`);
  const { code, stderr } = await run(["apply"], { cwd: `${folder.path}/project`, env: server.env, isTTY: true });
  expect(code).toBe(0);
  expect(stderr.replaceAll("\r\u001b[2K", "<")).toMatch(/<koalas: (?:pending|running) \d+ %, [\d,]+ rows read/);
  expect(stderr.endsWith("\r\u001b[2K")).toBe(true);
});

test.each([
  ["STARFIX_URL", "missing url of the service: give --url or set STARFIX_URL"],
  ["STARFIX_PROJECT_ID", "missing project id: give --project or set STARFIX_PROJECT_ID"],
  ["STARFIX_API_KEY", "missing API key: give --api-key or set STARFIX_API_KEY"],
])("apply without %s is refused before anything is written", async (name, message) => {
  await using folder = await koalasProject();
  const env = { STARFIX_URL: "http://127.0.0.1:1", STARFIX_PROJECT_ID: "p", STARFIX_API_KEY: "pok_a", [name]: "" };
  const { code, stderr } = await run(["apply"], { cwd: `${folder.path}/project`, env });
  expect(code).toBe(1);
  expect(stderr).toContain(message);
  expect(await readdir(`${folder.path}/project`)).toEqual(["definitions"]);
});

test("a job that is no batch job is named before anything is applied", async () => {
  await using folder = await koalasProject();
  await using server = await memoryServer(`${folder.path}/objects`);
  await folder.write(
    "project/definitions/more.ts",
    `import { dropTableJob } from "@starfix/dsl";
export const drop = dropTableJob("drop").table("Bears");
`,
  );
  const { code, stderr } = await run(["apply"], { cwd: `${folder.path}/project`, env: server.env });
  expect(code).toBe(1);
  expect(stderr).toContain(
    "`apply` supports connections, tables and batch jobs only; move these files to another project",
  );
  expect(stderr).toContain('  job "drop": jobs/drop.json\n');
  expect((await listJobs(clientOf(server))).values).toEqual([]);
});

test("a job that was edited after it ran is not posted again until --rerun names it", async () => {
  await using folder = await koalasProject();
  await using server = await memoryServer(`${folder.path}/objects`);
  const options = { cwd: `${folder.path}/project`, env: server.env };
  await run(["apply"], options);
  await folder.write("project/definitions/koalas.ts", KOALAS.replace(".map(", ".maxParseExceptions(5)\n  .map("));
  const stopped = withoutIds(await run(["apply", "--json"], options));
  expect(stopped.code).toBe(1);
  expect(stopped.stderr).toContain(
    "koalas (jobs/koalas.json): ran as job ID with another body\n  /maxParseExceptions: none → 5\n",
  );
  expect(JSON.parse(stopped.stdout).stopped).toEqual([
    { id: "koalas", earlierJobId: "ID", changes: [{ pointer: "/maxParseExceptions", after: 5 }] },
  ]);
  expect((await listJobs(clientOf(server))).values).toHaveLength(1);
  const rerun = await run(["apply", "--rerun", "koalas"], options);
  expect(rerun).toMatchObject({ code: 0, stdout: expect.stringContaining("jobs: 1 posted, 0 already there") });
  expect((await run(["apply"], options)).stdout).toContain("jobs: 0 posted, 1 already there");
});

test("a job with other comments, other formatting and another description of its connection does not run again", async () => {
  await using folder = await koalasProject();
  await using server = await memoryServer(`${folder.path}/objects`);
  const options = { cwd: `${folder.path}/project`, env: server.env };
  await run(["apply"], options);
  await folder.write(
    "project/definitions/koalas.ts",
    KOALAS.replace('.bucket("demo-bucket")', '.bucket("demo-bucket").describe("koalas") // where they are').replace(
      ".into(",
      ".append()\n  .into(",
    ),
  );
  const { stdout } = await run(["apply"], options);
  expect(stdout).toContain("demo-conn: connection updated (description)");
  expect(stdout).toContain("jobs: 0 posted, 1 already there");
});

test("a definition with an issue is not applied", async () => {
  await using folder = await koalasProject();
  await using server = await memoryServer(`${folder.path}/objects`);
  await folder.write("project/definitions/koalas.ts", KOALAS.replace("s3://demo-bucket", "s3://other-bucket"));
  const { code, stderr } = await run(["apply"], { cwd: `${folder.path}/project`, env: server.env });
  expect(code).toBe(1);
  expect(stderr).toContain("definitions/koalas.ts:10:9 - error uri_of_another_bucket: ");
  expect((await listJobs(clientOf(server))).values).toEqual([]);
});

test("a server that is not there and a key that is refused are errors of the user", async () => {
  await using folder = await koalasProject();
  await using server = await memoryServer(`${folder.path}/objects`);
  const cwd = `${folder.path}/project`;
  const wrongKey = await run(["apply", "--api-key", "pok_wrong"], { cwd, env: server.env });
  expect(wrongKey.code).toBe(1);
  expect(wrongKey.stderr).toContain("answered 401 InvalidAuthentication: ");
  expect(wrongKey.stderr).not.toContain("pok_wrong");
  const url = await closedPort();
  const unreachable = await run(["apply", "--url", url], { cwd, env: server.env });
  expect(unreachable.code).toBe(1);
  expect(unreachable.stderr).toContain(`${url}: GET /v1/projects/`);
  expect(unreachable.stderr).toContain("was not sent: ");
  const malformed = await run(["apply", "--url", "localhost"], { cwd, env: server.env });
  expect(malformed).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("invalid url: expected the http or https origin"),
  });
});

test("a stop while the server keeps silent ends the run as interrupted", async () => {
  await using folder = await koalasProject();
  const silent = createServer(() => stop.abort());
  const stop = new AbortController();
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const { port } = silent.address() as AddressInfo;
  const env = { STARFIX_URL: `http://127.0.0.1:${port}`, STARFIX_PROJECT_ID: "p", STARFIX_API_KEY: "pok_a" };
  const ran = await run(["apply", "--json"], { cwd: `${folder.path}/project`, env, signal: stop.signal });
  silent.close();
  expect(ran.code).toBe(1);
  expect(JSON.parse(ran.stdout)).toEqual({ error: { message: "interrupted; run `starfix apply` again to go on" } });
});

test("the ledger holds no key", async () => {
  await using folder = await koalasProject();
  await using server = await memoryServer(`${folder.path}/objects`);
  await run(["apply"], { cwd: `${folder.path}/project`, env: server.env });
  const ledger = await readFile(`${folder.path}/project/.starfix/ledger.jsonl`, "utf8");
  expect(ledger).toContain('"event":"outcome"');
  expect(ledger).not.toContain(server.env.STARFIX_API_KEY);
});
