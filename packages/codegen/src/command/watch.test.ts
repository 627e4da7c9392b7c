import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { documentOf } from "../testing/emit.ts";
import { type CliFolder, type CliRun, cliFolder } from "../testing/run-in-folder.ts";

/** A run of `--watch` that goes on until it is told to stop. */
interface Watching extends AsyncDisposable {
  /** Waits until so many rounds have been reported, and gives what was printed since the last time. */
  rounds(count: number): Promise<Pick<CliRun, "out" | "err">>;
  /** Stops it and gives the exit code. */
  stop(): Promise<number>;
}

function watching(folder: CliFolder, ...args: string[]): Watching {
  const controller = new AbortController();
  let out = "";
  let err = "";
  const run = folder.runWith(
    {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      stopSignal: () => controller.signal,
    },
    ...args,
    "--watch",
  );
  const stop = async (): Promise<number> => {
    controller.abort();
    return (await run).code;
  };
  return {
    async rounds(count) {
      await vi.waitFor(() => expect(out.split("\n").length - 1).toBeGreaterThanOrEqual(count), 20_000);
      const printed = { out: out.replaceAll(/\d+ ms/g, "N ms"), err };
      out = "";
      err = "";
      return printed;
    },
    stop,
    [Symbol.asyncDispose]: async () => void (await stop()),
  };
}

const thing = (type: string): object => documentOf({ Thing: { type } });
const args = ["api.json", "-o", "out", "--target", "types"];
const typesOf = (folder: CliFolder): Promise<string> => readFile(join(folder.path, "out/types.gen.d.ts"), "utf8");

test("a change is generated, a broken document leaves what was, and the signal ends it with 0", async () => {
  await using folder = await cliFolder({ "api.json": thing("string") });
  await using watch = watching(folder, ...args);
  expect(await watch.rounds(1)).toEqual({ out: "out: wrote 1, removed 0, kept 0 in N ms\n", err: "" });
  await folder.write({ "api.json": thing("boolean") });
  expect(await watch.rounds(1)).toEqual({ out: "out: wrote 1, removed 0, kept 0 in N ms\n", err: "" });
  expect(await typesOf(folder)).toContain("boolean");
  await folder.write({ "api.json": "{" });
  const { out, err } = await watch.rounds(1);
  expect(out).toBe("out: left unchanged in N ms\n");
  expect(err).toMatch(/^api\.json:1:\d/);
  expect(await typesOf(folder)).toContain("boolean");
  await folder.write({ "api.json": thing("null") });
  await watch.rounds(1);
  expect(await typesOf(folder)).toContain("null");
  expect(await watch.stop()).toBe(0);
});

test("an editor that replaces the file is seen, and one that takes it away for good too", async () => {
  await using folder = await cliFolder({ "api.json": thing("string") });
  await using watch = watching(folder, ...args);
  await watch.rounds(1);
  for (const type of ["boolean", "integer"]) {
    const beside = join(folder.path, "api.json~");
    await writeFile(beside, JSON.stringify(thing(type)));
    await rm(join(folder.path, "api.json"));
    await rename(beside, join(folder.path, "api.json"));
    expect(await watch.rounds(1)).toEqual({ out: "out: wrote 1, removed 0, kept 0 in N ms\n", err: "" });
  }
  await rm(join(folder.path, "api.json"));
  expect((await watch.rounds(1)).err).toContain("unreadable_file");
  await folder.write({ "api.json": thing("string") });
  expect((await watch.rounds(1)).out).toMatch(/wrote 1/);
});

test("newly referenced files are watched, even before they exist", async () => {
  await using folder = await cliFolder({ "api.json": thing("string") });
  await using watch = watching(folder, ...args);
  await watch.rounds(1);
  await folder.write({ "api.json": documentOf({ Thing: { $ref: "parts/other.json#/Name" } }) });
  expect((await watch.rounds(1)).out).toBe("out: left unchanged in N ms\n");
  await mkdir(join(folder.path, "parts"));
  await folder.write({ "parts/other.json": { Name: { type: "boolean" } } });
  expect((await watch.rounds(1)).out).toMatch(/wrote 1/);
  await folder.write({ "parts/other.json": { Name: { type: "null" } } });
  expect((await watch.rounds(1)).out).toMatch(/wrote 1/);
  expect(await typesOf(folder)).toContain("null");
  // A branch that is checked out takes folders away and makes them again.
  await rm(join(folder.path, "parts"), { recursive: true });
  expect((await watch.rounds(1)).out).toMatch(/left unchanged/);
  await folder.write({ "parts/other.json": { Name: { type: "null" } } });
  expect((await watch.rounds(1)).out).toMatch(/up to date/);
  await folder.write({ "parts/other.json": { Name: { type: "integer" } } });
  expect((await watch.rounds(1)).out).toMatch(/wrote 1/);
});

test("the configuration is watched, and a mistake in it can be mended", async () => {
  const settings = { document: "api.json", out: "out", targets: ["types"] };
  await using folder = await cliFolder({ "api.json": thing("string"), "starfix-codegen.config.json": settings });
  await using watch = watching(folder, "--json");
  expect(JSON.parse((await watch.rounds(1)).out)).toMatchObject({ ok: true, written: ["out/types.gen.d.ts"] });
  await folder.write({ "starfix-codegen.config.json": { ...settings, outt: 1 } });
  const broken = await watch.rounds(1);
  expect(JSON.parse(broken.out)).toEqual({ ok: false, errors: [expect.stringContaining("received outt")] });
  expect(broken.err).toMatch(/received outt\n$/);
  await folder.write({ "starfix-codegen.config.json": { ...settings, out: "b" } });
  expect(JSON.parse((await watch.rounds(1)).out)).toMatchObject({ ok: true, written: ["b/types.gen.d.ts"] });
  expect(await watch.stop()).toBe(0);
});

test("a signal before the end of a run leaves the folder unchanged", async () => {
  await using folder = await cliFolder({ "api.json": thing("string") });
  await using watch = watching(folder, ...args);
  expect(await watch.stop()).toBe(0);
  await expect(typesOf(folder)).rejects.toThrow("ENOENT");
});
