import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { GenerateResult } from "../generate.ts";
import type { OutputPlan } from "./compare-output.ts";

/**
 * Carries a plan out: everything is written beside its place first and then renamed, so no file is ever half-written.
 * Unchanged files are not touched.
 */
export async function writeOutput(result: GenerateResult, plan: OutputPlan, folder: string): Promise<void> {
  const changed = new Set([...plan.missing, ...plan.stale]);
  const staged: { readonly from: string; readonly to: string }[] = [];
  try {
    for (const { path, text } of result.files) {
      if (!changed.has(path)) continue;
      const to = join(folder, path);
      const from = `${to}.${process.pid}.tmp`;
      await mkdir(dirname(to), { recursive: true });
      staged.push({ from, to });
      await writeFile(from, text);
    }
    for (const { from, to } of staged) await rename(from, to);
  } catch (error) {
    await Promise.all(staged.map(({ from }) => rm(from, { force: true })));
    throw error;
  }
  for (const path of plan.extra) await rm(join(folder, path));
}
