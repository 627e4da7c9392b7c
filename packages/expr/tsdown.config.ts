import type { UserConfig } from "tsdown";
import { base } from "../../tsdown.base.ts";

const config: UserConfig = {
  ...base,
  entry: { index: "src/index.ts", functions: "src/functions/index.ts", parse: "src/parse.ts" },
  // Editors read the docstrings from the declarations. Every definition file loads the code: without them it is less than half.
  outputOptions: { comments: false },
};

export default config;
