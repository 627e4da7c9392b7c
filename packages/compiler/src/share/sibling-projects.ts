import type { CompileIssue } from "../issues/compile-issue.ts";
import { packageOfFolder } from "../project/package-of.ts";
import type { ResolvedDefinition } from "../resolve/resolve-definitions.ts";
import { duplicateName } from "./duplicate-name.ts";
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

/** Finds definitions whose name a sibling project has too: the service has room for one of them. */
export function checkSiblingNames(
  definitions: readonly ResolvedDefinition[],
  manifests: readonly PackageManifest[],
): readonly CompileIssue[] {
  const others = new Map<string, { readonly name: string; readonly package: string }>();
  for (const { package: owner, definitions: published } of manifests) {
    for (const { kind, name } of published.values()) {
      // Ids of jobs name files, which projects do not share.
      if (kind !== "job") others.set(`${kind}/${name.toLowerCase()}`, { name, package: owner.name });
    }
  }
  return definitions.flatMap((definition) => {
    const other = others.get(`${definition.kind}/${definition.name.toLowerCase()}`);
    return other ? [duplicateName(definition, other.name, { package: other.package })] : [];
  });
}
