import type { UserConfig } from "tsdown";
import { base } from "../../tsdown.base.ts";

const entry = [
  "src/index.ts",
  "src/zod.ts",
  "src/guards.ts",
  "src/json-schema.ts",
  "src/descriptors.ts",
  "src/operations.ts",
  "src/validators.ts",
  "src/aws-regions.ts",
];

// zod comes as a hundred small files, most of them translations of its messages. As one file with what is used, it loads
// in a third of the time, at every start of a command or a server. The declarations name zod's own types.
const config: UserConfig[] = [
  { ...base, entry, dts: false, deps: { alwaysBundle: ["zod"], onlyBundle: ["zod"] } },
  { ...base, entry, clean: false, dts: { oxc: true, emitDtsOnly: true } },
];

export default config;
