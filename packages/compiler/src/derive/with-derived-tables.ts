import { compileRequest } from "../compile/compile-request.ts";
import { type CompileResult, resultOf } from "../compile/compile-result.ts";
import type { Artifact } from "../emit/artifact.ts";
import { deriveTable, type FillingRequest } from "../emit/derive-table.ts";
import { formatIssue } from "../issues/compile-issue.ts";
import type { Position } from "../project/position.ts";
import type { Project } from "../project/project.ts";

/** A table that cannot be derived from its jobs. */
export interface UnderivedTable {
  readonly table: string;
  /** Position of the first job that creates it. */
  readonly position: Position;
  readonly reason: string;
}

/**
 * Adds an artifact for each table that jobs would create (`createIfMissing`) to the result of a compile. The manifest lists the
 * jobs that a table was derived from. Tables that the project declares stay as declared.
 *
 * @example
 * const { result, underived } = withDerivedTables(await compileProject(project), project);
 * result.artifacts.map(({ path }) => path);
 * // => ["connections/demo-conn.json", "jobs/koalas.json", "tables/Koalas.json"]
 */
export function withDerivedTables(
  compiled: CompileResult,
  project: Project,
): { readonly result: CompileResult; readonly underived: readonly UnderivedTable[] } {
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
  const underived: UnderivedTable[] = [];
  const derived: Artifact[] = [];
  for (const [name, fillings] of jobs) {
    const made = artifactOf(name, fillings);
    if (typeof made !== "string") derived.push(made);
    else underived.push({ table: name, position: fillings[0].artifact.source, reason: made });
  }
  const names = new Set(derived.map(({ name }) => name));
  const linked = artifacts.map((artifact) => {
    const table = artifact.kind === "job" ? fillingOf(artifact.json)?.target.tableName : undefined;
    if (table === undefined || !names.has(table)) return artifact;
    return dependingOn(artifact, `table:${table}`);
  });
  return {
    result: resultOf([...linked, ...derived], issues, { cwd: project.cwd, imports: compiled.imports }),
    underived,
  };
}

/** A job that creates the table that it fills. */
interface Filling {
  readonly artifact: Artifact;
  readonly request: FillingRequest;
}

/** The request, when it creates its table. It is an artifact, so it fits the contract. */
function fillingOf(json: unknown): FillingRequest | undefined {
  const request = json as { readonly type: string; readonly createTableIfNotExists?: boolean };
  const fills = request.type === "batch" || request.type === "streaming";
  return fills && request.createTableIfNotExists === true ? (json as FillingRequest) : undefined;
}

/** The table as an artifact, or the reason why there is none. */
function artifactOf(name: string, fillings: readonly [Filling, ...Filling[]]): Artifact | string {
  const [first] = fillings;
  const derived = deriveTable(fillings.map(({ request }) => request));
  if ("reason" in derived) return derived.reason;
  const { source, owner } = first.artifact;
  const request = { ...derived.table };
  const { artifact, issues } = compileRequest({ kind: "table", name, dependsOn: [], position: source, request });
  if (artifact === undefined) return issues.map((issue) => formatIssue(issue, "")).join("; ");
  return { ...artifact, source, owner, derivedFrom: fillings.map(({ artifact }) => `job:${artifact.name}`) };
}

function dependingOn(artifact: Artifact, dependency: string): Artifact {
  const { kind, name, path, json, text, sha256, secrets, source, owner, about, writes, dependsOn } = artifact;
  const all = dependsOn.includes(dependency) ? dependsOn : [...dependsOn, dependency];
  const rest = { ...(about && { about }), ...(writes !== undefined && { writes }) };
  return { kind, name, path, json, text, sha256, secrets, source, owner, ...rest, dependsOn: all };
}
