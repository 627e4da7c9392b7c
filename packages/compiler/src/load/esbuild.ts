import { createRequire } from "node:module";

// Asked for as the CommonJS that it is: imported, all of it is first searched for the names that it exports, which takes
// longer than to load it.
const require: NodeJS.Require = createRequire(import.meta.url);
const esbuild: typeof import("esbuild") = require("esbuild");

export const build: typeof esbuild.build = esbuild.build;
export const context: typeof esbuild.context = esbuild.context;
