import type { CompileIssue } from "../issues/compile-issue.ts";
import { packageOfFolder } from "../project/package-of.ts";
import type { ResolvedDefinition } from "../resolve/resolve-definitions.ts";
import { type PackageManifest, readPackageManifest } from "./package-manifest.ts";

/** The manifests of projects that go to the same service, and what is wrong with them. */
export interface BesideManifests {
  readonly manifests: readonly PackageManifest[];
  readonly issues: readonly CompileIssue[];
}

/** Reads the manifests in folders of other projects. */
export function readBeside(folders: readonly string[]): BesideManifests {
  const read = folders.map((folder) => readPackageManifest(packageOfFolder(folder)));
  return {
    manifests: read.flatMap((manifest) => ("code" in manifest ? [] : [manifest])),
    issues: read.flatMap((manifest) => ("code" in manifest ? [manifest] : [])),
  };
}

/** Definitions of a project whose name one of another project has: the service would have room for one of them. */
export function checkNamesBeside(
  definitions: readonly ResolvedDefinition[],
  manifests: readonly PackageManifest[],
): readonly CompileIssue[] {
  const others = new Map<string, { readonly name: string; readonly package: string }>();
  for (const { package: owner, definitions: published } of manifests) {
    for (const { kind, name } of published.values()) {
      // The ids of jobs are the names of files, and no two projects share those.
      if (kind !== "job") others.set(`${kind}/${name.toLowerCase()}`, { name, package: owner.name });
    }
  }
  return definitions.flatMap(({ kind, name, position }) => {
    const other = others.get(`${kind}/${name.toLowerCase()}`);
    if (!other) return [];
    return [{ code: "duplicate_name" as const, kind, name, position, earlier: other.name, package: other.package }];
  });
}
