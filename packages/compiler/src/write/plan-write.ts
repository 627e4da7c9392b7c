import { join } from "node:path";
import type { OutputFile } from "../compile/compile-result.ts";
import type { ArtifactChange, Manifest } from "../emit/manifest.ts";
import { printJson } from "../emit/print-json.ts";
import { sha256 } from "../emit/sha256.ts";
import { ProjectError } from "../project/project.ts";
import { jsonChanges } from "./json-changes.ts";
import { type LastEntry, MANIFEST, MANIFEST_SCHEMA, readLastBuild, readText } from "./read-last-build.ts";

/** What writing a build would change. */
export interface WritePlan {
  /** Absolute path of the output folder. */
  readonly out: string;
  /** Files that are new or have changed; the manifest is last. */
  readonly write: readonly OutputFile[];
  /** Paths of files that are there with the same bytes. */
  readonly unchanged: readonly string[];
  /** Paths of files of the last build that this one has not. */
  readonly remove: readonly string[];
  /** Why each artifact that takes the place of another one differs from it, by path. */
  readonly changes: Readonly<Record<string, ArtifactChange>>;
}

/**
 * Compares a build with the output folder. Nothing is written. A file that the manifest of the last build does not know
 * is somebody else's and never touched. The manifest in the plan says of each artifact what was last changed in it.
 *
 * @throws ProjectError when a file of the build would take the place of one that is somebody else's.
 */
export async function planWrite(out: string, files: readonly OutputFile[]): Promise<WritePlan> {
  const last = readLastBuild(out);
  const known = new Set(last.size === 0 ? [] : [...last.keys(), MANIFEST_SCHEMA, MANIFEST]);
  const write: OutputFile[] = [];
  const unchanged: string[] = [];
  const changes: Record<string, ArtifactChange> = {};
  const compare = (file: OutputFile, there: string | undefined): void => {
    if (there === file.text) unchanged.push(file.path);
    else if (there === undefined || known.has(file.path)) write.push(file);
    else {
      throw new ProjectError(
        `${join(out, file.path)} is there and was not written by a build: move it away, or set another "out"`,
      );
    }
    const change = there === undefined ? undefined : changeOf(there, file.text, last.get(file.path));
    if (change) changes[file.path] = change;
  };
  const manifest = files.find(({ path }) => path === MANIFEST);
  const others = files.filter((file) => file !== manifest);
  // One after the other: small files are read and written so in a tenth of the time that all at once take through promises.
  for (const file of others) compare(file, readText(join(out, file.path)));
  // The last, as it is written last, and told of what the others have become.
  if (manifest) {
    const text = withChanges(manifest.text, last, changes);
    compare({ path: MANIFEST, text }, readText(join(out, MANIFEST)));
  }
  const current = new Set(files.map(({ path }) => path));
  return { out, write, unchanged, remove: [...last.keys()].filter((path) => !current.has(path)), changes };
}

/** What differs from the artifact of the last build; nothing is said of a file that somebody has changed since. */
function changeOf(before: string, after: string, entry: LastEntry | undefined): ArtifactChange | undefined {
  if (before === after || entry?.sha256 === undefined || entry.sha256 !== sha256(before)) return undefined;
  return { from: entry.sha256, ...jsonChanges(JSON.parse(before), JSON.parse(after)) };
}

/** An artifact that stays as it is keeps what the last manifest says of it, so that a second build writes nothing. */
function withChanges(
  text: string,
  last: ReadonlyMap<string, LastEntry>,
  changes: Readonly<Record<string, ArtifactChange>>,
): string {
  const manifest: Manifest = JSON.parse(text);
  const artifacts = manifest.artifacts.map((entry) => {
    const before = last.get(entry.path);
    const changed = changes[entry.path] ?? (before && before.sha256 === entry.sha256 ? before.changed : undefined);
    return changed ? { ...entry, changed } : entry;
  });
  return printJson({ ...manifest, artifacts });
}
