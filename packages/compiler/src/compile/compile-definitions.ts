import { printArtifact } from "../emit/artifact.ts";
import { type CheckedRequest, checkRequest } from "../emit/check-request.ts";
import { emitDefinition } from "../emit/emit-definition.ts";
import type { CompileIssue } from "../issues/compile-issue.ts";
import type { LoadedDefinitions } from "../load/load-definitions.ts";
import { resolveDefinitions } from "../resolve/resolve-definitions.ts";
import { checkWriters } from "../share/check-writers.ts";
import { type OwnedDefinition, ownedBy } from "../share/owned-by.ts";
import { checkNamesBeside, readBeside } from "../share/sibling-projects.ts";
import { tableWrittenBy } from "../share/uses-of.ts";
import type { CompiledDefinitions, SentArtifact } from "../thread/definitions-task.ts";

/** Artifacts are handed on by so many: enough to make little of the handing on, few enough to need no memory. */
const BATCH = 500;

/**
 * Makes requests of definitions that have been loaded, hands them to `send`, and gives the issues. Runs in the thread of
 * the definitions: only data leaves it.
 */
export async function compileDefinitions(
  loaded: LoadedDefinitions,
  send: (artifacts: readonly SentArtifact[]) => void,
): Promise<Omit<CompiledDefinitions, "artifacts">> {
  const { definitions, issues: found, imported } = resolveDefinitions(loaded);
  const owned = definitions.map((definition) => ownedBy(definition, loaded.about));
  const beside = readBeside(loaded.beside);
  const issues: CompileIssue[] = [
    ...found,
    ...beside.issues,
    ...checkNamesBeside(definitions, beside.manifests),
    ...checkWriters(owned, [...imported.manifests(), ...beside.manifests]),
  ];
  let artifacts: SentArtifact[] = [];
  const counts = { connection: 0, table: 0, job: 0 };
  const refused: (readonly [OwnedDefinition, CheckedRequest])[] = [];
  const tables = new Map(
    definitions.flatMap(({ name, node }) => (node.kind === "table" ? [[name, node] as const] : [])),
  );
  const take = ({ definition, owner, about }: OwnedDefinition, checked: CheckedRequest): void => {
    counts[definition.kind]++;
    if (loaded.checksOnly) return;
    const { kind, name, path, text, sha256, dependsOn, secrets } = printArtifact(checked);
    const { position: source, node } = definition;
    const writes = tableWrittenBy(node);
    const more = { ...(about && { about }), ...(writes !== undefined && { writes }) };
    artifacts.push({ kind, name, path, text, sha256, dependsOn, secrets, source, owner, ...more });
    if (artifacts.length < BATCH) return;
    send(artifacts);
    artifacts = [];
  };
  for (const one of owned) {
    const { definition } = one;
    const emitted = emitDefinition(definition, tables);
    const checked = "issues" in emitted ? emitted : checkRequest(emitted);
    if ("issues" in checked) issues.push(...checked.issues);
    else if (checked.fits) take(one, checked);
    else refused.push([one, checked]);
  }
  if (refused.length > 0) {
    const { explainRefused } = await import("../emit/explain-refused.ts");
    for (const [one, checked] of refused) {
      const wrong = explainRefused(checked);
      if (wrong.length > 0) issues.push(...wrong);
      else take(one, checked);
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
  const uses = loaded.tellUses ? definitions.flatMap((definition) => imported.usesIn(definition)) : [];
  return { counts, issues, imports: imported.imports(), uses };
}
