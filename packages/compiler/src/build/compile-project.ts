import { byPlace, type CompileResult, resultOf } from "../compile/compile-result.ts";
import type { CompileIssue } from "../issues/compile-issue.ts";
import { type Bundled, bundle } from "../load/bundle.ts";
import { bundler } from "../load/esbuild.ts";
import { findDefinitionFiles } from "../load/find-files.ts";
import type { ReplacedPackage } from "../load/replaced-package.ts";
import { noSharedModules, ownModules, type SharedModules } from "../load/shared-modules.ts";
import { temporaryOutfile } from "../load/temporary-outfile.ts";
import { WrittenBundle } from "../load/written-bundle.ts";
import { locateIssues } from "../locate/locate-issues.ts";
import type { Project } from "../project/project.ts";
import { checkPackages } from "../share/check-packages.ts";
import { DefinitionsRunner, type RunnerOptions, type TextSink } from "../thread/definitions-runner.ts";
import { type CompiledDefinitions, type DefinitionCounts, NOTHING } from "../thread/definitions-task.ts";

export interface CompileOptions {
  /** Conditions of package exports to honour before the usual ones. */
  readonly conditions?: readonly string[];
  /** Values for the parameters of definitions, which `param("day")` reads. One that no definition reads is an issue. */
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
   * @default what Node gives a thread, by the memory of the machine
   */
  readonly memoryLimit?: number;
  /**
   * Takes what definitions print.
   *
   * @default the standard error of this process
   */
  readonly output?: TextSink;
  /** A package to take from another folder than the one it is installed in. */
  readonly replaced?: ReplacedPackage;
  /** Folders of other projects that go to the same service: their manifests are looked at for tables and names of both. */
  readonly beside?: readonly string[];
  /**
   * Tells every use of a definition of another package.
   *
   * @default false
   */
  readonly tellUses?: boolean;
}

/** As to compile, but for what only a result of it holds. */
export type CheckOptions = Omit<CompileOptions, "tellUses" | "replaced">;

/**
 * Compiles the definitions of a project to request bodies. Reads the definition files, writes nothing. The definitions
 * run in a thread of their own, which is thrown away. The same definitions give the same bytes.
 *
 * @example
 * const { artifacts, issues } = await compileProject(await loadProject({ cwd: "apps/koalas" }));
 * artifacts.map(({ path }) => path);
 * // => ["connections/demo-conn.json", "jobs/koalas.json"]
 */
export async function compileProject(project: Project, options: CompileOptions = {}): Promise<CompileResult> {
  const { artifacts, issues, imports, uses } = await runProject(project, options, { checksOnly: false });
  return resultOf(artifacts, issues, { cwd: project.cwd, imports, uses });
}

/** What a check gave. */
export interface CheckResult {
  readonly issues: readonly CompileIssue[];
  /** How many definitions are right, by kind. */
  readonly counts: DefinitionCounts;
}

/**
 * Finds all that `compileProject` finds, and makes no artifacts, which takes less time and much less memory.
 *
 * @example
 * await checkProject(await loadProject({ cwd: "apps/koalas" }));
 * // => { issues: [], counts: { connection: 1, table: 0, job: 1 } }
 */
export async function checkProject(project: Project, options: CheckOptions = {}): Promise<CheckResult> {
  const { issues, counts } = await runProject(project, options, { checksOnly: true });
  return { issues: byPlace(issues), counts };
}

async function runProject(
  project: Project,
  options: CompileOptions,
  { checksOnly }: Pick<BundleTask, "checksOnly">,
): Promise<CompiledDefinitions> {
  const { conditions = [], replaced, tellUses, beside } = options;
  // The thread loads the compiler while files are found and bundled, and the bundler starts while they are found.
  await using runner = new DefinitionsRunner(runnerOptions(options));
  bundler();
  const files = await findDefinitionFiles(project);
  const { cwd } = project;
  const outfile = temporaryOutfile();
  const bundled =
    files.length === 0
      ? undefined
      : await bundle(files, { cwd, outfile, conditions, shared: sharedModules(options), replaced });
  const params = options.params ?? {};
  // Waited for, or the thread would be thrown away before it has begun.
  return await runBundle(project, { files, bundled, runner, params, tellUses, beside, checksOnly });
}

/**
 * With conditions of their own, packages may be entered another way than the compiler was; and one that is taken from
 * elsewhere brings its own imports along.
 */
export function sharedModules({ conditions = [], replaced }: CompileOptions): SharedModules {
  return conditions.length > 0 || replaced ? noSharedModules : ownModules();
}

/** Long enough for any list of definitions, short enough to wait for. */
const TIME_LIMIT = 30_000;

export function runnerOptions({ timeLimit, memoryLimit, output }: CompileOptions): RunnerOptions {
  return { timeLimit: timeLimit ?? TIME_LIMIT, memoryLimit, output: output ?? process.stderr };
}

/** What is compiled, and by whom. */
export interface BundleTask {
  readonly files: readonly string[];
  /** Absent when there are no files. */
  readonly bundled: Bundled | undefined;
  readonly runner: DefinitionsRunner;
  readonly params: Readonly<Record<string, string>>;
  readonly tellUses?: boolean | undefined;
  readonly beside?: readonly string[] | undefined;
  /**
   * Leaves artifacts out.
   *
   * @default false
   */
  readonly checksOnly?: boolean | undefined;
}

/** Runs and compiles what has been bundled. */
export async function runBundle(
  { cwd, about = {}, definitions: patterns }: Project,
  { files, bundled, runner, params, tellUses = false, beside = [], checksOnly = false }: BundleTask,
): Promise<CompiledDefinitions> {
  if (!bundled) return { ...NOTHING, issues: [{ code: "no_definitions", patterns, cwd }] };
  if ("issues" in bundled) return { ...NOTHING, issues: await locateIssues(bundled.issues) };
  const { bundle } = bundled;
  using _written = new WrittenBundle(bundle);
  const running = runner.run({ cwd, about, files, bundle, params, tellUses, beside, checksOnly });
  const [packages, compiled] = await Promise.all([checkPackages(bundle.inputs, cwd), running]);
  const found = [...packages, ...compiled.issues];
  return { ...compiled, issues: found.length === 0 ? [] : await locateIssues(found) };
}
