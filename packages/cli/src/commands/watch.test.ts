import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { KOALAS } from "../testing/koalas-project.ts";
import { run } from "../testing/run.ts";
import { type TempFolder, tempFolder } from "../testing/temp-folder.ts";

interface Watched {
  /** The next event of `--json`. */
  next(): Promise<Record<string, unknown>>;
  stop(): ReturnType<typeof run>;
}

/** Runs `starfix watch --json` until it is stopped. */
function watching(folder: TempFolder, ...argv: readonly string[]): Watched {
  const stop = new AbortController();
  const events: Record<string, unknown>[] = [];
  let wake = (): void => {};
  const onStdout = (text: string): void => {
    events.push(JSON.parse(text));
    wake();
  };
  const ended = run(["watch", "--json", ...argv], { cwd: folder.path, signal: stop.signal, onStdout });
  return {
    async next() {
      while (events.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return events.shift() ?? {};
    },
    stop() {
      stop.abort();
      return ended;
    },
  };
}

test("watch builds, tells a mistake and keeps the last good build, and builds again", async () => {
  await using folder = await tempFolder({ "definitions/koalas.ts": KOALAS });
  const watch = watching(folder);
  expect(await watch.next()).toMatchObject({ event: "watching", definitions: ["definitions/**/*.ts"] });
  const first = await watch.next();
  expect(first).toMatchObject({ event: "built", durationMs: expect.any(Number), removed: [], issues: [] });
  expect(first.written).toContain("jobs/koalas.json");
  const job = (): Promise<string> => readFile(`${folder.path}/artifacts/jobs/koalas.json`, "utf8");
  const before = await job();

  await folder.write("definitions/koalas.ts", KOALAS.replace("__time:", "time:"));
  const failed = await watch.next();
  expect(failed).toMatchObject({ event: "failed", keepsLastGood: true, issues: [{ code: "missing_time" }] });
  expect(await job()).toBe(before);

  await folder.write("definitions/koalas.ts", KOALAS.replace("city: c.city", "town: c.city"));
  expect(await watch.next()).toMatchObject({
    event: "built",
    written: ["jobs/koalas.json", "manifest.json"],
    changes: { "jobs/koalas.json": { changed: ["/mappings/1/columnName"] } },
  });
  const { code, stderr } = await watch.stop();
  expect(code).toBe(0);
  expect(stderr).toContain("definitions/koalas.ts:14:4 - error missing_time: ");
  expect(stderr).toMatch(/^\d\d:\d\d:\d\d failed in \d+ ms {2}artifacts keeps the last good build$/m);
  expect(stderr).toMatch(/^\d\d:\d\d:\d\d built in \d+ ms {2}written jobs\/koalas\.json, manifest\.json$/m);
});

test("watch waits in a folder without definitions until there is one", async () => {
  await using folder = await tempFolder();
  const watch = watching(folder);
  await watch.next();
  expect(await watch.next()).toMatchObject({
    event: "failed",
    keepsLastGood: false,
    issues: [{ code: "no_definitions" }],
  });
  await folder.write("definitions/koalas.ts", KOALAS);
  expect(await watch.next()).toMatchObject({ event: "built" });
  expect((await watch.stop()).stderr).toContain("nothing was written");
});

test("watch goes on when a file is in the way of an artifact, and when the settings are wrong", async () => {
  await using folder = await tempFolder({
    "definitions/koalas.ts": KOALAS,
    "out/jobs/koalas.json": "mine",
    "starfix.config.ts": "export default {};\n",
  });
  const watch = watching(folder, "--out", "out");
  await watch.next();
  expect(await watch.next()).toMatchObject({
    event: "refused",
    error: { message: expect.stringContaining("koalas.json exists and was not written by a build") },
  });
  await folder.write("starfix.config.ts", "export default { definitons: 1 };\n");
  expect(await watch.next()).toMatchObject({
    event: "refused",
    error: { message: expect.stringContaining('unknown setting "definitons"') },
  });
  expect((await watch.stop()).code).toBe(0);
});

test("watch --tables writes the tables that jobs make, and goes on when jobs disagree", async () => {
  await using folder = await tempFolder({ "definitions/koalas.ts": KOALAS });
  const watch = watching(folder, "--tables");
  await watch.next();
  expect((await watch.next()).written).toContain("tables/Koalas.json");
  const days = KOALAS.replace(".map(", '.partitionBy("day").map(');
  const bears = days
    .slice(days.indexOf("export const koalas"))
    .replaceAll("koalas", "bears")
    .replace("demo-file", "other-file");
  await folder.write("definitions/koalas.ts", `${days}${bears.replace('"day"', '"hour"')}`);
  expect(await watch.next()).toMatchObject({ event: "refused", tables: [{ table: "Koalas" }] });
  await folder.write("definitions/koalas.ts", `${KOALAS}${bears.replace('"Koalas"', '"Bears"')}`);
  expect((await watch.next()).written).toContain("tables/Bears.json");
  expect((await watch.stop()).stderr).toContain('table "Koalas" cannot be derived: ');
});

test("a folder that is not there is a mistake", async () => {
  await using folder = await tempFolder();
  const { code, stderr } = await run(["watch", "--cwd", "nowhere"], { cwd: folder.path });
  expect({ code, stderr }).toEqual({ code: 1, stderr: `no such folder: ${folder.path}/nowhere\n` });
});
