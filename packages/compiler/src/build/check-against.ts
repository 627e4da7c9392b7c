import { readFile, realpath, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { byPlace, type CompileResult } from "../compile/compile-result.ts";
import { type CompileIssue, severityOf } from "../issues/compile-issue.ts";
import { locateIssues } from "../locate/locate-issues.ts";
import { type Project, ProjectError } from "../project/project.ts";
import { compareUses } from "../share/compare-uses.ts";
import { publishedUses } from "../share/published-uses.ts";
import { jsonChanges } from "../write/json-changes.ts";
import { type CompileOptions, compileProject } from "./compile-project.ts";

/** The effect of another version of a package on a project. */
export interface AgainstResult {
  readonly package: string;
  /** The installed version, and the one that it is compared with; null where its `package.json` has none. */
  readonly installed: string | null;
  readonly version: string | null;
  /** Issues with the other version. When the project has errors already, those. */
  readonly issues: readonly CompileIssue[];
  /** The artifacts that would change, with JSON pointers of the fields. */
  readonly changes: readonly ArtifactDifference[];
  readonly result: CompileResult;
}

export interface ArtifactDifference {
  readonly path: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

/**
 * Compiles a project with another version of a package of definitions than the installed one, and reports what that breaks, each at
 * the project's own line. Nothing is installed or written.
 *
 * @example
 * const { issues } = await checkAgainst(project, "../catalog");
 * // => [{ code: "imported_column_removed", table: "Orders", column: "city", position: { file: "…/load.ts", line: 12, … }, … }]
 *
 * @throws ProjectError when the folder holds no package, or one that the project does not import.
 */
export async function checkAgainst(
  project: Project,
  folder: string,
  options: CompileOptions = {},
): Promise<AgainstResult> {
  const found = await readPackage(folder);
  const { name } = found;
  const installed = await installedIn(project.cwd, name);
  if (installed === undefined) {
    throw new ProjectError(
      `${name} is not installed in ${project.cwd} or above it: expected a package that it imports`,
    );
  }
  const versions = { installed: (await readPackage(installed)).version, version: found.version };
  const before = await compileProject(project, { ...options, collectUses: true });
  const facts = { package: name, ...versions };
  if (before.issues.some((issue) => severityOf(issue) === "error"))
    return { ...facts, issues: before.issues, changes: [], result: before };
  let imported = false;
  const onImport = (): void => {
    imported = true;
  };
  const replaced = { name, folder: await realpath(folder), installed, onImport };
  const after = await compileProject(project, { ...options, collectUses: true, replaced });
  if (!imported) throw new ProjectError(`no definition of ${project.cwd} imports ${name}: there is nothing to compare`);
  const uses = after.uses.length > 0 ? after.uses : publishedUses(before.uses, replaced.folder);
  const compared = compareUses(before.uses, uses).filter((issue) => !isReportedBy(issue, after.issues));
  const issues = byPlace([...after.issues, ...(await locateIssues(compared))]);
  return { ...facts, issues, changes: differencesOf(before, after), result: before };
}

/** Whether an issue of the compiler is about the same column of the same job. */
function isReportedBy(issue: CompileIssue, issues: readonly CompileIssue[]): boolean {
  return issues.some(
    (other) =>
      "column" in issue &&
      "column" in other &&
      issue.column === other.column &&
      "name" in other &&
      issue.name === other.name,
  );
}

function differencesOf(before: CompileResult, after: CompileResult): readonly ArtifactDifference[] {
  const now = new Map(after.artifacts.map((artifact) => [artifact.path, artifact]));
  return before.artifacts.flatMap(({ path, sha256, json }) => {
    const other = now.get(path);
    return other && other.sha256 !== sha256 ? [{ path, ...jsonChanges(json, other.json) }] : [];
  });
}

async function readPackage(folder: string): Promise<{ readonly name: string; readonly version: string | null }> {
  const file = join(folder, "package.json");
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) throw new ProjectError(`${folder} is no package: expected a package.json in it`);
  const { name, version = null }: { readonly name?: unknown; readonly version?: unknown } = parsed(text, file);
  if (typeof name !== "string")
    throw new ProjectError(`${file}: expected the name of a package, received ${JSON.stringify(name)}`);
  return { name, version: typeof version === "string" ? version : null };
}

function parsed(text: string, file: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch (error) {
    throw new ProjectError(`${file} is not JSON: correct the file`, { cause: error });
  }
}

/** The folder in which a package is installed for another folder, without symbolic links, as esbuild names it. */
async function installedIn(cwd: string, name: string): Promise<string | undefined> {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const path = join(folder, "node_modules", name);
    const found = await stat(path).catch(() => undefined);
    if (found?.isDirectory()) return realpath(path);
    if (folder === dirname(folder)) return undefined;
  }
}
