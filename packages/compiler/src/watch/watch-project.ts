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

export interface WatchOptions extends Omit<CompileOptions, "replaced" | "siblings" | "collectUses"> {
  /** Reads the settings again after `starfix.config.ts` has changed. Without it the settings stay what they were. */
  readonly reload?: () => Promise<Project>;
}

/** An event of a watch. */
export type WatchEvent =
  | {
      /** The definitions compiled: write this result. */
      readonly kind: "compiled";
      readonly project: Project;
      readonly result: CompileResult;
      /** Time since the change was noticed, in milliseconds. */
      readonly duration: number;
    }
  | {
      /** The definitions have errors: keep the artifacts that were written last. */
      readonly kind: "failed";
      readonly project: Project;
      readonly issues: CompileResult["issues"];
      /** The last result without errors; undefined when there was none yet. */
      readonly lastGood: CompileResult | undefined;
      readonly duration: number;
    }
  /** The settings are invalid, or the output folder cannot be written; the old settings stay in use. */
  | { readonly kind: "refused"; readonly error: ProjectError };

/** A watch that runs until it is closed. */
export interface ProjectWatch extends AsyncDisposable {
  /** Ends the watch and frees its resources. A compile in progress gives no event. */
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
  // Callers that await `ended` still see the rejection.
  ended.catch(() => {});
  const close = async (): Promise<void> => {
    await session.close();
    await ended.catch(() => {});
  };
  return { ended, close, [Symbol.asyncDispose]: close };
}

/** Stop debouncing after 10 rounds. */
const MAX_ROUNDS = 10;

class WatchSession {
  readonly #options: WatchOptions;
  readonly #outfile: string;
  readonly #watch: FolderWatch;
  #project: Project;
  #bundler: Bundler;
  #runner: DefinitionsRunner;
  /** The thread of the last build, to be disposed. */
  #spent: DefinitionsRunner | undefined;
  #inputs: ReadonlySet<string> = new Set();
  /** Imported files that were not found. */
  #missing: readonly string[] = [];
  #lastGood: CompileResult | undefined;
  /** Hash of the inputs of the last build, to recognize a change without effect. */
  #compiled: string | undefined;
  #closed = false;

  constructor(project: Project, options: WatchOptions, outfile: string) {
    this.#project = project;
    this.#options = options;
    this.#outfile = outfile;
    this.#watch = new FolderWatch((path) => this.#ignores(path));
    this.#bundler = this.#createBundler();
    this.#runner = this.#createRunner({ warmsUp: false });
  }

  async run(onEvent: (event: WatchEvent) => unknown): Promise<void> {
    try {
      await this.#follow();
      for (let changed: Set<string> | undefined = new Set(); changed; changed = await this.#watch.changes()) {
        const since = Date.now();
        const event = await this.#turn(changed);
        if (this.#closed) return;
        if (event) await onEvent(event);
        // Preparing for the next change waits until this one is reported.
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

  /** The event of a change; undefined when the change has no effect. */
  async #turn(changed: Set<string>): Promise<WatchEvent | undefined> {
    const noticed = performance.now();
    this.#runner.stopWarmUp();
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
   * Bundles at once, and meanwhile waits until no file changes; if one did, bundles again. Changes during that time are
   * added to `changed`.
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
    const { artifacts, issues, imports } = await runBundle(this.#project, {
      mode: "build",
      files,
      bundled,
      runner,
      params,
    });
    this.#spent = runner;
    return resultOf(artifacts, issues, { cwd: this.#project.cwd, imports });
  }

  /** Starts the thread for the next change. */
  async #prepare(): Promise<void> {
    const spent = this.#spent;
    if (!spent || this.#closed) return;
    this.#spent = undefined;
    this.#runner = this.#createRunner({ warmsUp: true });
    await spent[Symbol.asyncDispose]();
  }

  async #reload(): Promise<void> {
    if (!this.#options.reload) return;
    this.#project = await this.#options.reload();
    await this.#bundler.dispose();
    this.#bundler = this.#createBundler();
  }

  /**
   * Watches the folders of the current inputs. A file that was added or changed after `since`, before its folder was watched,
   * counts as a change.
   */
  async #follow(since?: number): Promise<void> {
    const folders = [...(await definitionFolders(this.#project)), ...this.#missing.map((path) => dirname(path))];
    const own = new Set([this.#project.cwd, ...folders]);
    const imported = new Set([...this.#inputs].filter((input) => !this.#ignores(input)).map((input) => dirname(input)));
    const added = await this.#watch.follow([...own, ...imported]);
    if (since === undefined) return;
    // A definition may have been added to a folder before it was watched.
    for (const folder of added) if (own.has(folder) || !imported.has(folder)) this.#watch.notice(folder);
    for (const input of this.#inputs) {
      if (!added.has(dirname(input))) continue;
      const found = await stat(input).catch(() => undefined);
      if (found && found.mtimeMs >= since) this.#watch.notice(input);
    }
  }

  /** Whether a changed file is no input of the bundle: a definition may read it by itself. */
  async #holdsOthers(changed: ReadonlySet<string>): Promise<boolean> {
    for (const path of changed) {
      if (this.#inputs.has(path)) continue;
      const found = await stat(path).catch(() => undefined);
      if (!found?.isDirectory()) return true;
    }
    return false;
  }

  /** Ignores artifacts, installed packages, and files of editors and systems. */
  #ignores(path: string): boolean {
    const { cwd, out } = this.#project;
    if (path === out || path.startsWith(out + sep) || path.endsWith("~")) return true;
    // In the folder of the project itself only inputs, settings and folders of definitions matter.
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
    // A missing file with any extension, or a folder on its path.
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

  #createRunner(more: Pick<RunnerOptions, "warmsUp">): DefinitionsRunner {
    return new DefinitionsRunner({ ...runnerOptions(this.#options), ...more });
  }
}

/** An error that the user can correct becomes an event, and the watch continues. */
function refusal(error: unknown): WatchEvent {
  if (error instanceof ProjectError) return { kind: "refused", error };
  throw error;
}

/** Hash of the inputs of a build. */
function stateOf(files: readonly string[], bundled: Bundled | undefined): string | undefined {
  if (!bundled) return "";
  if (!("bundle" in bundled)) return undefined;
  const { code, map } = bundled.bundle;
  return createHash("sha256").update(files.join("\n")).update(code).update(map).digest("hex");
}
