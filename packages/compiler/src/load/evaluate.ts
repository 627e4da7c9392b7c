import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { type CreatedDefinition, createdDefinitions } from "@starfix/dsl";
import type { Bundle } from "./bundle.ts";

/** What running a bundle gave. */
export type Evaluation =
  | {
      /** The exports of each file, in the order of the files. */
      readonly modules: readonly Readonly<Record<string, unknown>>[];
      /** Every definition that was begun, exported or not. */
      readonly created: readonly CreatedDefinition[];
    }
  | { readonly thrown: unknown };

/** Runs a bundle as a module of its own and takes the file away again. */
export async function evaluate(bundle: Bundle): Promise<Evaluation> {
  const created: CreatedDefinition[] = [];
  await mkdir(dirname(bundle.outfile), { recursive: true });
  await writeFile(bundle.outfile, bundle.code);
  Reflect.set(globalThis, createdDefinitions, created);
  try {
    const namespace: Record<string, Record<string, unknown>> = await import(
      /* @vite-ignore */ pathToFileURL(bundle.outfile).href
    );
    return {
      modules: Object.keys(namespace)
        .sort(byIndex)
        .map((name) => namespace[name] ?? {}),
      created,
    };
  } catch (thrown) {
    return { thrown };
  } finally {
    Reflect.deleteProperty(globalThis, createdDefinitions);
    await rm(dirname(bundle.outfile), { recursive: true, force: true });
  }
}

/** `file2` before `file10`. */
function byIndex(a: string, b: string): number {
  return Number(a.slice("file".length)) - Number(b.slice("file".length));
}
