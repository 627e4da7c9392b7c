import { resolve } from "node:path";
import { byPlace, type CompileResult, resultOf } from "../compile/compile-result.ts";
import type { CompileIssue } from "../issues/compile-issue.ts";
import { type Bundle, type Bundled, bundle } from "../load/bundle.ts";
import { startEsbuild } from "../load/esbuild.ts";
import { findDefinitionFiles } from "../load/find-files.ts";
import type { ReplacedPackage } from "../load/replaced-package.ts";
import { noSharedModules, ownModules, type SharedModules } from "../load/shared-modules.ts";
import { temporaryOutfile } from "../load/temporary-outfile.ts";
import { WrittenBundle } from "../load/written-bundle.ts";
import { locateIssues } from "../locate/locate-issues.ts";
import type { Project } from "../project/project.ts";
import { checkPackages } from "../share/check-packages.ts";
import { DefinitionsRunner, type RunnerOptions, type TextSink } from "../thread/definitions-runner.ts";
import {
  type CompiledDefinitions,
  type DefinitionCounts,
  type DefinitionsTask,
  NOTHING,
} from "../thread/definitions-task.ts";

export interface CompileOptions {
  /** Conditions of package exports to prefer to the usual ones. */
  readonly conditions?: readonly string[];
  /** Values of the parameters that definitions read with `param("day")`. A value that no definition reads is an issue. */
  readonly params?: Readonly<Record<string, string>>;
  /**
   * How long running the definitions may take, in milliseconds.
   *
   * @default 30_000
   */
  readonly timeLimit?: number;
  /**
   * How much memory running and compiling the definitions may fill, in megabytes.
   *
   * @default Node's own limit, which depends on the memory of the machine
   */
  readonly memoryLimit?: number;
  /**
   * Takes what definitions print.
   *
   * @default the standard error of this process
   */
  readonly output?: TextSink;
  /** A package to load from another folder than the one it is installed in. */
  readonly replaced?: ReplacedPackage;
  /** Folders of other projects that are applied to the same service: names and written tables must not collide with theirs. */
  readonly siblings?: readonly string[];
  /**
   * Collects every use of a definition of another package.
   *
   * @default false
   */
  readonly collectUses?: boolean;
}

/** Compile options that also apply to checking. */
export type CheckOptions = Omit<CompileOptions, "collectUses" | "replaced">;

/**
 * Compiles the definitions of a project to request bodies. Reads the definition files, writes nothing. The definitions
 * run in a thread of their own, which ends afterwards. The same definitions give the same bytes.
 *
 * @example
 * const { artifacts, issues } = await compileProject(await loadProject({ cwd: "apps/koalas" }));
 * artifacts.map(({ path }) => path);
 * // => ["connections/demo-conn.json", "jobs/koalas.json"]
 */
export async function compileProject(project: Project, options: CompileOptions = {}): Promise<CompileResult> {
  const { artifacts, issues, imports, uses } = await runProject(project, options, "build");
  return resultOf(artifacts, issues, { cwd: project.cwd, imports, uses });
}

/** Result of a check. */
export interface CheckResult {
  readonly issues: readonly CompileIssue[];
  /** How many definitions have no errors, by kind. */
  readonly counts: DefinitionCounts;
}

/**
 * Finds the same issues as `compileProject`, and makes no artifacts, which takes less time and much less memory.
 *
 * @example
 * await checkProject(await loadProject({ cwd: "apps/koalas" }));
 * // => { issues: [], counts: { connection: 1, table: 0, job: 1 } }
 */
export async function checkProject(project: Project, options: CheckOptions = {}): Promise<CheckResult> {
  const { issues, counts } = await runProject(project, options, "check");
  return { issues: byPlace(issues), counts };
}

export async function runProject(
  project: Project,
  options: CompileOptions,
  mode: DefinitionsTask["mode"],
): Promise<CompiledDefinitions> {
  const { conditions = [], replaced, collectUses, siblings } = options;
  // The thread loads the compiler while files are found and bundled, and the bundler starts while they are found.
  await using runner = new DefinitionsRunner(runnerOptions(options));
  startEsbuild();
  const files = await findDefinitionFiles(project);
  const { cwd } = project;
  const outfile = temporaryOutfile();
  const bundled =
    files.length === 0
      ? undefined
      : await bundle(files, { cwd, outfile, conditions, shared: sharedModules(options), replaced });
  const params = options.params ?? {};
  // Awaited, because the thread ends when this function returns.
  return await runBundle(project, { mode, files, bundled, runner, params, collectUses, siblings });
}

/**
 * None with conditions of the user's own, with which packages may resolve to other files than the compiler's, and none with a
 * replaced package, which has imports of its own.
 */
export function sharedModules({ conditions = [], replaced }: CompileOptions): SharedModules {
  return conditions.length > 0 || replaced ? noSharedModules : ownModules();
}

/** Default of `timeLimit`, in milliseconds. */
const TIME_LIMIT = 30_000;

export function runnerOptions({ timeLimit, memoryLimit, output }: CompileOptions): RunnerOptions {
  return { timeLimit: timeLimit ?? TIME_LIMIT, memoryLimit, output: output ?? process.stderr };
}

/** A file that defines nothing and is imported by others holds what they share. */
function withoutHelpers(
  issues: readonly CompileIssue[],
  inputs: Bundle["inputs"],
  cwd: string,
): readonly CompileIssue[] {
  if (!issues.some(({ code }) => code === "empty_file")) return issues;
  const imported = new Set(
    Object.values(inputs).flatMap(({ imports }) =>
      // The bundle itself imports every definition file dynamically.
      imports.filter(({ kind }) => kind === "import-statement").map(({ path }) => resolve(cwd, path)),
    ),
  );
  return issues.filter(({ code, position }) => code !== "empty_file" || !position || !imported.has(position.file));
}

/** Whether a definition imports a name that a shared module lacks, of which Node gives no place. */
function lacksExport(issue: CompileIssue): boolean {
  return issue.code === "definition_threw" && / does not provide an export named /.test(issue.message);
}

/** A bundle to run and compile, and the thread for it. */
export interface BundleTask {
  readonly mode: DefinitionsTask["mode"];
  readonly files: readonly string[];
  /** Absent when there are no files. */
  readonly bundled: Bundled | undefined;
  readonly runner: DefinitionsRunner;
  readonly params: Readonly<Record<string, string>>;
  readonly collectUses?: boolean | undefined;
  readonly siblings?: readonly string[] | undefined;
}

/** Runs and compiles what has been bundled. */
export async function runBundle(
  { cwd, about = {}, definitions: patterns }: Project,
  { mode, files, bundled, runner, params, collectUses = false, siblings = [] }: BundleTask,
): Promise<CompiledDefinitions> {
  if (!bundled) return { ...NOTHING, issues: [{ code: "no_definitions", patterns, cwd }] };
  if ("issues" in bundled) return { ...NOTHING, issues: await locateIssues(bundled.issues) };
  using _written = new WrittenBundle(bundled.bundle);
  const running = runner.run({ mode, cwd, about, files, bundle: bundled.bundle, params, collectUses, siblings });
  const [packages, compiled] = await Promise.all([checkPackages(bundled.bundle.inputs, cwd), running]);
  if (compiled.issues.some(lacksExport)) {
    // Bundled whole, esbuild finds the import and the closest name.
    const shared = noSharedModules;
    const whole = await bundle(files, { cwd, outfile: temporaryOutfile(), conditions: [], shared });
    if ("issues" in whole) return { ...NOTHING, issues: await locateIssues(whole.issues) };
  }
  const found = [...packages, ...withoutHelpers(compiled.issues, bundled.bundle.inputs, cwd)];
  return { ...compiled, issues: found.length === 0 ? [] : await locateIssues(found) };
}
