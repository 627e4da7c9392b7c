import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { embedRuntime } from "./embed-runtime.ts";
import { embeddedFiles } from "./embedded-files.ts";

const folder = await mkdtemp(join(tmpdir(), "embed-"));
afterAll(() => rm(folder, { recursive: true, force: true }));
await mkdir(join(folder, "runtime"));
await mkdir(join(folder, "generated"));

const write = (name: string, text: string): Promise<void> => writeFile(join(folder, "runtime", `${name}.ts`), text);
const runtime = (...modules: string[]) => ({
  folder: pathToFileURL(`${join(folder, "runtime")}/`),
  modules,
  constant: "TINY",
});
await write("first", "export const one: number = 1;\n");
await write("second", 'import { one } from "./first.ts";\n\n/** `${two}` */\nexport const two: number = one + 1;\n');

test("the committed texts are those of the runtimes: run `npm run embed` in packages/codegen when they are not", async () => {
  expect((await embeddedFiles()).filter(({ isStale }) => isStale)).toEqual([]);
});

test("modules become one, as JavaScript and as declarations", async () => {
  const path = join(folder, "tiny.ts");
  await writeFile(path, await embedRuntime(runtime("first", "second")));
  expect({ ...(await import(/* @vite-ignore */ pathToFileURL(path).href)) }).toEqual({
    TINY_JS: "export const one = 1;\n/** `${two}` */\nexport const two = one + 1;\n",
    TINY_DTS: "export declare const one: number;\n/** `${two}` */\nexport declare const two: number;\n",
  });
});

test("a file that is missing or other than its runtime is stale", async () => {
  const only = runtime("first");
  const [missing] = await embeddedFiles([only]);
  expect(missing?.isStale).toBe(true);
  await writeFile(join(folder, "generated/runtime-text.gen.ts"), missing?.text ?? "");
  expect((await embeddedFiles([only]))[0]?.isStale).toBe(false);
  expect((await embeddedFiles([runtime("first", "second")]))[0]?.isStale).toBe(true);
});

test("a module that needs another package, or exports something without a type, is refused", async () => {
  await write("outside", 'import { z } from "zod";\nexport const text: unknown = z;\n');
  await expect(embedRuntime(runtime("outside"))).rejects.toThrow("expected modules that import each other only");
  await write("untyped", "export const now = Date.now();\n");
  await expect(embedRuntime(runtime("untyped"))).rejects.toThrow("explicit type annotation");
});
