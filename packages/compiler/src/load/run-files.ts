import type { CompileIssue } from "../issues/compile-issue.ts";
import { type BundleOptions, bundle } from "./bundle.ts";
import { indexBundle } from "./bundle-index.ts";
import { evaluate } from "./evaluate.ts";
import { SourcePlaces } from "./source-places.ts";
import { temporaryOutfile } from "./temporary-outfile.ts";
import { threwIssue } from "./threw-issue.ts";
import { WrittenBundle } from "./written-bundle.ts";

/** The exports of each file. */
export type Namespaces = readonly Readonly<Record<string, unknown>>[];

/** Bundles files and runs the bundle in this thread. An error of a file is an issue with its position. */
export async function runFiles(
  files: readonly string[],
  options: Omit<BundleOptions, "outfile">,
): Promise<{ readonly modules: Namespaces } | { readonly issues: readonly CompileIssue[] }> {
  const bundled = await bundle(files, { ...options, outfile: temporaryOutfile() });
  if ("issues" in bundled) return bundled;
  using written = new WrittenBundle(bundled.bundle);
  const ran = await evaluate(written.outfile, { params: new Map() });
  if (!("thrown" in ran)) return ran;
  const places = new SourcePlaces(indexBundle(bundled.bundle));
  return { issues: [...ran.thrown].map((thrown) => threwIssue(thrown, places, files)) };
}
