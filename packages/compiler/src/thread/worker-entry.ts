import { rmSync } from "node:fs";
import { mkdtemp, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { startEsbuild } from "../load/esbuild.ts";
import { builtEntry } from "./definitions-thread.ts";

let bundled: Promise<URL> | undefined;

/** Entry module of the thread: the built one, or one bundled from the sources. */
export async function workerEntry(): Promise<URL> {
  const built = builtEntry();
  if (built) return built;
  bundled ??= bundleSources();
  return bundled;
}

/** A thread has no loader of TypeScript. */
async function bundleSources(): Promise<URL> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), "starfix-worker-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const outfile = join(folder, "definitions-worker.mjs");
  await startEsbuild().build({
    entryPoints: [fileURLToPath(new URL("./definitions-worker.ts", import.meta.url))],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    conditions: ["@starfix/source"],
    logLevel: "silent",
  });
  return pathToFileURL(outfile);
}
