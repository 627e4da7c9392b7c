// What a `starfix.config.ts` imports. It is bundled with the definitions, so it must reach nothing of the command line.
export type { ProjectConfig } from "@starfix/compiler";
export { defineConfig } from "./define-config.ts";
