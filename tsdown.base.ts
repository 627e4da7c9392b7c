import type { UserConfig } from "tsdown";

/** What every package builds alike: ESM for Node 20.19, declarations beside it. */
export const base: UserConfig = {
  format: "esm",
  platform: "node",
  target: "node20.19",
  dts: { oxc: true },
  fixedExtension: false,
  clean: true,
  logLevel: "warn",
  // Nothing of others is bundled unless a package says so, and then its licence comes along (tools/bundled.test.ts).
  deps: { onlyBundle: [] },
};
