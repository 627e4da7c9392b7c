import { expect, test } from "vitest";
import { koalasProject } from "../testing/koalas-project.ts";
import { run } from "../testing/run.ts";
import { serveInProcess } from "../testing/serve.ts";
import { tempFolder } from "../testing/temp-folder.ts";

const SQL = `SELECT "session", COUNT(*) AS "n" FROM "Koalas" GROUP BY 1 ORDER BY 1 LIMIT 1`;

test("apply and query find the server of the folder; query prints rows in each format", async () => {
  await using folder = await koalasProject(['{"timestamp":"2026-01-01","session":"S1","session_length":3}']);
  const cwd = folder.path;
  const served = await serveInProcess({ cwd, argv: ["--bucket", "demo-bucket=objects"] });
  expect(await run(["apply", "--cwd", "project"], { cwd })).toMatchObject({ code: 0 });
  const query = (...argv: readonly string[]) => run(["query", ...argv], { cwd });
  const table = "session  n\n-------  -\nS1       1\n1 row\n";
  expect(await query(SQL)).toEqual({ code: 0, stdout: table, stderr: "" });
  expect((await query(SQL, "--format", "csv")).stdout).toBe("session,n\nS1,1\n");
  expect((await query(SQL, "--format", "ndjson")).stdout).toBe('{"session":"S1","n":1}\n');
  expect((await query(SQL, "--json")).stdout).toBe('{"rows":[{"session":"S1","n":1}]}\n');
  const wrong = await query('SELECT "x" FROM "Nothing"');
  expect(wrong).toMatchObject({ code: 1, stdout: "" });
  expect(wrong.stderr).toContain(`${served.url}: `);
  await served.stop();
  const late = await query(SQL);
  expect(late).toMatchObject({ code: 1, stdout: "" });
  expect(late.stderr).toContain(`${served.url}: `);
});

test("query without a server says how to give one", async () => {
  await using folder = await tempFolder();
  const { code, stderr } = await run(["query", SQL], { cwd: folder.path });
  expect(code).toBe(1);
  expect(stderr).toContain("missing url of the service: give --url or set STARFIX_URL, or start `starfix serve`");
});
