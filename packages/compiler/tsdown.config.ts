import type { UserConfig } from "tsdown";
import { base } from "../../tsdown.base.ts";

// What looks for files is bundled: every command begins with it, and one file loads sooner than ten. Of semver a part is.
const deps: UserConfig["deps"] = { onlyBundle: ["tinyglobby", "fdir", "picomatch", "semver"] };

// A watch is an AsyncDisposable; whoever imports it need not set a library for that.
const banner: UserConfig["banner"] = { dts: '/// <reference lib="esnext.disposable" />' };

const config: UserConfig[] = [
  { ...base, entry: ["src/index.ts", "src/definition.ts", "src/tables.ts", "src/thread.ts"], deps, banner },
  // The thread that definitions run in begins with this one.
  { ...base, entry: ["src/thread/definitions-worker.ts"], dts: false, clean: false },
];

export default config;
