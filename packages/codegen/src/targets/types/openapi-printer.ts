import { createRequire } from "node:module";
import type { TransformNodeOptions } from "openapi-typescript";
import type typescript from "typescript";
import type { JsonObject } from "../../load/json.ts";

type PrintPart = (part: JsonObject, options: TransformNodeOptions) => typescript.TypeNode;

/** The parts of openapi-typescript that print operations, and the compiler that they build their nodes with. */
export interface OpenApiPrinter {
  readonly header: PrintPart;
  readonly parameter: PrintPart;
  readonly pathItem: PrintPart;
  readonly requestBody: PrintPart;
  readonly response: PrintPart;
  readonly operation: (part: JsonObject, options: TransformNodeOptions) => typescript.TypeElement[];
  readonly ts: typeof typescript;
}

let printer: OpenApiPrinter | undefined;

/**
 * Loads openapi-typescript part by part, by `require`. To `import` its entry takes a second: half of it to look for the
 * exports of the TypeScript compiler, the other half for the linter behind it.
 */
export function loadOpenApiPrinter(): OpenApiPrinter {
  if (printer) return printer;
  const require = createRequire(import.meta.url);
  // These are what the entry of the package declares under other names; each reads the JSON of its part.
  const load = (part: string): unknown => require(`openapi-typescript/dist/transform/${part}.cjs`);
  printer = {
    header: load("header-object") as PrintPart,
    parameter: load("parameter-object") as PrintPart,
    pathItem: load("path-item-object") as PrintPart,
    requestBody: load("request-body-object") as PrintPart,
    response: load("response-object") as PrintPart,
    operation: (load("operation-object") as { readonly default: OpenApiPrinter["operation"] }).default,
    ts: require("typescript") as typeof typescript,
  };
  return printer;
}
