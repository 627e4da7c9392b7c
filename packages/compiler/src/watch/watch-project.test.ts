import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadProject } from "../load/load-project.ts";
import { conditions, demoConnection, type TemporaryProject, temporaryProject } from "../testing/temporary-project.ts";
import { type WatchEvent, type WatchOptions, watchProject } from "./watch-project.ts";

interface WatchedProject extends AsyncDisposable {
  readonly project: TemporaryProject;
  /** The next event; each is given once. */
  next(): Promise<WatchEvent>;
  /** Events that nobody has asked for. */
  readonly pending: readonly WatchEvent[];
  close(): Promise<void>;
}

async function watched(files: Readonly<Record<string, string>>, options: WatchOptions = {}): Promise<WatchedProject> {
  const project = await temporaryProject({ "package.json": `{ "name": "team" }`, ...files });
  const pending: WatchEvent[] = [];
  let wake = (): void => {};
  const load = () => loadProject({ cwd: project.cwd, conditions });
  const watch = await watchProject(await load(), { conditions, reload: load, ...options }, (event) => {
    pending.push(event);
    wake();
  });
  return {
    project,
    pending,
    close: watch.close,
    async next() {
      for (;;) {
        const event = pending.shift();
        if (event) return event;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    async [Symbol.asyncDispose]() {
      await watch.close();
      await project[Symbol.asyncDispose]();
    },
  };
}

/** `kind` and what there is. */
function told(event: WatchEvent): readonly string[] {
  switch (event.kind) {
    case "compiled":
      return event.result.artifacts.map(({ path }) => path);
    case "failed":
      return ["failed", ...event.issues.map(({ code }) => code)];
    case "refused":
      return ["refused", event.error.message];
    default:
      throw new Error(`unexpected event: ${JSON.stringify(event satisfies never)}`);
  }
}

const other = (name: string): string => demoConnection.replace("demo-conn", name);

test("an edit, a new file and a file that goes are compiled", async () => {
  await using watch = await watched({ "definitions/a.ts": demoConnection });
  expect(told(await watch.next())).toEqual(["connections/demo-conn.json"]);
  await watch.project.write("definitions/a.ts", other("one"));
  expect(told(await watch.next())).toEqual(["connections/one.json"]);
  await watch.project.write("definitions/b.ts", other("two"));
  expect(told(await watch.next())).toEqual(["connections/one.json", "connections/two.json"]);
  await mkdir(join(watch.project.cwd, "definitions/deep"));
  await watch.project.write("definitions/deep/c.ts", other("three"));
  expect(told(await watch.next())).toHaveLength(3);
  await rm(join(watch.project.cwd, "definitions/b.ts"));
  expect(told(await watch.next())).toEqual(["connections/one.json", "connections/three.json"]);
});

test("a file that a definition imports is watched, wherever it is", async () => {
  await using watch = await watched({
    "shared/name.ts": `export const name = "one";\n`,
    "definitions/a.ts": `import { name } from "../shared/name.ts";\n${demoConnection.replace('"demo-conn"', "name")}`,
  });
  expect(told(await watch.next())).toEqual(["connections/one.json"]);
  await watch.project.write("shared/name.ts", `export const name = "two";\n`);
  expect(told(await watch.next())).toEqual(["connections/two.json"]);
});

test("what is wrong leaves what was right last, and is mended by the next edit", async () => {
  await using watch = await watched({ "definitions/a.ts": demoConnection });
  const first = await watch.next();
  await watch.project.write("definitions/a.ts", "export const a = ;\n");
  const failed = await watch.next();
  expect(told(failed)).toEqual(["failed", "invalid_source"]);
  expect(failed.kind === "failed" && first.kind === "compiled" && failed.lastGood === first.result).toBe(true);
  await watch.project.write("definitions/a.ts", "export const a = 1;\n");
  expect(told(await watch.next())).toEqual(["failed", "empty_file"]);
  await rm(join(watch.project.cwd, "definitions/a.ts"));
  expect(told(await watch.next())).toEqual(["failed", "no_definitions"]);
  await watch.project.write("definitions/a.ts", other("again"));
  expect(told(await watch.next())).toEqual(["connections/again.json"]);
});

test("a watch can begin with what is wrong, and with no folder at all", async () => {
  await using watch = await watched({});
  const failed = await watch.next();
  expect(told(failed)).toEqual(["failed", "no_definitions"]);
  expect(failed).toMatchObject({ lastGood: undefined });
  await watch.project.write("definitions/a.ts", demoConnection);
  expect(told(await watch.next())).toEqual(["connections/demo-conn.json"]);
});

test("new settings hold from then on, and wrong ones are refused", async () => {
  await using watch = await watched({ "definitions/a.ts": demoConnection, "ingest/b.ts": other("two") });
  expect(told(await watch.next())).toEqual(["connections/demo-conn.json"]);
  await watch.project.write("starfix.config.ts", `export default { definitions: "ingest/*.ts" };\n`);
  expect(told(await watch.next())).toEqual(["connections/two.json"]);
  await watch.project.write("starfix.config.ts", `export default { definition: "ingest/*.ts" };\n`);
  expect(told(await watch.next())).toEqual(["refused", expect.stringContaining('unknown setting "definition"')]);
  await watch.project.write("ingest/b.ts", other("three"));
  expect(told(await watch.next())).toEqual(["connections/three.json"]);
});

test("artifacts, hidden files and a file that is written as it was are no change", async () => {
  await using watch = await watched({ "definitions/a.ts": demoConnection });
  await watch.next();
  await watch.project.write("artifacts/connections/demo-conn.json", "{}");
  await watch.project.write("definitions/.a.ts.swp", "x");
  await watch.project.write("definitions/a.ts", demoConnection);
  await watch.project.write("notes.txt", "x");
  // What comes after is the next to be told, so that nothing came of those.
  await watch.project.write("definitions/a.ts", other("after"));
  expect(told(await watch.next())).toEqual(["connections/after.json"]);
  expect(watch.pending).toEqual([]);
});

test("a file that a definition reads by itself is watched beside it", async () => {
  await using watch = await watched({
    "definitions/bucket.txt": "one",
    "definitions/a.ts": `import { readFileSync } from "node:fs";
import { s3Connection } from "@starfix/dsl";
const bucket = readFileSync(new URL("./bucket.txt", import.meta.url), "utf8");
export const a = s3Connection("a").bucket(\`bucket-\${bucket}\`).region("us-east-1").role("arn:aws:iam::012345678901:role/r");\n`,
  });
  const bucketOf = (event: WatchEvent): unknown =>
    event.kind === "compiled" && Reflect.get(Object(event.result.artifacts[0]?.json), "bucket");
  expect(bucketOf(await watch.next())).toBe("bucket-one");
  await watch.project.write("definitions/bucket.txt", "two");
  expect(bucketOf(await watch.next())).toBe("bucket-two");
});

/** Threads, watches of folders and processes that this process holds. */
function held(): readonly string[] {
  return process.getActiveResourcesInfo().filter((name) => /^(Worker|FSEvent|Process)/.test(name));
}

test("many edits hold no more than one, and a watch that is closed holds nothing", async () => {
  const watch = await watched({ "definitions/a.ts": demoConnection });
  await watch.next();
  const edit = async (name: string): Promise<number> => {
    await watch.project.write("definitions/a.ts", other(name));
    expect(told(await watch.next())).toEqual([`connections/${name}.json`]);
    return held().length;
  };
  const afterOne = await edit("first");
  for (let i = 0; i < 200; i++) expect(await edit(`edit-${i}`)).toBe(afterOne);
  await watch[Symbol.asyncDispose]();
  // The process of the bundler stays for the next build.
  expect(held().filter((name) => !name.startsWith("Process"))).toEqual([]);
}, 300_000);

test("an error of whoever is told ends the watch", async () => {
  await using project = await temporaryProject({ "definitions/a.ts": demoConnection });
  const watch = await watchProject(await loadProject({ cwd: project.cwd, conditions }), { conditions }, () => {
    throw new Error("disk full");
  });
  await expect(watch.ended).rejects.toThrow("disk full");
  await watch.close();
});
