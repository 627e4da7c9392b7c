import type { Rolldown, UserConfig } from "tsdown";
import { base } from "../../tsdown.base.ts";

// What looks for files is bundled: every command begins with it, and one file loads sooner than ten.
const deps: UserConfig["deps"] = { onlyBundle: ["tinyglobby", "fdir", "picomatch"] };

// A watch is an AsyncDisposable; whoever imports it need not set a library for that.
const banner: UserConfig["banner"] = { dts: '/// <reference lib="esnext.disposable" />' };

/** Hands on each name of the language, as `leftOut` of `src/load/shared-modules.ts` asks for it. */
const relay: Rolldown.Plugin = {
  name: "relay",
  resolveId(id) {
    if (id === "starfix:relay") return id;
    return id === "starfix:@starfix/dsl" ? { id, external: true } : null;
  },
  async load(id) {
    if (id !== "starfix:relay") return null;
    const names = Object.keys(await import("@starfix/dsl"));
    return `export { ${names.join(", ")} } from "starfix:@starfix/dsl";`;
  },
};

const config: UserConfig[] = [
  { ...base, entry: ["src/index.ts", "src/definition.ts", "src/tables.ts"], deps, banner },
  // The thread that definitions run in begins with this one.
  { ...base, entry: ["src/load/definitions-worker.ts"], dts: false, clean: false },
  { ...base, entry: { relay: "starfix:relay" }, dts: false, clean: false, plugins: [relay] },
];

export default config;
