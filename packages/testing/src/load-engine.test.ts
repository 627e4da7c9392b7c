import { expect, test } from "vitest";
import { loadEngine } from "./load-engine.ts";
import { PreviewError } from "./preview/preview-error.ts";

const found = {
  "@starfix/engine": () => import("@starfix/engine"),
  "@starfix/engine-duckdb": () => import("@starfix/engine-duckdb"),
};

/** A package that Node.js does not find, in its own words. */
const notFound = (name: string) => async (): Promise<never> => {
  const error = new Error(`Cannot find package '${name}' imported from /app/node_modules/@starfix/x/dist/index.js`);
  throw Object.assign(error, { code: "ERR_MODULE_NOT_FOUND" });
};

test("what a preview runs on is there", async () => {
  expect(await loadEngine()).toEqual({ planJob: expect.any(Function), openDuckDb: expect.any(Function) });
});

test.each([
  {
    missing: ["@starfix/engine", "@starfix/engine-duckdb"],
    want: "preview() needs @starfix/engine and @starfix/engine-duckdb, which are not installed: run `npm install --save-dev @starfix/engine @starfix/engine-duckdb`, or what your package manager calls that",
  },
  {
    missing: ["@starfix/engine-duckdb"],
    want: "preview() needs @starfix/engine-duckdb, which is not installed: run `npm install --save-dev @starfix/engine-duckdb`, or what your package manager calls that",
  },
])("without $missing it says what to install", async ({ missing, want }) => {
  const loaders = { ...found, ...Object.fromEntries(missing.map((name) => [name, notFound(name)])) };
  await expect(loadEngine(loaders)).rejects.toThrow(new PreviewError(want));
});

test("a package that an engine itself lacks is not taken for the engine", async () => {
  const loaders = { ...found, "@starfix/engine-duckdb": notFound("@duckdb/node-api") };
  await expect(loadEngine(loaders)).rejects.toThrow("Cannot find package '@duckdb/node-api'");
});
