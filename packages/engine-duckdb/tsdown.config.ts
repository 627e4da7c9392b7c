import type { UserConfig } from "tsdown";
import { base } from "../../tsdown.base.ts";

// The second is the entry of the child process that owns the database.
const config: UserConfig = { ...base, entry: ["src/index.ts", "src/child.ts"] };

export default config;
