import { expect, test } from "vitest";
import { loadEngine } from "./load-engine.ts";
import { PreviewError } from "./preview/preview-error.ts";

/** A package that Node.js does not find, in its own words. */
const notFound = (name: string) => async (): Promise<never> => {
  const error = new Error(`Cannot find package '${name}' imported from /app/node_modules/@starfix/x/dist/index.js`);
  throw Object.assign(error, { code: "ERR_MODULE_NOT_FOUND" });
};

test("what a preview runs on is there", async () => {
  expect(await loadEngine()).toMatchObject({ openDuckDb: expect.any(Function) });
});

test("without the engine it says what to install", async () => {
  const want =
    "preview() needs @starfix/engine-duckdb, which is not installed: run `npm install --save-dev @starfix/engine-duckdb`, or what your package manager calls that";
  await expect(loadEngine(notFound("@starfix/engine-duckdb"))).rejects.toThrow(new PreviewError(want));
});

test("a package that an engine itself lacks is not taken for the engine", async () => {
  await expect(loadEngine(notFound("@duckdb/node-api"))).rejects.toThrow("Cannot find package '@duckdb/node-api'");
});
