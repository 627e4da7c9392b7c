import { join } from "node:path";
import { failedRow, measuredRow, type ResultRow } from "../result-row.ts";
import { runNode } from "../run-process.ts";
import { type BenchContext, CLI } from "./bench-context.ts";
import { BUDGETS } from "./budgets.ts";
import { writeStarfixProject } from "./project.ts";

/** The peak of resident memory of `starfix check` on all definitions, a hundred a file; peers compile them in memory. */
export async function memoryRow(
  { options, folder, say }: BenchContext,
  peers: Readonly<Record<string, number>>,
): Promise<ResultRow> {
  const name = `definitions.memory.${options.size}`;
  const budget = BUDGETS.get(name);
  const project = join(folder, "memory");
  writeStarfixProject(project, { files: Math.ceil(options.size / 100), jobsPerFile: 100 });
  const { failure, megabytes, seconds } = await runNode([CLI, "check"], { cwd: project, limitSeconds: 600 });
  if (failure !== undefined) return failedRow(name, "MB", budget, failure, peers);
  say(`${options.size} definitions: ${megabytes.toFixed(0)} MB, ${seconds.toFixed(2)} s`);
  const notes = [`ours is the whole command, in ${seconds.toFixed(2)} s; peers hold what they compiled in memory`];
  return measuredRow({ name, value: megabytes, unit: "MB", budget, peers, notes });
}
