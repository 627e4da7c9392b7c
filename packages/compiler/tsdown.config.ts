import type { UserConfig } from "tsdown";
import { base } from "../../tsdown.base.ts";

const config: UserConfig[] = [
  { ...base, entry: ["src/index.ts", "src/definition.ts", "src/tables.ts"] },
  // The thread that definitions run in begins with this one.
  { ...base, entry: ["src/load/definitions-worker.ts"], dts: false, clean: false },
];

export default config;
