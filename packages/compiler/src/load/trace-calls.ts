import { pathToFileURL } from "node:url";
import type { CreatedDefinition, Origin } from "@starfix/dsl";
import type { DefinitionsTask } from "../thread/definitions-task.ts";
import { type BundleModule, createdKey } from "./evaluate.ts";
import { buildersIn, type ExportedDefinition, type LoadedDefinitions } from "./load-definitions.ts";

/** The property of `globalThis`, `tracedCalls` of @starfix/dsl, that has it remember the call that made each builder. */
const tracedKey: symbol = Symbol.for("@starfix/dsl/traced-calls");

/** Part of the address of the bundle when it runs a second time, so that it is not taken from the cache. */
const AGAIN = "?traced";

/** A call that made a builder from which nothing continued and that is not exported. */
export interface UnusedCall {
  readonly definition: Pick<CreatedDefinition, "kind" | "name">;
  readonly stack: string | undefined;
}

/**
 * The calls that made the builders that exported definitions leave unused. To remember the call of each builder takes
 * longer than to compile it, so definitions only count them, and files run a second time when the count shows some.
 */
export async function tracedCalls(
  { task, exported }: Pick<LoadedDefinitions, "task" | "exported">,
  isOwn: (definition: ExportedDefinition) => boolean,
): Promise<readonly UnusedCall[]> {
  const counted = new Map<Origin, number>();
  const suspects = new Set<string>();
  for (const one of exported) {
    const open = one.mark.branches?.open ?? 0;
    if (open === 0 || !isOwn(one)) continue;
    counted.set(one.mark.origin, open);
    suspects.add(one.file);
  }
  if (suspects.size === 0) return [];
  const wanted = [...counted.values()].reduce((sum, open) => sum + open, 0);
  return silently(() => trace(task, suspects, wanted));
}

/** Runs the files that export the definitions first, and all others only if these do not show every call. */
async function trace(
  task: DefinitionsTask,
  first: ReadonlySet<string>,
  wanted: number,
): Promise<readonly UnusedCall[]> {
  const created: CreatedDefinition[] = [];
  Reflect.set(globalThis, createdKey, created);
  Reflect.set(globalThis, tracedKey, true);
  try {
    const { files }: BundleModule = await import(/* @vite-ignore */ `${pathToFileURL(task.outfile).href}${AGAIN}`);
    const exported = new Set<Origin>();
    for (const isFirst of [true, false]) {
      for (const [index, run] of files.entries()) {
        if (first.has(task.files[index] ?? "") !== isFirst) continue;
        const exports = await run();
        for (const value of Object.values(exports)) {
          for (const { builder, mark } of buildersIn(value)) {
            exported.add(mark.origin);
            takeNode(builder);
          }
        }
      }
      const unused = created.filter(({ origin }) => exported.has(origin)).flatMap(callsOf);
      if (!isFirst || unused.length >= wanted) return unused;
    }
    return [];
  } catch {
    // It ran before, so an error depends on something else than the definitions.
    return [];
  } finally {
    Reflect.deleteProperty(globalThis, createdKey);
    Reflect.deleteProperty(globalThis, tracedKey);
  }
}

function callsOf({ kind, name, branches }: CreatedDefinition): readonly UnusedCall[] {
  return [...(branches.unused?.values() ?? [])].map(({ stack }) => ({
    definition: { kind, name },
    stack: stack?.replaceAll(AGAIN, ""),
  }));
}

function takeNode(builder: ExportedDefinition["builder"]): void {
  try {
    builder.toNode();
  } catch {
    // What is incomplete was reported before.
  }
}

/** Runs definitions without printing what they print a second time. */
async function silently<TResult>(work: () => Promise<TResult>): Promise<TResult> {
  const { stdout, stderr } = process;
  const writes = [stdout.write, stderr.write] as const;
  stdout.write = () => true;
  stderr.write = () => true;
  try {
    return await work();
  } finally {
    [stdout.write, stderr.write] = writes;
  }
}
