import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageOfFolder } from "../project/package-of.ts";
import type { ImportedUse } from "./imported-use.ts";
import { readPackageManifest } from "./package-manifest.ts";

/**
 * The same uses with the facts from the built artifacts of another version of the package, for definitions that cannot run with
 * it. A use whose artifact is missing is left out.
 */
export function publishedUses(uses: readonly ImportedUse[], folder: string): readonly ImportedUse[] {
  const manifest = readPackageManifest(packageOfFolder(folder));
  if ("code" in manifest) return [];
  return uses.flatMap((use) => {
    const published = manifest.definitions.get(`${use.kind}:${use.name}`);
    const request = published && requestOf(join(manifest.folder, published.path));
    if (!request) return [];
    const columns = Object.fromEntries((request.schema ?? []).map(({ name, dataType }) => [name, dataType]));
    return [{ ...use, type: request.type, columns: use.kind === "table" ? columns : {} }];
  });
}

interface Request {
  readonly type: string;
  readonly schema?: readonly { readonly name: string; readonly dataType: string }[];
}

function requestOf(file: string): Request | undefined {
  try {
    // A build wrote it, so it fits the contract.
    return JSON.parse(readFileSync(file, "utf8")) as Request;
  } catch {
    return undefined;
  }
}
