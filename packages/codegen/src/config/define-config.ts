import type { GenerateOptions } from "../generate.ts";

/** The settings of one document in a `starfix-codegen.config` file. Paths are relative to its folder. */
export interface CodegenConfig extends Omit<GenerateOptions, "cwd" | "onProgress" | "onInput"> {
  /** Folder to write to. */
  readonly out: string;
}

/**
 * Types the settings in `starfix-codegen.config.ts` and returns them unchanged: the settings of one
 * document, or a list of them. Options of the command line take precedence.
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
