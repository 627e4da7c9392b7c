import type { UserConfig } from "tsdown";
import { base } from "../../tsdown.base.ts";

const config: UserConfig = {
  ...base,
  entry: {
    index: "src/index.ts",
    cli: "src/cli.ts",
    // Runs as a thread, so that it is a file of its own.
    "print-skeleton-worker": "src/targets/types/print-skeleton-worker.ts",
  },
};

export default config;
