import type { UserConfig } from "tsdown";
import { base } from "../../tsdown.base.ts";

// Bundled because every command starts with finding files, and one file loads faster than ten; of semver only a part is used.
const deps: UserConfig["deps"] = { onlyBundle: ["tinyglobby", "fdir", "picomatch", "semver"] };

// A watch is an AsyncDisposable; importers need not set a library for that.
const banner: UserConfig["banner"] = { dts: '/// <reference lib="esnext.disposable" />' };

const config: UserConfig[] = [
  {
    ...base,
    entry: ["src/index.ts", "src/definition.ts", "src/emit.ts", "src/tables.ts", "src/thread.ts"],
    deps,
    banner,
  },
  // The entry of the thread that runs definitions.
  { ...base, entry: ["src/thread/definitions-worker.ts"], dts: false, clean: false },
];

export default config;
