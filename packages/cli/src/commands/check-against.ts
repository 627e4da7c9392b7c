import type { IssueStyle } from "@starfix/compiler";
import { asUserError, type CompileOptions, conditionsOf, openProject, reportsOf } from "../compile.ts";
import type { CliContext } from "../context.ts";
import type { Output } from "../output.ts";
import { reportIssues } from "../report-issues.ts";

export interface CheckAgainstOptions extends CompileOptions {
  /** A folder, a tarball, or `package@version`. */
  readonly against: string;
  readonly format?: IssueStyle;
  readonly strict?: boolean;
}

/** `starfix check --against`: what another version of an imported package would break, and change. */
export async function checkAgainst(context: CliContext, output: Output, options: CheckAgainstOptions): Promise<void> {
  const { openPackage } = await import("../against/open-package.ts");
  const compiler = await import("@starfix/compiler");
  const project = await openProject(context, options);
  await using opened = await openPackage(options.against, context, project.cwd);
  const { param: params = {} } = options;
  const found = await asUserError(() =>
    compiler.checkAgainst(project, opened.folder, { params, output: context.stderr, ...conditionsOf(context) }),
  );
  const { package: name, installed, version, changes } = found;
  const reports = await reportsOf(found.issues, context);
  const other = `${name} ${version ?? "without a version"}`;
  const { format, strict } = options;
  await reportIssues(reports, output, { format, strict, consequence: `${other} would break this project` });
  const verdict = reports.length === 0 ? "no issues" : "no errors";
  for (const { path, added, removed, changed } of changes) {
    const fields = [
      ...changed.map((pointer) => `~${pointer}`),
      ...added.map((pointer) => `+${pointer}`),
      ...removed.map((pointer) => `-${pointer}`),
    ];
    output.line(`would change  ${path}  ${fields.join(" ")}`);
  }
  output.line(`${verdict} with ${other}, where ${installed ?? "one without a version"} is installed`);
  output.result({ against: { package: name, installed, version }, changes, issues: reports });
}
