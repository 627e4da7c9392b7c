import type { GenerateOptions } from "../generate.ts";

/** The settings of one document, as a `starfix-codegen.config` file states them. Paths start from its folder. */
export interface CodegenConfig extends Omit<GenerateOptions, "cwd" | "onProgress" | "onInput"> {
  /** Folder to write to. */
  readonly out: string;
}

/**
 * Gives the settings in `starfix-codegen.config.ts` their type. What it is given it returns: the settings of one
 * document, or a list of them. What the command line says as well takes precedence.
 *
 * @example
 * export default defineConfig({
 *   document: "openapi.yaml",
 *   out: "src/generated",
 *   targets: ["types", "zod"],
 *   override: (component) => (component === "Money" ? { type: "string", zod: "z.string()" } : undefined),
 * });
 * // => { document: "openapi.yaml", out: "src/generated", … }
 */
export function defineConfig(
  config: CodegenConfig | readonly CodegenConfig[],
): CodegenConfig | readonly CodegenConfig[] {
  return config;
}
