import { join } from "node:path";
import type { UserConfig } from "tsdown";

/** The packages of others whose code the builds of a package contain, as `deps.onlyBundle` of its builds names them. */
export async function bundledPackages(packageFolder: string): Promise<readonly string[]> {
  const config: { default: UserConfig | UserConfig[] } = await import(join(packageFolder, "tsdown.config.ts"));
  return [...new Set([config.default].flat().flatMap(bundledBy))].sort();
}

function bundledBy({ deps }: UserConfig): readonly string[] {
  if (!Array.isArray(deps?.onlyBundle))
    throw new Error("expected `deps.onlyBundle`: without it anything may be bundled");
  return deps.onlyBundle.map(String);
}
