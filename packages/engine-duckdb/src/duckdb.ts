import { createRequire } from "node:module";

/**
 * DuckDB. Its package is CommonJS in some eighty files: `require` loads it in half the time that `import` takes, which
 * first looks through every file for the names it exports.
 */
export const duckdb: typeof import("@duckdb/node-api") = createRequire(import.meta.url)("@duckdb/node-api");
