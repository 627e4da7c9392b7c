import type { Origin } from "@starfix/dsl";
import type { ManifestImport } from "../emit/manifest.ts";
import type { CompileIssue } from "../issues/compile-issue.ts";
import type { DefinitionPart } from "../locate/definition-part.ts";
import type { PackageOf } from "../project/package-of.ts";
import type { Position } from "../project/position.ts";
import type { ResolvedDefinition } from "../resolve/resolve-definitions.ts";
import { type ImportedUse, importedUse } from "./imported-use.ts";
import {
  artifactMismatch,
  type ManifestIssue,
  type PackageManifest,
  type PublishedDefinition,
  readPackageManifest,
} from "./package-manifest.ts";
import { usesOf } from "./uses-of.ts";

/** Where another package defines a definition. */
export interface ForeignDefinition {
  readonly package: PackageOf;
  readonly position: Position;
}

/** Where a definition of another package is used. */
interface Place {
  readonly position: Position;
  readonly part?: DefinitionPart;
}

/** The definitions of other packages that a project uses, checked against the manifests of those packages. */
export class ImportedDefinitions {
  readonly #foreign: ReadonlyMap<Origin, ForeignDefinition>;
  readonly #manifests = new Map<string, PackageManifest | ManifestIssue>();
  /** Keys of issues that were reported: an issue of a package or of a definition is reported once. */
  readonly #reported = new Set<string>();
  readonly #used = new Map<string, { readonly package: PackageOf; readonly definitions: Set<string> }>();

  constructor(foreign: ReadonlyMap<Origin, ForeignDefinition>) {
    this.#foreign = foreign;
  }

  /** Issues of the definitions that a definition of the project uses. */
  check({ node, position }: Pick<ResolvedDefinition, "node" | "position">): readonly CompileIssue[] {
    if (this.#foreign.size === 0) return [];
    return usesOf(node).flatMap(({ node: { kind, name, origin }, part }) => {
      const found = this.#foreign.get(origin);
      return found ? this.#checkUse({ kind, name }, found, { position, part }) : [];
    });
  }

  /** Issues of a definition of another package that a definition file re-exports. */
  checkExport(
    exported: Pick<ResolvedDefinition, "kind" | "name">,
    found: ForeignDefinition,
    position: Position,
  ): readonly CompileIssue[] {
    return this.#checkUse(exported, found, { position });
  }

  /** How a definition of the project uses those of other packages. */
  usesIn(definition: ResolvedDefinition): readonly ImportedUse[] {
    return usesOf(definition.node).flatMap((use) => {
      const found = this.#foreign.get(use.node.origin);
      return found ? [importedUse(definition, use, found.package.name)] : [];
    });
  }

  /** The used definitions of each package, in the order of package names. */
  imports(): readonly ManifestImport[] {
    const used = [...this.#used.values()].sort((a, b) => (a.package.name < b.package.name ? -1 : 1));
    return used.map(({ package: { name, version }, definitions }) => ({
      package: name,
      version: version ?? "",
      definitions: [...definitions].sort(),
    }));
  }

  /** The valid manifests of the packages that are used. */
  manifests(): readonly PackageManifest[] {
    return [...this.#manifests.values()].flatMap((manifest) => ("code" in manifest ? [] : [manifest]));
  }

  #checkUse(
    { kind, name }: Pick<PublishedDefinition, "kind" | "name">,
    { package: owner, position: related }: ForeignDefinition,
    place: Place,
  ): readonly CompileIssue[] {
    const key = `${kind}:${name}`;
    const used = this.#used.get(owner.folder) ?? { package: owner, definitions: new Set() };
    used.definitions.add(key);
    this.#used.set(owner.folder, used);
    const manifest = this.#manifestOf(owner);
    if ("code" in manifest) return this.#once(owner.folder, { ...manifest, ...place });
    const published = manifest.definitions.get(key);
    const named = { kind, name, package: owner.name, related };
    if (!published) return [{ code: "unowned_definition", ...named, ...place }];
    if (published.internal) return [{ code: "internal_definition", ...named, ...place }];
    const message = artifactMismatch(manifest.folder, published);
    if (message === undefined) return [];
    const { file } = manifest;
    return this.#once(`${owner.folder} ${key}`, {
      code: "manifest_mismatch",
      package: owner.name,
      file,
      message,
      ...place,
    });
  }

  #manifestOf(owner: PackageOf): PackageManifest | ManifestIssue {
    const read = this.#manifests.get(owner.folder) ?? readPackageManifest(owner);
    this.#manifests.set(owner.folder, read);
    return read;
  }

  #once(key: string, issue: CompileIssue): readonly CompileIssue[] {
    if (this.#reported.has(key)) return [];
    this.#reported.add(key);
    return [issue];
  }
}
