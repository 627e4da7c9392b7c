import type { Artifact } from "@starfix/compiler";
import type { ConnectionArtifact } from "../apply/plan-connections.ts";
import type { JobArtifact } from "../apply/plan-jobs.ts";
import type { TableArtifact } from "../apply/plan-tables.ts";
import { type CompileOptions, compile, planOutput, writeOutput } from "../compile.ts";
import type { CliContext } from "../context.ts";
import type { Output } from "../output.ts";
import { resolveTarget, type TargetOptions, withTarget } from "../target.ts";
import { UserError } from "../user-error.ts";

export interface ApplyOptions extends CompileOptions, Omit<TargetOptions, "cwd"> {
  readonly rerun: readonly string[];
}

/** `starfix apply`: builds, then brings connections, tables and jobs to a server. */
export async function apply(context: CliContext, output: Output, options: ApplyOptions): Promise<void> {
  const { signal } = context;
  const { target, env } = await resolveTarget(options, context);
  const { project, result } = await compile(context, output, options);
  refuseOthers(result.artifacts);
  await writeOutput(await planOutput(project, result.files));
  const { createClient } = await import("@starfix/client");
  const { applyArtifacts } = await import("../apply/apply-artifacts.ts");

  const connections: ConnectionArtifact[] = [];
  const tables: TableArtifact[] = [];
  const jobs: JobArtifact[] = [];
  for (const artifact of result.artifacts) {
    if (artifact.kind === "connection") connections.push(artifact);
    if (artifact.kind === "table") tables.push(artifact);
    if (artifact.kind === "job") jobs.push(artifact);
  }
  const again = "interrupted; run `starfix apply` again to go on";
  await withTarget(target, { signal, interrupted: again }, async () => {
    const client = createClient(target);
    const { imports } = result;
    const { rerun } = options;
    const artifacts = { connections, tables, jobs };
    const props = { client, ...artifacts, imports, rerun, folder: project.cwd, env, output, signal };
    const { jobs: results, ...rest } = await applyArtifacts(props);
    const posted = results.filter(({ action }) => action === "create").length;
    output.line(`jobs: ${posted} posted, ${results.length - posted} already there`);
    output.result({ ...rest, jobs: results });
  });
}

/** What this command cannot apply is named before anything is done. */
function refuseOthers(artifacts: readonly Artifact[]): void {
  const others = artifacts.filter(({ kind, json }) => kind === "job" && !isBatch(json));
  if (others.length === 0) return;
  const lines = others.map(({ kind, name, path }) => `  ${kind} ${JSON.stringify(name)}: ${path}`);
  throw new UserError(
    `\`apply\` supports connections, tables and batch jobs only; move these files to another project\n${lines.join("\n")}`,
  );
}

function isBatch(json: unknown): boolean {
  return typeof json === "object" && json !== null && "type" in json && json.type === "batch";
}
