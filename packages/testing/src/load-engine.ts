import { readFileSync } from "node:fs";
import type * as DuckDb from "@starfix/engine-duckdb";
import { PreviewError } from "./preview/preview-error.ts";

const DUCKDB = "@starfix/engine-duckdb";

/**
 * Loads the package that matchers do without. Throws a PreviewError when it is not installed; what goes wrong inside it is
 * thrown as it came.
 */
export async function loadEngine(
  load: () => Promise<typeof DuckDb> = () => import("@starfix/engine-duckdb"),
): Promise<Pick<typeof DuckDb, "openDuckDb">> {
  const duckDb = await unlessMissing(DUCKDB, load);
  if (duckDb !== undefined) return duckDb;
  const add = `npm install --save-dev ${withVersion(DUCKDB)}`;
  throw new PreviewError(
    `preview() needs ${DUCKDB}, which is not installed: run \`${add}\`, or what your package manager calls that`,
  );
}

/** What is loaded; undefined when it is this package that is not found, and not one that it needs, or a file of it. */
async function unlessMissing<TLoaded>(name: string, load: () => Promise<TLoaded>): Promise<TLoaded | undefined> {
  try {
    return await load();
  } catch (error) {
    const { code, message } = error instanceof Error && "code" in error ? error : { code: undefined, message: "" };
    if (code === "ERR_MODULE_NOT_FOUND" && message.startsWith(`Cannot find package '${name}' `)) return undefined;
    // Yarn without node_modules.
    if (code === "MODULE_NOT_FOUND" && message.includes(` tried to access ${name} (a peer dependency) `))
      return undefined;
    throw error;
  }
}

/** With the version that this package was built and tested with; in the workspace itself there is none. */
function withVersion(name: string): string {
  const { devDependencies = {} }: { readonly devDependencies?: Readonly<Record<string, string>> } = JSON.parse(
    // The same relative path from src and from dist.
    readFileSync(new URL("../package.json", import.meta.url), "utf8"),
  );
  const version = devDependencies[name];
  return version !== undefined && /^\d/.test(version) ? `${name}@${version}` : name;
}
