import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ManifestEntry, manifestFormat } from "../emit/manifest.ts";
import { sha256 } from "../emit/sha256.ts";
import type { PackageOf } from "../project/package-of.ts";

/** The entry of a definition in the manifest of its package. */
export type PublishedDefinition = Pick<ManifestEntry, "kind" | "name" | "path" | "sha256" | "owner"> & {
  readonly internal: boolean;
  readonly writers: readonly string[];
  /** Of a job: the table that it writes. */
  readonly writes: string | undefined;
};

/** The manifest of a package. */
export interface PackageManifest {
  readonly package: PackageOf;
  /** Path of the manifest. */
  readonly file: string;
  /** Folder of the artifacts. */
  readonly folder: string;
  /** By `connection:lake`. */
  readonly definitions: ReadonlyMap<string, PublishedDefinition>;
}

/** Why a manifest cannot be used. */
export type ManifestIssue =
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

/** Default path of the manifest; `package.json` may set another as `"starfix": { "manifest": … }`. */
const DEFAULT_PATH = "artifacts/manifest.json";

/** Reads the manifest of a package, or returns why it cannot be used. */
export function readPackageManifest(owner: PackageOf): PackageManifest | ManifestIssue {
  const place = placeOf(owner);
  const file = join(owner.folder, place);
  const named = { package: owner.name, file };
  const text = readIfExists(file);
  if (text === undefined) return { code: "package_without_manifest", ...named };
  const mismatch = (message: string): ManifestIssue => ({ code: "manifest_mismatch", ...named, message });
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
    if (!read) return mismatch(`its artifact ${index + 1} has another form than a build writes`);
    definitions.set(`${read.kind}:${read.name}`, read);
  }
  return { package: owner, file, folder: join(file, ".."), definitions };
}

/** How the artifact of a definition differs from its entry in the manifest; undefined when it does not. */
export function artifactMismatch(folder: string, { path, sha256: expected }: PublishedDefinition): string | undefined {
  const text = readIfExists(join(folder, path));
  if (text === undefined) return `${path} is missing`;
  return sha256(text) === expected ? undefined : `the SHA-256 of ${path} is not the one in the manifest`;
}

function placeOf({ folder }: PackageOf): string {
  const manifest = parse(readIfExists(join(folder, "package.json")) ?? "");
  const settings = isRecord(manifest) ? manifest.starfix : undefined;
  const place = isRecord(settings) ? settings.manifest : undefined;
  return typeof place === "string" ? place : DEFAULT_PATH;
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

function readIfExists(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
