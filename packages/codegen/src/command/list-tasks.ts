import { dirname, relative, resolve } from "node:path";
import type { CodegenConfig } from "../config/define-config.ts";
import type { GenerateOptions } from "../generate.ts";
import { TARGET_NAMES } from "../targets/target-table.ts";
import { UserError } from "../user-error.ts";
import type { Flags } from "./flags.ts";

/** One document to generate from, with its options. */
export interface Task {
  readonly options: GenerateOptions & { readonly cwd: string };
  /** The output folder, as messages name it. */
  readonly out: string;
  /** Absolute path of the output folder. */
  readonly folder: string;
  /** Whether all targets run, so that any other generated file in the folder is obsolete. */
  readonly everything: boolean;
}

/** A configuration and its absolute path. */
export interface LocatedConfig {
  readonly path: string;
  readonly entries: readonly CodegenConfig[];
}

/**
 * Combines the command line and the configuration; the command line takes precedence.
 *
 * @throws UserError without a document or an output folder, or when two documents have the same folder.
 */
export function listTasks(flags: Flags, config: LocatedConfig | undefined, cwd: string): readonly Task[] {
  const entries = config ? config.entries.map((entry) => place(entry, dirname(config.path), cwd)) : [undefined];
  if (config && entries.length > 1 && (flags.document !== undefined || flags.out !== undefined)) {
    const given = flags.document === undefined ? "--out" : "a document";
    throw new UserError(
      `expected no ${given.replace("a ", "")} with the ${entries.length} documents of ${relative(cwd, config.path)}, received ${given}: name another file with --config, or none with --no-config`,
    );
  }
  const tasks = entries.map((entry) => createTask(flags, entry, cwd));
  const taken = new Map<string, Task>();
  for (const task of tasks) {
    const other = taken.get(task.folder);
    if (other) throw new UserError(`expected a folder of its own for each document, received ${task.out} twice`);
    taken.set(task.folder, task);
  }
  return tasks;
}

/** Makes the paths of an entry relative to the working folder, like those of the command line. */
function place(entry: CodegenConfig, folder: string, cwd: string): CodegenConfig {
  const rebase = (path: string): string =>
    /^https?:/i.test(path) ? path : relative(cwd, resolve(folder, path)) || ".";
  return {
    ...entry,
    document: rebase(entry.document),
    out: rebase(entry.out),
    ...(entry.overlays && { overlays: entry.overlays.map(rebase) }),
  };
}

function createTask(flags: Flags, entry: CodegenConfig | undefined, cwd: string): Task {
  const { out: entryOut, ...settings } = entry ?? { out: undefined };
  const document = flags.document ?? entry?.document;
  const out = flags.out ?? entryOut;
  if (document === undefined) throw new UserError("expected a document, received none: starfix-codegen --help");
  if (out === undefined) throw new UserError("expected a folder to write to, received none: name one with --out");
  const options = {
    ...settings,
    document,
    cwd,
    ...(flags.overlay && { overlays: flags.overlay }),
    ...(flags.target && { targets: flags.target }),
    ...(flags.schemaBase !== undefined && { schemaBase: flags.schemaBase }),
    ...(flags.jsonSchemaDraft && { jsonSchemaDraft: flags.jsonSchemaDraft }),
    ...(flags.builderBases && { builderBases: true }),
    ...(flags.allowRemote && { allowRemote: true }),
  };
  const targets = new Set(options.targets ?? TARGET_NAMES);
  const everything = TARGET_NAMES.every((name) => targets.has(name));
  return { options, out, folder: resolve(cwd, out), everything };
}
