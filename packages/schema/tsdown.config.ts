import type { UserConfig } from "tsdown";
import { base } from "../../tsdown.base.ts";

const config: UserConfig = {
  ...base,
  entry: ["src/index.ts", "src/zod.ts", "src/json-schema.ts", "src/builders.ts", "src/operations.ts"],
};

export default config;
