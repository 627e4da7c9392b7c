import { createRequire, Module } from "node:module";
import type { TransformNodeOptions } from "openapi-typescript";
import type { JsonObject } from "../../load/json.ts";
import { type MemberNode, type TextNode, textCompiler } from "./text-nodes.ts";

type PrintPart = (part: JsonObject, options: TransformNodeOptions) => TextNode;

/** The parts of openapi-typescript that print operations. */
export interface OpenApiPrinter {
  readonly header: PrintPart;
  readonly parameter: PrintPart;
  readonly pathItem: PrintPart;
  readonly requestBody: PrintPart;
  readonly response: PrintPart;
  readonly operation: (part: JsonObject, options: TransformNodeOptions) => readonly MemberNode[];
}

let printer: OpenApiPrinter | undefined;

/**
 * Loads modules of openapi-typescript with `textCompiler` in place of the TypeScript compiler that they require.
 * Importing its entry takes a second, mostly for the compiler and a linter.
 */
export function loadOpenApiPrinter(): OpenApiPrinter {
  printer ??= withModule("typescript", textCompiler, (require) => {
    // The package exports these functions under other names; each prints one section of a document.
    const load = (part: string): unknown => require(`openapi-typescript/dist/transform/${part}.cjs`);
    return {
      header: load("header-object") as PrintPart,
      parameter: load("parameter-object") as PrintPart,
      pathItem: load("path-item-object") as PrintPart,
      requestBody: load("request-body-object") as PrintPart,
      response: load("response-object") as PrintPart,
      operation: (load("operation-object") as { readonly default: OpenApiPrinter["operation"] }).default,
    };
  });
  return printer;
}

/** Runs `load` while `require(name)` of openapi-typescript returns `exports`. Later calls return the real modules. */
function withModule<T>(name: string, exports: unknown, load: (require: NodeJS.Require) => T): T {
  const require = createRequire(import.meta.url);
  const { cache } = require;
  const path = createRequire(require.resolve("openapi-typescript")).resolve(name);
  const before = { ...cache };
  cache[path] = Object.assign(new Module(path), { exports, loaded: true });
  try {
    return load(require);
  } finally {
    for (const key of Object.keys(cache)) if (!(key in before)) delete cache[key];
    if (before[path]) cache[path] = before[path];
    else delete cache[path];
  }
}
