import type { ProjectConfig } from "@starfix/compiler";

/**
 * Gives the settings in `starfix.config.ts` their type. What it is given it returns.
 *
 * @example
 * export default defineConfig({ definitions: "definitions/**\/*.ts", out: "artifacts" });
 * // => { definitions: "definitions/**\/*.ts", out: "artifacts" }
 */
export function defineConfig(config: ProjectConfig): ProjectConfig {
  return config;
}
