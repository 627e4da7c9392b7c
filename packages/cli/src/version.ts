import { createRequire } from "node:module";

/** The version of this package. */
export function readVersion(): string {
  // The same relative path from src and from dist.
  const manifest: { readonly version: string } = createRequire(import.meta.url)("../package.json");
  return manifest.version;
}
