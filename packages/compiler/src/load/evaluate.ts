import { pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import type { CreatedDefinition } from "@starfix/dsl";
import { paramsKey } from "./params.ts";

/** The property of `globalThis` through which @starfix/dsl tells of every definition that is begun. */
const createdKey: symbol = Symbol.for("@starfix/dsl/created");

/** What running a bundle gave. */
export type Evaluation =
  | {
      /** The exports of each file, in the order of the files. */
      readonly modules: readonly Readonly<Record<string, unknown>>[];
      /** Every definition that was begun, exported or not. */
      readonly created: readonly CreatedDefinition[];
    }
  /** What files threw, each once: a file that many import throws for all of them. */
  | { readonly thrown: ReadonlySet<unknown> };

export interface EvaluateOptions {
  /** What definitions read their parameters from. */
  readonly params: ReadonlyMap<string, string>;
  /** Is told of each file before it runs, by its place in the list of files. */
  readonly onFile?: (index: number) => void;
}

interface BundleModule {
  readonly files: readonly (() => Promise<Readonly<Record<string, unknown>>>)[];
}

/** Runs the files of a bundle, which has been written to `outfile`, one after the other. */
export async function evaluate(outfile: string, { params, onFile }: EvaluateOptions): Promise<Evaluation> {
  const created: CreatedDefinition[] = [];
  Reflect.set(globalThis, createdKey, created);
  Reflect.set(globalThis, paramsKey, params);
  try {
    const { files } = await importBundle(outfile);
    const modules: Readonly<Record<string, unknown>>[] = [];
    const thrown = new Set<unknown>();
    for (const [index, run] of files.entries()) {
      onFile?.(index);
      try {
        modules.push(await run());
      } catch (error) {
        thrown.add(error);
      }
    }
    return thrown.size > 0 ? { thrown } : { modules, created };
  } catch (error) {
    return { thrown: new Set([error]) };
  } finally {
    Reflect.deleteProperty(globalThis, createdKey);
  }
}

/**
 * All functions of a bundle are compiled at once. Nearly all of them run, each once; and for each that V8 compiles by itself
 * it goes through the imports of all files: of five thousand that took twice the time of the whole check. The flag is
 * that of the process, so it is taken back as soon as the bundle is there.
 */
async function importBundle(outfile: string): Promise<BundleModule> {
  setFlagsFromString("--no-lazy");
  try {
    return await import(/* @vite-ignore */ pathToFileURL(outfile).href);
  } finally {
    setFlagsFromString("--lazy");
  }
}
