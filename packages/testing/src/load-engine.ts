import { readFileSync } from "node:fs";
import type * as Engine from "@starfix/engine";
import type * as DuckDb from "@starfix/engine-duckdb";
import { PreviewError } from "./preview/preview-error.ts";

/** What a preview runs on. */
export interface LoadedEngine extends Pick<typeof Engine, "planJob">, Pick<typeof DuckDb, "openDuckDb"> {}

const ENGINE = "@starfix/engine";
const DUCKDB = "@starfix/engine-duckdb";

/** Loads each of the packages. */
interface EngineLoaders {
  readonly [ENGINE]: () => Promise<typeof Engine>;
  readonly [DUCKDB]: () => Promise<typeof DuckDb>;
}

const installed: EngineLoaders = {
  [ENGINE]: () => import("@starfix/engine"),
  [DUCKDB]: () => import("@starfix/engine-duckdb"),
};

/**
 * Loads the packages that matchers do without. Throws a PreviewError that names those that are not installed; what goes
 * wrong inside one of them is thrown as it came.
 */
export async function loadEngine(loaders: EngineLoaders = installed): Promise<LoadedEngine> {
  const engine = await unlessMissing(ENGINE, loaders[ENGINE]);
  const duckDb = await unlessMissing(DUCKDB, loaders[DUCKDB]);
  if (engine !== undefined && duckDb !== undefined) return { planJob: engine.planJob, openDuckDb: duckDb.openDuckDb };
  const missing = [...(engine === undefined ? [ENGINE] : []), ...(duckDb === undefined ? [DUCKDB] : [])];
  const are = missing.length === 1 ? "is" : "are";
  const add = `npm install --save-dev ${missing.map(withVersion).join(" ")}`;
  throw new PreviewError(
    `preview() needs ${missing.join(" and ")}, which ${are} not installed: run \`${add}\`, or what your package manager calls that`,
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
