import type { CompileIssue } from "../issues/compile-issue.ts";
import { packageOfFolder } from "../project/package-of.ts";
import { type PackageManifest, readPackageManifest } from "./package-manifest.ts";

/** The manifests of other projects that are applied to the same service, and the issues of reading them. */
export interface SiblingManifests {
  readonly manifests: readonly PackageManifest[];
  readonly issues: readonly CompileIssue[];
}

/** Reads the manifests in folders of other projects. */
export function readSiblings(folders: readonly string[]): SiblingManifests {
  const read = folders.map((folder) => readPackageManifest(packageOfFolder(folder)));
  return {
    manifests: read.flatMap((manifest) => ("code" in manifest ? [] : [manifest])),
    issues: read.flatMap((manifest) => ("code" in manifest ? [manifest] : [])),
  };
}
