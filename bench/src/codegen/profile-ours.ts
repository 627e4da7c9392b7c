import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { alignColumns } from "../format-table.ts";
import { bundleSources } from "../profile/bundle-sources.ts";
import { type SelfTime, summariseProfiles } from "../profile/read-profile.ts";
import type { BenchContext } from "./bench-context.ts";

const SHOWN = 25;

/** Runs ours once under Node's profiler and says where the time went, as text. */
export async function profileOurs(context: BenchContext, document: string): Promise<string> {
  const folder = join(context.folder, "profiles");
  mkdirSync(folder, { recursive: true });
  const flags = ["--cpu-prof", `--cpu-prof-dir=${folder}`, "--cpu-prof-interval=500"];
  const run = await context.runOurs(document, join(context.folder, "profiled"), false, flags);
  const profiles = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")));
  if (profiles.length === 0) throw new Error(`no profile was written: ${run.failure ?? "the process wrote none"}`);
  const { totalMilliseconds, functions, packages, folders } = summariseProfiles(profiles, bundleSources());
  const table = (title: string, times: readonly SelfTime[]): readonly string[] => [
    "",
    ...alignColumns([
      [title, "ms", "%"],
      ...times
        .slice(0, SHOWN)
        .map(({ name, milliseconds }) => [
          name,
          milliseconds.toFixed(0),
          ((100 * milliseconds) / totalMilliseconds).toFixed(1),
        ]),
    ]),
  ];
  return [
    `${document}: ${run.seconds.toFixed(2)} s under the profiler, ${run.megabytes.toFixed(0)} MB${run.failure === undefined ? "" : `; failed: ${run.failure}`}`,
    ...table("function, by itself", functions),
    ...table("package, by itself", packages),
    ...table("folder of ours, by itself", folders),
    "",
  ].join("\n");
}
