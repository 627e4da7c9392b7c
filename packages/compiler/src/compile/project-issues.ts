import { checkProject, type ProjectRequest, tableWrittenBy } from "@starfix/rules";
import type { CreateJobRequest } from "@starfix/schema";
import { type DeclaredTables, emitDefinition } from "../emit/emit-definition.ts";
import type { EmittedRequest } from "../emit/emitted-request.ts";
import type { CompileIssue } from "../issues/compile-issue.ts";
import type { NamedFacts } from "../issues/issue-kind.ts";
import type { OwnedDefinition } from "../share/owned-by.ts";
import type { PackageManifest } from "../share/package-manifest.ts";
import { compileIssueOf } from "./rule-issues.ts";

/** A definition as the rules between requests see it. */
export function projectRequestOf({ kind, name, node, request }: EmittedRequest, owner: string): ProjectRequest {
  return { kind, name, owner, writers: node?.about?.writers ?? [], writes: writesOf({ kind, request }) };
}

/** The table that a request writes, before its patches. */
export function writesOf({ kind, request }: Pick<EmittedRequest, "kind" | "request">): ProjectRequest["writes"] {
  // A job emits the request of a job.
  return kind === "job" ? tableWrittenBy(request as CreateJobRequest) : undefined;
}

/**
 * Checks the definitions of a project against each other, and against those in the manifests of other packages and projects:
 * names, and what jobs do to one table. `requests` are those of the definitions, in the same order.
 */
export function projectIssuesOf(
  definitions: readonly OwnedDefinition[],
  requests: readonly ProjectRequest[],
  manifests: readonly PackageManifest[],
  tables: DeclaredTables,
): readonly CompileIssue[] {
  const others = manifests.flatMap(({ package: { name: owner }, definitions: published }) =>
    [...published.values()].map((one) => ({ package: owner, published: one })),
  );
  const foreign = others.map(({ published: { kind, name, owner, writers, writes } }): ProjectRequest => {
    return {
      kind,
      name,
      owner,
      foreign: true,
      writers,
      writes: writes === undefined ? writes : { table: writes, pointer: "" },
    };
  });
  return checkProject([...requests, ...foreign]).flatMap((issue) => {
    const definition = definitions[issue.request]?.definition;
    if (definition === undefined) return [];
    const emitted = emitDefinition(definition, definition.position, tables);
    const found = compileIssueOf(issue, { emitted, json: emitted.request });
    const { related = [] } = issue;
    const owners = related.flatMap((index) => others[index - definitions.length]?.package ?? []);
    const elsewhere = [...new Set(owners)].map((owner) => JSON.stringify(owner)).join(", ");
    const message = elsewhere === "" ? found.message : `${found.message} (the other is in ${elsewhere})`;
    const involved = related.flatMap((index) => definitions[index]?.definition ?? []);
    return [{ ...found, message, related: involved.map(({ position }) => position), involved: involved.map(nameOf) }];
  });
}

function nameOf({ kind, name }: OwnedDefinition["definition"]): NamedFacts {
  return { kind, name };
}
