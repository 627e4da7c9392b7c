import type { Artifact } from "../emit/artifact.ts";
import { type Manifest, type ManifestImport, manifestJsonSchema, manifestOf } from "../emit/manifest.ts";
import { printJson } from "../emit/print-json.ts";
import { type CompileIssue, severityOf } from "../issues/compile-issue.ts";
import type { Project } from "../project/project.ts";
import type { ImportedUse } from "../share/imported-use.ts";

/** One file of a build. */
export interface OutputFile {
  /** Path relative to the output folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Result of a compile. With an error among the issues there are no artifacts and no files. */
export interface CompileResult {
  readonly artifacts: readonly Artifact[];
  /** The definitions of other packages that are used. */
  readonly imports: readonly ManifestImport[];
  /** Every use of a definition of another package, with `collectUses`. */
  readonly uses: readonly ImportedUse[];
  /** Created at the first access, as are the files. */
  readonly manifest: Manifest;
  readonly issues: readonly CompileIssue[];
  /** The artifacts, the manifest and its JSON Schema, as files. */
  readonly files: readonly OutputFile[];
}

/** Creates a result, with artifacts in the order of their paths. */
export function resultOf(
  artifacts: readonly Artifact[],
  issues: readonly CompileIssue[],
  { cwd, imports = [], uses = [] }: Pick<Project, "cwd"> & Partial<Pick<CompileResult, "imports" | "uses">>,
): CompileResult {
  const failed = issues.some((issue) => severityOf(issue) === "error");
  const kept = failed ? [] : artifacts.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  let manifest: Manifest | undefined;
  let files: readonly OutputFile[] | undefined;
  return {
    artifacts: kept,
    imports,
    uses,
    issues: byPlace(issues),
    // Not every caller needs them, and for ten thousand definitions they are large.
    get manifest() {
      manifest ??= manifestOf(kept, { cwd, imports });
      return manifest;
    },
    get files() {
      files ??= failed ? [] : filesOf(kept, this.manifest);
      return files;
    },
  };
}

function filesOf(artifacts: readonly Artifact[], manifest: Manifest): readonly OutputFile[] {
  const files = artifacts.map(({ path, text }): OutputFile => ({ path, text }));
  files.push({ path: "manifest.schema.json", text: printJson(manifestJsonSchema) });
  files.push({ path: "manifest.json", text: printJson(manifest) });
  return files;
}

/** By file, line and column, so that a report reads from top to bottom. */
export function byPlace(issues: readonly CompileIssue[]): readonly CompileIssue[] {
  const key = ({ position }: CompileIssue): readonly [string, number, number] =>
    position ? [position.file, position.line, position.column] : ["", 0, 0];
  return [...issues].sort((a, b) => {
    const [fileA, lineA, columnA] = key(a);
    const [fileB, lineB, columnB] = key(b);
    return fileA === fileB ? lineA - lineB || columnA - columnB : fileA < fileB ? -1 : 1;
  });
}
