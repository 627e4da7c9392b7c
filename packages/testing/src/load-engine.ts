import { readFileSync } from "node:fs";
import type * as DuckDb from "@starfix/engine-duckdb";
import { PreviewError } from "./preview/preview-error.ts";

/** What a preview runs on. */
export type LoadedEngine = Pick<typeof DuckDb, "openDuckDb">;

const ENGINE = "@starfix/engine-duckdb";

/**
 * Loads the package that matchers do without. Throws a PreviewError that names it when it is not installed; an error from
 * inside of it is thrown unchanged.
 */
export async function loadEngine(
  load: () => Promise<LoadedEngine> = () => import("@starfix/engine-duckdb"),
): Promise<LoadedEngine> {
  try {
    return await load();
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new PreviewError(
      `preview() needs ${ENGINE}, which is not installed: run \`npm install --save-dev ${withVersion(ENGINE)}\`, or what your package manager calls that`,
    );
  }
}

/** Whether it is this package that is not found, and not one that it needs, or a file of it. */
function isMissing(error: unknown): boolean {
  const { code, message } = error instanceof Error && "code" in error ? error : { code: undefined, message: "" };
  if (code === "ERR_MODULE_NOT_FOUND") return message.startsWith(`Cannot find package '${ENGINE}' `);
  // Yarn without node_modules.
  return code === "MODULE_NOT_FOUND" && message.includes(` tried to access ${ENGINE} (a peer dependency) `);
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
