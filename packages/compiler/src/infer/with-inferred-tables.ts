import { type CompileResult, resultOf } from "../compile/compile-result.ts";
import type { Artifact } from "../emit/artifact.ts";
import { emitArtifact } from "../emit/emit-artifact.ts";
import { formatIssue } from "../issues/compile-issue.ts";
import type { Position } from "../project/position.ts";
import type { Project } from "../project/project.ts";
import { type FillingRequest, inferTable } from "./infer-table.ts";

/** A table that cannot be written out, and why. */
export interface InferProblem {
  readonly table: string;
  /** Where the first of the jobs that make it stands. */
  readonly position: Position;
  readonly message: string;
}

/**
 * Adds the tables that jobs would make (`createIfMissing`) to what a project compiled to: an artifact for each, marked in
 * the manifest by the jobs that it is inferred from. A table that the project declares stays as it is declared.
 *
 * @example
 * const { result, problems } = withInferredTables(await compileProject(project), project);
 * result.artifacts.map(({ path }) => path);
 * // => ["connections/demo-conn.json", "jobs/koalas.json", "tables/Koalas.json"]
 */
export function withInferredTables(
  compiled: CompileResult,
  project: Project,
): { readonly result: CompileResult; readonly problems: readonly InferProblem[] } {
  const { artifacts, issues } = compiled;
  const declared = new Set(artifacts.flatMap(({ kind, name }) => (kind === "table" ? [name] : [])));
  const jobs = new Map<string, [Filling, ...Filling[]]>();
  for (const artifact of artifacts) {
    const request = artifact.kind === "job" ? fillingOf(artifact.json) : undefined;
    const table = request?.target.tableName;
    if (request === undefined || table === undefined || declared.has(table)) continue;
    const others = jobs.get(table);
    if (others) others.push({ artifact, request });
    else jobs.set(table, [{ artifact, request }]);
  }
  const problems: InferProblem[] = [];
  const inferred: Artifact[] = [];
  for (const [name, fillings] of jobs) {
    const made = artifactOf(name, fillings);
    if (typeof made !== "string") inferred.push(made);
    else problems.push({ table: name, position: fillings[0].artifact.source, message: made });
  }
  const names = new Set(inferred.map(({ name }) => name));
  const linked = artifacts.map((artifact) => {
    const table = artifact.kind === "job" ? fillingOf(artifact.json)?.target.tableName : undefined;
    if (table === undefined || !names.has(table)) return artifact;
    return dependingOn(artifact, `table:${table}`);
  });
  return {
    result: resultOf([...linked, ...inferred], issues, { cwd: project.cwd, imports: compiled.imports }),
    problems,
  };
}

/** A job that makes the table that it fills. */
interface Filling {
  readonly artifact: Artifact;
  readonly request: FillingRequest;
}

/** The request, when it is one that makes its table. It has been held against the contract. */
function fillingOf(json: unknown): FillingRequest | undefined {
  const request = json as { readonly type: string; readonly createTableIfNotExists?: boolean };
  const fills = request.type === "batch" || request.type === "streaming";
  return fills && request.createTableIfNotExists === true ? (json as FillingRequest) : undefined;
}

/** The table as an artifact, or why there is none. */
function artifactOf(name: string, fillings: readonly [Filling, ...Filling[]]): Artifact | string {
  const [first] = fillings;
  const inferred = inferTable(fillings.map(({ request }) => request));
  if ("problem" in inferred) return inferred.problem;
  const { source, owner } = first.artifact;
  const request = { ...inferred.table };
  const emitted = emitArtifact({ kind: "table", name, dependsOn: [], position: source, request });
  if ("issues" in emitted) return emitted.issues.map((issue) => formatIssue(issue, "")).join("; ");
  return { ...emitted, source, owner, inferredFrom: fillings.map(({ artifact }) => `job:${artifact.name}`) };
}

function dependingOn(artifact: Artifact, dependency: string): Artifact {
  const { kind, name, path, json, text, sha256, secrets, source, owner, about, writes, dependsOn } = artifact;
  const all = dependsOn.includes(dependency) ? dependsOn : [...dependsOn, dependency];
  const rest = { ...(about && { about }), ...(writes !== undefined && { writes }) };
  return { kind, name, path, json, text, sha256, secrets, source, owner, ...rest, dependsOn: all };
}
