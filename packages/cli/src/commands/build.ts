import { relative } from "node:path";
import { type CompileOptions, compile, planOutput, writeOutput } from "../compile.ts";
import type { CliContext } from "../context.ts";
import type { Output } from "../output.ts";
import { UserError } from "../user-error.ts";

export interface BuildOptions extends CompileOptions {
  readonly check?: boolean;
}

/** `starfix build`: compiles and writes the artifacts; with `--check` only tells whether they are up to date. */
export async function build(context: CliContext, output: Output, options: BuildOptions): Promise<void> {
  const { project, result } = await compile(context, output, options);
  const plan = await planOutput(project, result.files);
  const written = plan.write.map((file) => file.path);
  const { unchanged, remove: removed } = plan;
  const json = { out: project.out, written, unchanged, removed, issues: [] };
  const folder = relative(context.cwd, project.out) || ".";
  if (options.check === true) {
    const stale = [
      ...written.map((path) => `  ${path}: differs or is missing`),
      ...removed.map((path) => `  ${path}: no definition makes it`),
    ];
    if (stale.length > 0) {
      throw new UserError(`${folder} is stale; run \`starfix build\` to mend this\n${stale.join("\n")}`, {
        json: { out: project.out, stale: [...written, ...removed] },
      });
    }
    output.line(`${folder}: ${unchanged.length} files up to date`);
    output.result({ out: project.out, stale: [] });
    return;
  }
  await writeOutput(plan);
  for (const path of written) output.line(`${output.style("green", "written")}  ${path}`);
  for (const path of removed) output.line(`${output.style("yellow", "removed")}  ${path}`);
  output.line(`${folder}: ${written.length} written, ${unchanged.length} unchanged, ${removed.length} removed`);
  output.result(json);
}
