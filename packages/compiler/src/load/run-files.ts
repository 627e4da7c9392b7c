import { randomUUID } from "node:crypto";
import { realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CompileIssue } from "../issues.ts";
import type { Position } from "../position.ts";
import { type BundleOptions, bundle } from "./bundle.ts";
import { type Evaluation, evaluate } from "./evaluate.ts";
import { packageOf } from "./package-of.ts";
import { SourcePlaces } from "./source-places.ts";

/** The packages whose frames are passed over when a mistake is looked for: it was made by their caller. */
const ours: ReadonlySet<string> = new Set(["@starfix/dsl", "@starfix/expr", "@starfix/schema"]);

/** Files that ran, and how to find their sources. */
export interface RunFiles extends Extract<Evaluation, { modules: unknown }> {
  readonly places: SourcePlaces;
}

/** Bundles files and runs the bundle. What a file gets wrong is an issue with its place. */
export async function runFiles(
  files: readonly string[],
  options: Omit<BundleOptions, "outfile">,
): Promise<RunFiles | { readonly issues: readonly CompileIssue[] }> {
  const outfile = join(await realpath(tmpdir()), `starfix-${randomUUID()}`, "definitions.mjs");
  const bundled = await bundle(files, { ...options, outfile });
  if ("issues" in bundled) return bundled;
  const places = new SourcePlaces(bundled.bundle);
  const evaluation = await evaluate(bundled.bundle);
  if (!("thrown" in evaluation)) return { ...evaluation, places };
  return { issues: [threw(evaluation.thrown, places)] };
}

function threw(thrown: unknown, places: SourcePlaces): CompileIssue {
  const message = thrown instanceof Error ? thrown.message : `threw ${String(thrown)}`;
  const position = thrown instanceof Error ? callerOf(thrown.stack, places) : undefined;
  return { code: "definition_threw", message, ...(position && { position }) };
}

/** The innermost frame that is not in a package of ours. */
function callerOf(stack: string | undefined, places: SourcePlaces): Position | undefined {
  for (const position of places.of(stack)) if (!ours.has(packageOf(position.file).name)) return position;
  return undefined;
}
