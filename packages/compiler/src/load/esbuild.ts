import { createRequire } from "node:module";

// Asked for as the CommonJS that it is: imported, all of it is first searched for the names that it exports, which takes
// longer than to load it.
const require: NodeJS.Require = createRequire(import.meta.url);
const esbuild: typeof import("esbuild") = require("esbuild");

/**
 * esbuild collects its garbage when its memory is five times what it keeps; by default Go does at two times. A hundred files
 * are bundled again in a quarter less time, five thousand for the first time in a fifth less, for half as much memory more.
 */
const COLLECTS_AT = "400";

let isStarted = false;

/** The bundler. Its process starts at the first call, so call it once before there is something to bundle. */
export function bundler(): Pick<typeof esbuild, "build" | "context"> {
  if (!isStarted) {
    isStarted = true;
    start();
  }
  return esbuild;
}

function start(): void {
  const { GOGC } = process.env;
  if (GOGC === undefined) process.env.GOGC = COLLECTS_AT;
  try {
    void esbuild.initialize({});
  } catch {
    // Whoever else uses this copy of esbuild has started it.
  } finally {
    if (GOGC === undefined) delete process.env.GOGC;
  }
}
