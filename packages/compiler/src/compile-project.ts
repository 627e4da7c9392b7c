import { checkBatchJob } from "./check/check-batch-job.ts";
import type { Artifact, EmittedRequest } from "./emit/emit-artifact.ts";
import { emitBatchJob, emitConnection } from "./emit/emit-requests.ts";
import type { Manifest } from "./emit/manifest.ts";
import { printJson } from "./emit/print-json.ts";
import type { CompileIssue } from "./issues.ts";
import { loadDefinitions } from "./load/load-definitions.ts";
import { formatPosition } from "./position.ts";
import type { Project } from "./project.ts";
import {
  type ResolvedConnection,
  type ResolvedDefinition,
  type ResolvedJob,
  resolveDefinitions,
} from "./resolve/resolve-definitions.ts";

/** One file of a build. */
export interface OutputFile {
  /** Path relative to the output folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** What compiling gave. With issues there are no artifacts and no files. */
export interface CompileResult {
  readonly artifacts: readonly Artifact[];
  readonly manifest: Manifest;
  readonly issues: readonly CompileIssue[];
  /** The artifacts and the manifest, as files. */
  readonly files: readonly OutputFile[];
}

export interface CompileOptions {
  /** Conditions of package exports to honour before the usual ones. */
  readonly conditions?: readonly string[];
}

/**
 * Compiles the definitions of a project to request bodies. Reads the definition files, writes nothing.
 * The same definitions give the same bytes.
 *
 * @example
 * const { artifacts, issues } = await compileProject(await loadProject({ cwd: "apps/koalas" }));
 * artifacts.map(({ path }) => path);
 * // => ["connections/demo-conn.json", "jobs/koalas.json"]
 */
export async function compileProject(project: Project, options: CompileOptions = {}): Promise<CompileResult> {
  // The schemas of the contract take longer to load than to use; meanwhile the bundler works in a process of its own.
  const [loaded, { emitArtifact }] = await Promise.all([
    loadDefinitions(project, options.conditions ?? []),
    import("./emit/emit-artifact.ts"),
  ]);
  if ("issues" in loaded) return failed(loaded.issues);
  const { definitions, issues: found } = resolveDefinitions(loaded, project);
  const issues = [...found];
  const artifacts: Artifact[] = [];
  for (const definition of definitions) {
    const emitted = emitDefinition(definition);
    const artifact = "issues" in emitted ? emitted : emitArtifact(emitted);
    if ("issues" in artifact) issues.push(...artifact.issues);
    else artifacts.push(artifact);
  }
  if (issues.length > 0) return failed(issues);
  artifacts.sort((a, b) => (a.path < b.path ? -1 : 1));
  const manifest = manifestOf(artifacts, project.cwd);
  const files = artifacts.map(({ path, text }): OutputFile => ({ path, text }));
  files.push({ path: "manifest.json", text: printJson(manifest) });
  return { artifacts, manifest, issues: [], files };
}

function emitDefinition(definition: ResolvedDefinition): EmittedRequest | { readonly issues: readonly CompileIssue[] } {
  const { kind, name, position: source, owner } = definition;
  if (isConnection(definition)) {
    return { kind, name, source, owner, dependsOn: [], request: emitConnection(definition.node) };
  }
  const checked = checkBatchJob(definition as ResolvedJob);
  if ("issues" in checked) return checked;
  const dependsOn = [`connection:${checked.job.node.connection.name}`];
  return { kind, name, source, owner, dependsOn, request: emitBatchJob(checked) };
}

function isConnection(definition: ResolvedDefinition): definition is ResolvedConnection {
  return definition.node.kind === "connection";
}

function manifestOf(artifacts: readonly Artifact[], cwd: string): Manifest {
  const entries = artifacts.map(({ kind, name, path, sha256, source, owner, dependsOn, secrets }) => ({
    kind,
    name,
    path,
    sha256,
    source: formatPosition(source, cwd),
    owner,
    dependsOn,
    secrets,
  }));
  return { formatVersion: 1, artifacts: entries };
}

function failed(issues: readonly CompileIssue[]): CompileResult {
  return { artifacts: [], manifest: { formatVersion: 1, artifacts: [] }, issues: sorted(issues), files: [] };
}

/** By file, line and column, so that a report reads from top to bottom. */
function sorted(issues: readonly CompileIssue[]): readonly CompileIssue[] {
  const key = ({ position }: CompileIssue): readonly [string, number, number] =>
    position ? [position.file, position.line, position.column] : ["", 0, 0];
  return [...issues].sort((a, b) => {
    const [fileA, lineA, columnA] = key(a);
    const [fileB, lineB, columnB] = key(b);
    return fileA === fileB ? lineA - lineB || columnA - columnB : fileA < fileB ? -1 : 1;
  });
}
