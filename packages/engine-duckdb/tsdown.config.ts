import type { UserConfig } from "tsdown";
import { base } from "../../tsdown.base.ts";

const config: UserConfig = {
  ...base,
  // The second is the entry of the child process that owns the database.
  entry: ["src/index.ts", "src/child.ts"],
  // One file loads sooner than eighty, and a server waits for it before its first answer.
  deps: { onlyBundle: ["@duckdb/node-api"] },
};

export default config;
