import { defineConfig } from "tsdown";
import { base } from "../../tsdown.base.ts";

export default defineConfig({ ...base, entry: ["src/index.ts", "src/zod.ts", "src/json-schema.ts", "src/builders.ts", "src/operations.ts"] });
