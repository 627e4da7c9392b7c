import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ManifestEntry, manifestFormat } from "../emit/manifest.ts";
import { sha256 } from "../emit/sha256.ts";
import type { PackageOf } from "../project/package-of.ts";

/** What a package says of a definition that it owns. */
export type PublishedDefinition = Pick<ManifestEntry, "kind" | "name" | "path" | "sha256" | "owner"> & {
  readonly internal: boolean;
  readonly writers: readonly string[];
  /** Of a job: the table that it writes. */
  readonly writes: string | undefined;
};

/** The manifest that a package brings along. */
export interface PackageManifest {
  readonly package: PackageOf;
  /** Path of the manifest. */
  readonly file: string;
  /** Folder of the artifacts. */
  readonly folder: string;
  /** By `connection:lake`. */
  readonly definitions: ReadonlyMap<string, PublishedDefinition>;
}

/** Why a manifest cannot be gone by. */
export type ManifestProblem =
  | { readonly code: "package_without_manifest"; readonly package: string; readonly file: string }
  | {
      readonly code: "manifest_format";
      readonly package: string;
      readonly file: string;
      readonly format: number;
      readonly expected: number;
    }
  | {
      readonly code: "manifest_mismatch";
      readonly package: string;
      readonly file: string;
      readonly message: string;
    };

/** Where a package has its manifest, when its `package.json` does not say it as `"starfix": { "manifest": … }`. */
const PLACE = "artifacts/manifest.json";

/** Reads the manifest of a package. */
export function readPackageManifest(owner: PackageOf): PackageManifest | ManifestProblem {
  const place = placeOf(owner);
  const file = join(owner.folder, place);
  const named = { package: owner.name, file };
  const text = readIfThere(file);
  if (text === undefined) return { code: "package_without_manifest", ...named };
  const mismatch = (message: string): ManifestProblem => ({ code: "manifest_mismatch", ...named, message });
  const manifest = parse(text);
  if (!isRecord(manifest)) return mismatch("it is not a JSON object");
  const { formatVersion: format, artifacts } = manifest;
  if (typeof format !== "number") return mismatch("it has no formatVersion");
  if (format !== manifestFormat) return { code: "manifest_format", ...named, format, expected: manifestFormat };
  if (manifest.package !== owner.name) {
    return mismatch(`it is of the package ${JSON.stringify(manifest.package)}`);
  }
  if (!Array.isArray(artifacts)) return mismatch("it has no list of artifacts");
  const definitions = new Map<string, PublishedDefinition>();
  for (const [index, entry] of artifacts.entries()) {
    const read = definitionOf(entry);
    if (!read) return mismatch(`its artifact ${index + 1} is not as a build writes it`);
    definitions.set(`${read.kind}:${read.name}`, read);
  }
  return { package: owner, file, folder: join(file, ".."), definitions };
}

/** What is wrong with the artifact of a definition; undefined when its bytes are those that the manifest names. */
export function artifactFault(folder: string, { path, sha256: expected }: PublishedDefinition): string | undefined {
  const text = readIfThere(join(folder, path));
  if (text === undefined) return `${path} is not there`;
  return sha256(text) === expected ? undefined : `${path} has other bytes than the manifest says`;
}

function placeOf({ folder }: PackageOf): string {
  const manifest = parse(readIfThere(join(folder, "package.json")) ?? "");
  const settings = isRecord(manifest) ? manifest.starfix : undefined;
  const place = isRecord(settings) ? settings.manifest : undefined;
  return typeof place === "string" ? place : PLACE;
}

const pathPattern = /^(connections|jobs|tables)\/[A-Za-z0-9._%-]+\.json$/;

function definitionOf(entry: unknown): PublishedDefinition | undefined {
  if (!isRecord(entry)) return undefined;
  const { kind, name, path, sha256, owner, internal, writers = [], writes } = entry;
  if (kind !== "connection" && kind !== "table" && kind !== "job") return undefined;
  if (typeof name !== "string" || typeof path !== "string" || !pathPattern.test(path)) return undefined;
  if (typeof sha256 !== "string" || typeof owner !== "string" || !isTexts(writers)) return undefined;
  if (writes !== undefined && typeof writes !== "string") return undefined;
  return { kind, name, path, sha256, owner, internal: internal === true, writers, writes };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((text) => typeof text === "string");
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
