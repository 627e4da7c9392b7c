import { emitArtifact, type RefusedRequest, type RequestArtifact } from "./emit/emit-artifact.ts";
import { emitDefinition } from "./emit/emit-definition.ts";
import type { CompileIssue } from "./issues.ts";
import type { SentArtifact } from "./load/definitions-task.ts";
import type { LoadedDefinitions } from "./load/load-definitions.ts";
import { type ResolvedDefinition, resolveDefinitions } from "./resolve/resolve-definitions.ts";

/** Artifacts are handed on by so many: enough to make little of the handing on, few enough to need no memory. */
const BATCH = 500;

/**
 * Makes requests of definitions that have been loaded, hands them to `send`, and gives the issues. Runs in the thread of
 * the definitions: only data leaves it.
 */
export async function compileDefinitions(
  loaded: LoadedDefinitions,
  send: (artifacts: readonly SentArtifact[]) => void,
): Promise<readonly CompileIssue[]> {
  const { definitions, issues: found } = resolveDefinitions(loaded);
  const issues: CompileIssue[] = [...found];
  let artifacts: SentArtifact[] = [];
  const refused: (readonly [ResolvedDefinition, RefusedRequest])[] = [];
  const tables = new Map(
    definitions.flatMap(({ name, node }) => (node.kind === "table" ? [[name, node] as const] : [])),
  );
  const take = (definition: ResolvedDefinition, artifact: RequestArtifact): void => {
    const { kind, name, path, text, sha256, dependsOn, secrets } = artifact;
    const { position: source, owner } = definition;
    artifacts.push({ kind, name, path, text, sha256, dependsOn, secrets, source, owner });
    if (artifacts.length < BATCH) return;
    send(artifacts);
    artifacts = [];
  };
  for (const definition of definitions) {
    const emitted = emitDefinition(definition, tables);
    const artifact = "issues" in emitted ? emitted : emitArtifact(emitted);
    if ("issues" in artifact) issues.push(...artifact.issues);
    else if ("refused" in artifact) refused.push([definition, artifact]);
    else take(definition, artifact);
  }
  if (refused.length > 0) {
    const { explainRefused } = await import("./emit/explain-refused.ts");
    for (const [definition, request] of refused) {
      const explained = explainRefused(request);
      if ("issues" in explained) issues.push(...explained.issues);
      else take(definition, explained);
    }
  }
  send(artifacts);
  for (const file of loaded.emptyFiles) {
    // A definition that is made there and not exported is told with its line.
    if (issues.some(({ code, position }) => code === "not_exported" && position?.file === file)) continue;
    issues.push({ code: "empty_file", position: { file, line: 1, column: 1 } });
  }
  const known = [...loaded.params.asked].sort();
  for (const name of loaded.params.unused()) issues.push({ code: "unused_param", name, known });
  return issues;
}
