import { rmSync } from "node:fs";
import { mkdtemp, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bundler } from "../load/esbuild.ts";
import { builtEntry } from "./definitions-thread.ts";

let made: Promise<URL> | undefined;

/** The module that a thread for definitions begins with. */
export async function workerEntry(): Promise<URL> {
  const built = builtEntry();
  if (built) return built;
  // A thread has no loader for TypeScript.
  made ??= entryOfSources();
  return made;
}

async function entryOfSources(): Promise<URL> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), "starfix-worker-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const outfile = join(folder, "definitions-worker.mjs");
  await bundler().build({
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
