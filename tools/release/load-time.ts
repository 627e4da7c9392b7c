import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { run } from "./run.ts";

/** Milliseconds, each the least of several starts: whatever else the machine does only adds. */
export interface LoadTime {
  /** Node.js with an empty file. */
  readonly node: number;
  /** What the import adds to that. */
  readonly added: number;
  /** What the import adds to the time of the processors, which does not depend on other processes. */
  readonly processor: number;
}

const STARTS = 15;

/** Measures what importing a package adds to the start of Node.js in a project that has it. */
export async function loadTime(
  folder: string,
  name: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<LoadTime> {
  const said = "const { user, system } = process.cpuUsage();\nconsole.log(user + system);\n";
  await writeFile(join(folder, "empty.mjs"), said);
  await writeFile(join(folder, "load.mjs"), `import "${name}";\n${said}`);
  const start = async (file: string): Promise<{ readonly wall: number; readonly processor: number }> => {
    const before = performance.now();
    const microseconds = await run("node", [file], { cwd: folder, env, signal });
    return { wall: performance.now() - before, processor: Number(microseconds) / 1000 };
  };
  const least = { empty: { wall: Infinity, processor: Infinity }, load: { wall: Infinity, processor: Infinity } };
  // In turn, so that whatever else the machine does falls on both.
  for (let turn = 0; turn < STARTS; turn++) {
    for (const file of ["empty", "load"] as const) {
      const { wall, processor } = await start(`${file}.mjs`);
      least[file].wall = Math.min(least[file].wall, wall);
      least[file].processor = Math.min(least[file].processor, processor);
    }
  }
  return {
    node: least.empty.wall,
    added: least.load.wall - least.empty.wall,
    processor: least.load.processor - least.empty.processor,
  };
}
