import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ArtifactChange, ManifestEntry } from "../emit/manifest.ts";
import { ProjectError } from "../project/project.ts";

export const MANIFEST = "manifest.json";
export const MANIFEST_SCHEMA = "manifest.schema.json";

/** The valid members of an entry in the manifest of the last build. */
export type LastEntry = Pick<ManifestEntry, "path"> & Partial<Pick<ManifestEntry, "sha256" | "changed">>;

/** The entries of the manifest in an output folder, by path; empty when there is none. */
export function readLastBuild(out: string): ReadonlyMap<string, LastEntry> {
  const text = readText(join(out, MANIFEST));
  if (text === undefined) return new Map();
  const entries = entriesOf(text);
  if (entries) return new Map(entries.map((entry) => [entry.path, entry]));
  throw new ProjectError(
    `${join(out, MANIFEST)} is not a manifest of a build: move it away, or set another "out" in starfix.config.ts`,
  );
}

const artifactPath = /^(connections|jobs|tables)\/[A-Za-z0-9._-]+\.json$/;

function entriesOf(text: string): readonly LastEntry[] | undefined {
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof manifest !== "object" || manifest === null || !("artifacts" in manifest)) return undefined;
  if (!Array.isArray(manifest.artifacts)) return undefined;
  const entries: LastEntry[] = [];
  for (const entry of manifest.artifacts) {
    const read = entryOf(entry);
    if (!read) return undefined;
    entries.push(read);
  }
  return entries;
}

function entryOf(entry: unknown): LastEntry | undefined {
  if (typeof entry !== "object" || entry === null) return undefined;
  const { path, sha256, changed }: Readonly<Record<string, unknown>> = { ...entry };
  // A path out of the folder would let a forged manifest remove any file.
  if (typeof path !== "string" || !artifactPath.test(path)) return undefined;
  return {
    path,
    ...(typeof sha256 === "string" && { sha256 }),
    ...(isChange(changed) && { changed }),
  };
}

function isChange(value: unknown): value is ArtifactChange {
  if (typeof value !== "object" || value === null) return false;
  const { from, added, removed, changed, ...rest }: Readonly<Record<string, unknown>> = { ...value };
  const isTexts = (list: unknown): boolean => Array.isArray(list) && list.every((text) => typeof text === "string");
  return typeof from === "string" && [added, removed, changed].every(isTexts) && Object.keys(rest).length === 0;
}

/** The text of a file; undefined when there is none. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"))
      return undefined;
    throw error;
  }
}
