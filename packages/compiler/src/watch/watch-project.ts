import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import {
  type BundleTask,
  type CompileOptions,
  runBundle,
  runnerOptions,
  sharedModules,
} from "../build/compile-project.ts";
import { type CompileResult, resultOf } from "../compile/compile-result.ts";
import { type Bundled, type Bundler, createBundler } from "../load/bundle.ts";
import { findDefinitionFiles } from "../load/find-files.ts";
import { CONFIG } from "../load/load-project.ts";
import { temporaryOutfile } from "../load/temporary-outfile.ts";
import { type Project, ProjectError } from "../project/project.ts";
import { DefinitionsRunner, type RunnerOptions } from "../thread/definitions-runner.ts";
import { definitionFolders, isHidden, isPattern } from "./definition-folders.ts";
import { FolderWatch } from "./folder-watch.ts";

export interface WatchOptions extends Omit<CompileOptions, "replaced" | "beside" | "tellUses"> {
  /** Reads the settings again after `starfix.config.ts` has changed. Without it the settings stay what they were. */
  readonly reload?: () => Promise<Project>;
}

/** What a watch tells. */
export type WatchEvent =
  | {
      /** The definitions are right: this is what to write. */
      readonly kind: "compiled";
      readonly project: Project;
      readonly result: CompileResult;
      /** From when the change was noticed, in milliseconds. */
      readonly duration: number;
    }
  | {
      /** They are wrong: leave what was written. */
      readonly kind: "failed";
      readonly project: Project;
      readonly issues: CompileResult["issues"];
      /** What was right last; undefined when nothing has been yet. */
      readonly lastGood: CompileResult | undefined;
      readonly duration: number;
    }
  /** The settings are wrong, or a file stands in the way; the old settings hold. */
  | { readonly kind: "refused"; readonly error: ProjectError };

/** A watch that goes on until it is closed. */
export interface ProjectWatch extends AsyncDisposable {
  /** Ends it and frees all that it holds. What is being compiled is not told any more. */
  close(): Promise<void>;
  /** Settles when the watch ends; rejects when `onEvent` threw. */
  readonly ended: Promise<void>;
}

/**
 * Compiles a project now and after every change of a definition file, of what one imports, and of files that come and
 * go. Writes nothing. Events come one after the other: the next one waits until `onEvent` is done.
 *
 * @example
 * const watch = await watchProject(project, {}, async (event) => {
 *   if (event.kind === "compiled") await writeArtifacts(await planWrite(event.project.out, event.result.files));
 * });
 * await watch.close();
 */
export async function watchProject(
  project: Project,
  options: WatchOptions,
  onEvent: (event: WatchEvent) => unknown,
): Promise<ProjectWatch> {
  const session = new WatchSession(project, options, temporaryOutfile());
  const ended = session.run(onEvent);
  // Whoever waits for it is told.
  ended.catch(() => {});
  const close = async (): Promise<void> => {
    await session.close();
    await ended.catch(() => {});
  };
  return { ended, close, [Symbol.asyncDispose]: close };
}

/** Something that never is quiet is compiled all the same. */
const MAX_ROUNDS = 10;

class WatchSession {
  readonly #options: WatchOptions;
  readonly #outfile: string;
  readonly #watch: FolderWatch;
  #project: Project;
  #bundler: Bundler;
  #runner: DefinitionsRunner;
  /** The thread that has run the definitions, and has nothing more to do. */
  #spent: DefinitionsRunner | undefined;
  #inputs: ReadonlySet<string> = new Set();
  /** What is imported and not there. */
  #missing: readonly string[] = [];
  #lastGood: CompileResult | undefined;
  /** What was compiled last, to know when nothing has changed. */
  #compiled: string | undefined;
  #closed = false;

  constructor(project: Project, options: WatchOptions, outfile: string) {
    this.#project = project;
    this.#options = options;
    this.#outfile = outfile;
    this.#watch = new FolderWatch((path) => this.#ignores(path));
    this.#bundler = this.#createBundler();
    this.#runner = this.#createRunner({ rehearses: false });
  }

  async run(onEvent: (event: WatchEvent) => unknown): Promise<void> {
    try {
      await this.#follow();
      for (let changed: Set<string> | undefined = new Set(); changed; changed = await this.#watch.changes()) {
        const since = Date.now();
        const event = await this.#turn(changed);
        if (this.#closed) return;
        if (event) await onEvent(event);
        // What the next change needs can wait until this one is told.
        await this.#prepare();
        const refused = await this.#follow(since).catch(refusal);
        if (refused) await onEvent(refused);
      }
    } finally {
      await this.close();
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#watch.close();
    await Promise.all([
      this.#bundler.dispose(),
      this.#runner[Symbol.asyncDispose](),
      this.#spent?.[Symbol.asyncDispose](),
    ]);
  }

  /** What there is to tell after a change; nothing when it makes no difference. */
  async #turn(changed: Set<string>): Promise<WatchEvent | undefined> {
    const noticed = performance.now();
    this.#runner.endRehearsal();
    try {
      const { files, bundled } = await this.#bundle(changed);
      const compiled = stateOf(files, bundled);
      const same = compiled !== undefined && this.#compiled === compiled;
      if (same && changed.size > 0 && !(await this.#holdsOthers(changed))) return undefined;
      if (this.#closed) return undefined;
      const result = await this.#compile(files, bundled);
      this.#compiled = compiled;
      this.#missing = bundled && "missing" in bundled ? bundled.missing : [];
      if (bundled && "bundle" in bundled) {
        const { cwd } = this.#project;
        this.#inputs = new Set(Object.keys(bundled.bundle.inputs).map((input) => resolve(cwd, input)));
      }
      const duration = performance.now() - noticed;
      const project = this.#project;
      if (result.files.length === 0) {
        return { kind: "failed", project, issues: result.issues, lastGood: this.#lastGood, duration };
      }
      this.#lastGood = result;
      return { kind: "compiled", project, result, duration };
    } catch (error) {
      return refusal(error);
    }
  }

  /**
   * Bundles what is there at once, and waits meanwhile for all to be quiet; when it is not, bundles again. What has changed
   * on the way is added to `changed`.
   */
  async #bundle(changed: Set<string>): Promise<Pick<BundleTask, "files" | "bundled">> {
    let latest: ReadonlySet<string> = changed;
    for (let round = 1; ; round++) {
      if (latest.has(join(this.#project.cwd, CONFIG))) {
        for (const path of await this.#watch.quiet()) changed.add(path);
        await this.#reload();
      }
      const files = await findDefinitionFiles(this.#project);
      const bundling = files.length === 0 ? undefined : this.#bundler.bundle(files);
      const [bundled, more] = await Promise.all([bundling, this.#watch.quiet()]);
      for (const path of more) changed.add(path);
      if (more.size === 0 || this.#closed) return { files, bundled };
      if (round === MAX_ROUNDS) {
        for (const path of more) this.#watch.notice(path);
        return { files, bundled };
      }
      latest = more;
    }
  }

  async #compile(files: readonly string[], bundled: Bundled | undefined): Promise<CompileResult> {
    const runner = this.#runner;
    const params = this.#options.params ?? {};
    const { artifacts, issues, imports } = await runBundle(this.#project, { files, bundled, runner, params });
    this.#spent = runner;
    return resultOf(artifacts, issues, { cwd: this.#project.cwd, imports });
  }

  /** Makes the next thread ready. */
  async #prepare(): Promise<void> {
    const spent = this.#spent;
    if (!spent || this.#closed) return;
    this.#spent = undefined;
    this.#runner = this.#createRunner({ rehearses: true });
    await spent[Symbol.asyncDispose]();
  }

  async #reload(): Promise<void> {
    if (!this.#options.reload) return;
    this.#project = await this.#options.reload();
    await this.#bundler.dispose();
    this.#bundler = this.#createBundler();
  }

  /**
   * Watches what the definitions are made of now. What has come or changed since then without being watched is a change;
   * nothing is, before anything was read.
   */
  async #follow(since?: number): Promise<void> {
    const folders = [...(await definitionFolders(this.#project)), ...this.#missing.map((path) => dirname(path))];
    const own = new Set([this.#project.cwd, ...folders]);
    const imported = new Set([...this.#inputs].filter((input) => !this.#ignores(input)).map((input) => dirname(input)));
    const added = await this.#watch.follow([...own, ...imported]);
    if (since === undefined) return;
    // A definition that was put into a folder before it was watched has not been told.
    for (const folder of added) if (own.has(folder) || !imported.has(folder)) this.#watch.notice(folder);
    for (const input of this.#inputs) {
      if (!added.has(dirname(input))) continue;
      const found = await stat(input).catch(() => undefined);
      if (found && found.mtimeMs >= since) this.#watch.notice(input);
    }
  }

  /** Whether there are files among the paths that are no input: what a definition reads by itself may have changed. */
  async #holdsOthers(changed: ReadonlySet<string>): Promise<boolean> {
    for (const path of changed) {
      if (this.#inputs.has(path)) continue;
      const found = await stat(path).catch(() => undefined);
      if (!found?.isDirectory()) return true;
    }
    return false;
  }

  /** Artifacts, packages that are installed, and what editors and systems keep for themselves. */
  #ignores(path: string): boolean {
    const { cwd, out } = this.#project;
    if (path === out || path.startsWith(out + sep) || path.endsWith("~")) return true;
    // Of the folder of the project itself only what is known matters, and where definitions are.
    if (dirname(path) === cwd && !this.#inputs.has(path) && !this.#isOfInterest(path)) return true;
    return path.startsWith(cwd + sep)
      ? path
          .slice(cwd.length + 1)
          .split(sep)
          .some(isHidden)
      : path.split(sep).includes("node_modules");
  }

  #isOfInterest(path: string): boolean {
    const name = basename(path);
    if (name === CONFIG || name === "package.json") return true;
    // A missing file, whatever its extension, or a folder that it would be in.
    if (this.#missing.some((missing) => dirname(missing) === dirname(path) || missing.startsWith(path + sep)))
      return true;
    return this.#project.definitions.some((pattern) => {
      const [first = ""] = pattern.replace(/^\.\//, "").split("/");
      return first === name || isPattern(first);
    });
  }

  #createBundler(): Bundler {
    const { conditions = [] } = this.#options;
    const { cwd } = this.#project;
    return createBundler({ cwd, outfile: this.#outfile, conditions, shared: sharedModules(this.#options) });
  }

  #createRunner(more: Pick<RunnerOptions, "rehearses">): DefinitionsRunner {
    return new DefinitionsRunner({ ...runnerOptions(this.#options), ...more });
  }
}

/** What the user can mend is told, and the watch goes on. */
function refusal(error: unknown): WatchEvent {
  if (error instanceof ProjectError) return { kind: "refused", error };
  throw error;
}

/** What went into a build, in short; two builds of one state give the same. */
function stateOf(files: readonly string[], bundled: Bundled | undefined): string | undefined {
  if (!bundled) return "";
  if (!("bundle" in bundled)) return undefined;
  const { code, map } = bundled.bundle;
  return createHash("sha256").update(files.join("\n")).update(code).update(map).digest("hex");
}
