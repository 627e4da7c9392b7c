import type { Artifact } from "../emit/artifact.ts";
import { type Manifest, type ManifestImport, manifestJsonSchema, manifestOf } from "../emit/manifest.ts";
import { printJson } from "../emit/print-json.ts";
import { type CompileIssue, issueTable } from "../issues/compile-issue.ts";
import type { Project } from "../project/project.ts";
import type { ImportedUse } from "../share/imported-use.ts";

/** One file of a build. */
export interface OutputFile {
  /** Path relative to the output folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** What compiling gave. With an issue that is an error there are no artifacts and no files. */
export interface CompileResult {
  readonly artifacts: readonly Artifact[];
  /** What is used of other packages. */
  readonly imports: readonly ManifestImport[];
  /** Every use of a definition of another package; empty when nobody asked. */
  readonly uses: readonly ImportedUse[];
  /** Made when it is first asked for, as are the files. */
  readonly manifest: Manifest;
  readonly issues: readonly CompileIssue[];
  /** The artifacts, the manifest and its JSON Schema, as files. */
  readonly files: readonly OutputFile[];
}

/** What compiling gave, in the order of paths; with an error nothing but the issues. */
export function resultOf(
  artifacts: readonly Artifact[],
  issues: readonly CompileIssue[],
  { cwd, imports = [], uses = [] }: Pick<Project, "cwd"> & Partial<Pick<CompileResult, "imports" | "uses">>,
): CompileResult {
  const failed = issues.some(({ code }) => issueTable[code].severity === "error");
  const kept = failed ? [] : artifacts.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  let manifest: Manifest | undefined;
  let files: readonly OutputFile[] | undefined;
  return {
    artifacts: kept,
    imports,
    uses,
    issues: byPlace(issues),
    // A check asks for neither, and of ten thousand definitions they are many.
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
