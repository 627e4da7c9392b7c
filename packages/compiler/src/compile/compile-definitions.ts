import type { ProjectRequest } from "@starfix/rules";
import { printArtifact } from "../emit/artifact.ts";
import { emitDefinition } from "../emit/emit-definition.ts";
import { type CompileIssue, severityOf } from "../issues/compile-issue.ts";
import type { LoadedDefinitions } from "../load/load-definitions.ts";
import { callerOf } from "../load/threw-issue.ts";
import { tracedCalls } from "../load/trace-calls.ts";
import { type ResolvedDefinition, resolveDefinitions } from "../resolve/resolve-definitions.ts";
import { type OwnedDefinition, ownedBy } from "../share/owned-by.ts";
import type { PackageManifest } from "../share/package-manifest.ts";
import { readSiblings } from "../share/sibling-projects.ts";
import type { CompiledDefinitions, SentArtifact } from "../thread/definitions-task.ts";
import { withoutAllowed } from "./allowed-issues.ts";
import { fitsContract } from "./fits-contract.ts";
import { type PreparedRequest, prepareRequest } from "./prepare-request.ts";
import { projectIssuesOf, projectRequestOf, writesOf } from "./project-issues.ts";
import { rollupTablesOf } from "./rollup-tables.ts";
import type { NamedConnections } from "./rule-context.ts";
import { checkRules } from "./rule-issues.ts";

/** Artifacts sent at once: enough that sending costs little, few enough to need little memory. */
const BATCH = 500;

/**
 * Compiles definitions that have been loaded to requests, passes the artifacts to `send`, and returns the issues. Runs in
 * the thread of the definitions: only data leaves it.
 */
export async function compileDefinitions(
  loaded: LoadedDefinitions,
  send: (artifacts: readonly SentArtifact[]) => void,
): Promise<Omit<CompiledDefinitions, "artifacts">> {
  const { task } = loaded;
  const resolved = resolveDefinitions(loaded);
  const { imported } = resolved;
  const rollups = rollupTablesOf(resolved.definitions);
  const definitions = [...resolved.definitions, ...rollups.tables.map(({ definition }) => definition)];
  const derivedFrom = new Map(rollups.tables.map((table) => [table.definition.node, table.derivedFrom]));
  const owned = definitions.map((definition) => ownedBy(definition, task.about));
  const tables = new Map(
    definitions.flatMap(({ name, node }) => (node.kind === "table" ? [[name, node] as const] : [])),
  );
  const siblings = readSiblings(task.mode === "emit" ? [] : task.siblings);
  const manifests = [...imported.manifests(), ...siblings.manifests];
  const connections = connectionsOf(definitions, manifests);
  const issues: CompileIssue[] = [...resolved.issues, ...rollups.issues];
  let artifacts: SentArtifact[] = [];
  const counts = { connection: 0, table: 0, job: 0 };
  const requests: ProjectRequest[] = [];
  const refused: (readonly [OwnedDefinition, PreparedRequest, number])[] = [];
  const take = ({ definition, owner, about }: OwnedDefinition, prepared: PreparedRequest): void => {
    counts[definition.kind]++;
    if (task.mode === "check") return;
    const { kind, name, path, text, sha256, dependsOn, secrets } = printArtifact(prepared);
    const { position: source } = definition;
    const writes = writesOf(prepared.emitted)?.table;
    const jobs = definition.node.kind === "table" ? derivedFrom.get(definition.node) : undefined;
    const more = {
      ...(about && { about }),
      ...(writes !== undefined && { writes }),
      ...(jobs && { derivedFrom: jobs }),
    };
    artifacts.push({ kind, name, path, text, sha256, dependsOn, secrets, source, owner, ...more });
    if (artifacts.length < BATCH) return;
    send(artifacts);
    artifacts = [];
  };
  const takeChecked = (one: OwnedDefinition, prepared: PreparedRequest, index: number): void => {
    const { issues: ruled, job } = checkRules(prepared, tables, connections);
    if (job !== undefined) requests[index] = { ...(requests[index] as ProjectRequest), job };
    issues.push(...ruled);
    if (!ruled.some((issue) => severityOf(issue) === "error")) take(one, prepared);
  };
  for (const [index, one] of owned.entries()) {
    const emitted = emitDefinition(one.definition, one.definition.position, tables);
    requests.push(projectRequestOf(emitted, one.owner));
    const prepared = prepareRequest(emitted);
    if ("issues" in prepared) issues.push(...prepared.issues);
    else if (task.mode === "emit") take(one, prepared);
    else if (fitsContract(prepared)) takeChecked(one, prepared, index);
    else refused.push([one, prepared, index]);
  }
  if (refused.length > 0) {
    // Loads zod, which takes longer than compiling a hundred definitions.
    const { contractIssuesOf } = await import("./contract-issues.ts");
    for (const [one, prepared, index] of refused) {
      const contract = contractIssuesOf(prepared);
      issues.push(...contract);
      if (contract.length === 0) takeChecked(one, prepared, index);
    }
  }
  send(artifacts);
  if (task.mode !== "emit") {
    issues.push(...siblings.issues, ...projectIssuesOf(owned, requests, manifests, tables));
    issues.push(...(await droppedResults(loaded, definitions)));
  }
  issues.push(...issuesOfFiles(loaded, issues));
  const uses = task.collectUses ? definitions.flatMap((definition) => imported.usesIn(definition)) : [];
  const left = task.mode === "emit" ? issues : withoutAllowed(issues, definitions);
  return { counts, issues: atExports(left, definitions), imports: imported.imports(), uses };
}

/** The connections that a statement can name: those of the project, and those of packages and projects next to it. */
function connectionsOf(
  definitions: readonly ResolvedDefinition[],
  manifests: readonly PackageManifest[],
): NamedConnections {
  const declared = new Map(
    definitions.flatMap(({ name, node }) => (node.kind === "connection" ? [[name, node] as const] : [])),
  );
  const foreign = manifests.flatMap(({ definitions: published }) => [...published.values()]);
  const names = foreign.flatMap(({ kind, name }) => (kind === "connection" ? [name] : []));
  return { declared, names: new Set([...declared.keys(), ...names]) };
}

/** Adds the export to each issue of a definition that a helper in another file begins. */
function atExports(
  issues: readonly CompileIssue[],
  definitions: readonly ResolvedDefinition[],
): readonly CompileIssue[] {
  if (issues.length === 0) return issues;
  const exports = new Map(definitions.map(({ position, exported }) => [position, exported]));
  return issues.map((issue) => {
    const exported = issue.position && exports.get(issue.position);
    return exported ? { ...issue, exported } : issue;
  });
}

/** The calls whose result may be dropped. Whether it is, is seen in the source, which the main thread parses. */
async function droppedResults(
  loaded: LoadedDefinitions,
  definitions: readonly ResolvedDefinition[],
): Promise<readonly CompileIssue[]> {
  const own = new Set(definitions.map(({ node }) => node.origin));
  const calls = await tracedCalls(loaded, ({ mark }) => own.has(mark.origin));
  return calls.flatMap(({ definition, stack }) => {
    const position = callerOf(stack, loaded.places);
    return position ? [{ code: "dropped_result" as const, ...definition, method: undefined, position }] : [];
  });
}

/** Files without a definition, and parameters that no definition reads. */
function issuesOfFiles({ emptyFiles, params }: LoadedDefinitions, issues: readonly CompileIssue[]): CompileIssue[] {
  // A definition that the file makes and does not export is reported at its own line.
  const reported = new Set(issues.map(({ code, position }) => (code === "not_exported" ? position?.file : undefined)));
  const known = [...params.asked].sort();
  return [
    ...emptyFiles
      .filter((file) => !reported.has(file))
      .map((file): CompileIssue => ({ code: "empty_file", position: { file, line: 1, column: 1 } })),
    ...params.unused().map((name): CompileIssue => ({ code: "unused_param", name, known })),
  ];
}
