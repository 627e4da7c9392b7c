import { pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import type { CreatedDefinition } from "@starfix/dsl";
import { paramsKey } from "./params.ts";

/** The property of `globalThis` with the list to which @starfix/dsl adds every definition that is created. */
export const createdKey: symbol = Symbol.for("@starfix/dsl/created");

/** Result of running a bundle. */
export type Evaluation =
  | {
      /** The exports of each file, in the order of the files. */
      readonly modules: readonly Readonly<Record<string, unknown>>[];
      /** Every definition that was created, exported or not. */
      readonly created: readonly CreatedDefinition[];
    }
  /** The values that files threw, each once, because a shared file throws for all of its importers. */
  | { readonly thrown: ReadonlySet<unknown> };

export interface EvaluateOptions {
  /** Values of the parameters. */
  readonly params: ReadonlyMap<string, string>;
  /** Called before each file runs, with its index in the list of files. */
  readonly onFile?: (index: number) => void;
}

/** What a bundle of definition files exports. */
export interface BundleModule {
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
 * Imports a bundle and compiles all of its functions at once. Nearly all of them run, each once; and when V8 compiles one
 * lazily, it walks through the imports of all files: with five thousand that took twice the time of the whole check. The flag
 * applies to the process, so it is reset after the import.
 */
async function importBundle(outfile: string): Promise<BundleModule> {
  setFlagsFromString("--no-lazy");
  try {
    return await import(/* @vite-ignore */ pathToFileURL(outfile).href);
  } finally {
    setFlagsFromString("--lazy");
  }
}
