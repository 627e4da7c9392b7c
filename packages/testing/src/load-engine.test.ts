import { expect, test } from "vitest";
import { loadEngine } from "./load-engine.ts";
import { PreviewError } from "./preview/preview-error.ts";

/** A package that is missing, as Node.js or Yarn reports it. */
const missing = (code: string, message: string) => async (): Promise<never> => {
  throw Object.assign(new Error(message), { code });
};
const notFound = (name: string) =>
  missing(
    "ERR_MODULE_NOT_FOUND",
    `Cannot find package '${name}' imported from /app/node_modules/@starfix/x/dist/index.js`,
  );

test("the engine of a preview is installed here", async () => {
  expect((await loadEngine()).openDuckDb).toBeInstanceOf(Function);
});

test.each([
  ["Node.js", notFound("@starfix/engine-duckdb")],
  [
    "Yarn",
    missing("MODULE_NOT_FOUND", "@starfix/testing tried to access @starfix/engine-duckdb (a peer dependency) but"),
  ],
])("without the engine, as %s reports it, the error says what to install", async (_name, load) => {
  const message =
    "preview() needs @starfix/engine-duckdb, which is not installed: run `npm install --save-dev @starfix/engine-duckdb`, or what your package manager calls that";
  await expect(loadEngine(load)).rejects.toThrow(new PreviewError(message));
});

test("a package that the engine itself lacks is another error", async () => {
  await expect(loadEngine(notFound("@duckdb/node-api"))).rejects.toThrow("Cannot find package '@duckdb/node-api'");
});
