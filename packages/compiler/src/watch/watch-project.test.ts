import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { writeFileSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { loadProject } from "../load/load-project.ts";
import { conditions, demoConnection, type TemporaryProject, temporaryProject } from "../testing/temporary-project.ts";
import { type WatchEvent, type WatchOptions, watchProject } from "./watch-project.ts";

interface WatchedProject extends AsyncDisposable {
  readonly project: TemporaryProject;
  /** The next event; each is given once. */
  next(): Promise<WatchEvent>;
  /** Events that were not taken yet. */
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

test("a folder that is made is watched before there is a definition in it, and so is one that is made again", async () => {
  await using watch = await watched({ "definitions/a.ts": demoConnection });
  const { project } = watch;
  await watch.next();
  const deep = join(project.cwd, "definitions/deep");
  await mkdir(deep);
  // Long enough for a turn in which there was nothing to tell.
  await sleep(500);
  await project.write("definitions/deep/b.ts", other("two"));
  expect(told(await watch.next())).toEqual(["connections/demo-conn.json", "connections/two.json"]);
  await rm(deep, { recursive: true });
  await project.write("definitions/deep/b.ts", other("three"));
  let last = told(await watch.next());
  // Whether it was seen to be gone depends on how fast it came again.
  if (last.length === 1) last = told(await watch.next());
  expect(last).toEqual(["connections/demo-conn.json", "connections/three.json"]);
  await sleep(500);
  await project.write("definitions/deep/b.ts", other("four"));
  expect(told(await watch.next())).toEqual(["connections/demo-conn.json", "connections/four.json"]);
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

test("a file that is imported and not there yet is waited for, also where nothing else is", async () => {
  const naming = (path: string): string =>
    `import { name } from "${path}";\n${demoConnection.replace('"demo-conn"', "name")}`;
  await using watch = await watched({ "definitions/a.ts": naming("../lib/deep/name.ts") });
  expect(told(await watch.next())).toEqual(["failed", "invalid_source"]);
  await sleep(300);
  await mkdir(join(watch.project.cwd, "lib"));
  await sleep(300);
  await watch.project.write("lib/deep/name.ts", `export const name = "one";\n`);
  const events = [await watch.next()];
  // The folder on the way may be told to lead nowhere still.
  while (events.at(-1)?.kind === "failed") events.push(await watch.next());
  expect(events.slice(-1).map(told)).toEqual([["connections/one.json"]]);
  await watch.project.write("definitions/a.ts", naming("../name.ts"));
  expect(told(await watch.next())).toEqual(["failed", "invalid_source"]);
  await sleep(300);
  await watch.project.write("name.ts", `export const name = "two";\n`);
  expect(told(await watch.next())).toEqual(["connections/two.json"]);
});

test("an error keeps the last good result, until the next edit corrects it", async () => {
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

test("a file that never stops changing is compiled after ten rounds", async () => {
  await using watch = await watched({ "definitions/a.ts": demoConnection });
  await watch.next();
  const log = join(watch.project.cwd, "definitions/log.txt");
  const writing = setInterval(() => writeFileSync(log, "x"), 3);
  try {
    await watch.project.write("definitions/a.ts", other("one"));
    let last = told(await watch.next());
    // The log alone is a change too: a definition might read it.
    while (last[0] === "connections/demo-conn.json") last = told(await watch.next());
    expect(last).toEqual(["connections/one.json"]);
  } finally {
    clearInterval(writing);
  }
});

test("a file that a definition reads by itself is watched as well", async () => {
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

/** Watches of folders that this process holds. */
const watches = (): number => process.getActiveResourcesInfo().filter((name) => name.startsWith("FSEvent")).length;

test("many edits hold no more than one, and a watch that is closed holds nothing", async () => {
  const threads = new Set<Worker>();
  const onThread = (made: unknown): void => {
    const worker: unknown = Reflect.get(Object(made), "worker");
    if (!(worker instanceof Worker)) throw new Error("expected a worker");
    threads.add(worker);
    worker.once("exit", () => threads.delete(worker));
  };
  subscribe("worker_threads", onThread);
  const watch = await watched({ "definitions/a.ts": demoConnection });
  await watch.next();
  const edit = async (name: string): Promise<void> => {
    await watch.project.write("definitions/a.ts", other(name));
    expect(told(await watch.next())).toEqual([`connections/${name}.json`]);
  };
  await edit("first");
  // The thread that has run goes when the change has been told.
  await expect.poll(() => threads.size).toBe(1);
  const watchesAfterOne = watches();
  for (let i = 0; i < 50; i++) await edit(`edit-${i}`);
  await expect.poll(() => threads.size).toBe(1);
  expect(watches()).toBe(watchesAfterOne);
  await watch[Symbol.asyncDispose]();
  expect({ threads: threads.size, watches: watches() }).toEqual({ threads: 0, watches: 0 });
  unsubscribe("worker_threads", onThread);
});

test("an error of the listener ends the watch", async () => {
  await using project = await temporaryProject({ "definitions/a.ts": demoConnection });
  const watch = await watchProject(await loadProject({ cwd: project.cwd, conditions }), { conditions }, () => {
    throw new Error("disk full");
  });
  await expect(watch.ended).rejects.toThrow("disk full");
  await watch.close();
});
