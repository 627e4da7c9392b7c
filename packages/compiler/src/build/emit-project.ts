import type { RequestArtifact } from "../emit/artifact.ts";
import type { CompileIssue } from "../issues/compile-issue.ts";
import type { Project } from "../project/project.ts";
import { type CompileOptions, runProject } from "./compile-project.ts";

/** The requests of a project, none of them checked. */
export interface EmittedProject {
  readonly requests: readonly RequestArtifact[];
  /** Why there are no requests for some definitions: they could not be loaded, or are incomplete. */
  readonly issues: readonly CompileIssue[];
}

/**
 * Emits the requests of a project without checking them against the contract and the rules, in the order of the
 * definitions. For tests of what refuses wrong requests, such as a server; {@link compileProject} is for everything else.
 *
 * @example
 * const { requests } = await emitProject(await loadProject({ cwd: "apps/koalas" }));
 * requests.map(({ kind, json }) => ({ kind, json }));
 * // => [{ kind: "connection", json: { type: "s3", name: "demo-conn", … } }, …]
 */
export async function emitProject(
  project: Project,
  options: Omit<CompileOptions, "collectUses" | "siblings"> = {},
): Promise<EmittedProject> {
  const { artifacts, issues } = await runProject(project, options, "emit");
  return { requests: artifacts, issues };
}
