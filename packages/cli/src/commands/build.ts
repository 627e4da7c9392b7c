import { relative } from "node:path";
import type { ArtifactChange, IssueStyle } from "@starfix/compiler";
import { type CompileOptions, compile, planOutput, writeOutput } from "../compile.ts";
import type { CliContext } from "../context.ts";
import type { Output } from "../output.ts";
import { UserError } from "../user-error.ts";
import { withTables } from "../with-tables.ts";

export interface BuildOptions extends CompileOptions {
  readonly check?: boolean;
  readonly tables?: boolean;
  readonly format?: IssueStyle;
}

/** `starfix build`: compiles and writes the artifacts; with `--check` only checks whether they are up to date. */
export async function build(context: CliContext, output: Output, options: BuildOptions): Promise<void> {
  const compiled = await compile(context, output, options);
  const { project, warnings } = compiled;
  const result = options.tables === true ? await withTables(compiled, context) : compiled.result;
  const plan = await planOutput(project, result.files);
  const written = plan.write.map((file) => file.path);
  const { unchanged, remove: removed, changes } = plan;
  const folder = relative(context.cwd, project.out) || ".";
  if (options.check === true) {
    const stale = [
      ...written.map((path) => `  ${path}: differs or is missing`),
      ...removed.map((path) => `  ${path}: no definition makes it`),
    ];
    if (stale.length > 0) {
      throw new UserError(`${folder} is stale; run \`starfix build\` to update it\n${stale.join("\n")}`, {
        json: { out: project.out, stale: [...written, ...removed], issues: warnings },
      });
    }
    output.line(`${folder}: ${unchanged.length} files up to date`);
    output.result({ out: project.out, stale: [], issues: warnings });
    return;
  }
  await writeOutput(plan);
  for (const path of written) {
    output.line(`${output.style("green", "written")}  ${path}${output.style("dim", reason(changes[path]))}`);
  }
  for (const path of removed) output.line(`${output.style("yellow", "removed")}  ${path}`);
  output.line(`${folder}: ${written.length} written, ${unchanged.length} unchanged, ${removed.length} removed`);
  output.result({ out: project.out, written, unchanged, removed, changes, issues: warnings });
}

/** So many fields are named; the manifest has all of them. */
const MAX_FIELDS = 3;

/** Why an artifact is written anew, by its fields. Other files of the build have no reason. */
function reason(change: ArtifactChange | undefined): string {
  if (change === undefined) return "";
  const { changed, added, removed } = change;
  const fields = [
    ...changed.map((pointer) => `~${pointer}`),
    ...added.map((pointer) => `+${pointer}`),
    ...removed.map((pointer) => `-${pointer}`),
  ];
  const more = fields.length > MAX_FIELDS ? ` and ${fields.length - MAX_FIELDS} more` : "";
  return `  ${fields.slice(0, MAX_FIELDS).join(" ")}${more}`;
}
