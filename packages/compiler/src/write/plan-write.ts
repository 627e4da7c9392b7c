import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { OutputFile } from "../compile-project.ts";
import { ProjectError } from "../project.ts";

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
}

/**
 * Compares a build with the output folder. Nothing is written. A file that the manifest of the last build does not know
 * is somebody else's and never touched.
 *
 * @throws ProjectError when a file of the build would take the place of one that is somebody else's.
 */
export async function planWrite(out: string, files: readonly OutputFile[]): Promise<WritePlan> {
  const known = await knownPaths(out);
  const write: OutputFile[] = [];
  const unchanged: string[] = [];
  for (const file of files) {
    const there = await readText(join(out, file.path));
    if (there === file.text) unchanged.push(file.path);
    else if (there === undefined || known.has(file.path)) write.push(file);
    else {
      throw new ProjectError(
        `${join(out, file.path)} is there and was not written by a build: move it away, or set another "out"`,
      );
    }
  }
  const current = new Set(files.map(({ path }) => path));
  return { out, write, unchanged, remove: [...known].filter((path) => !current.has(path)) };
}

const MANIFEST = "manifest.json";
const artifactPath = /^(connections|jobs|tables)\/[A-Za-z0-9._-]+\.json$/;

/** The paths that the manifest of the last build names, and its own. */
async function knownPaths(out: string): Promise<ReadonlySet<string>> {
  const text = await readText(join(out, MANIFEST));
  if (text === undefined) return new Set();
  const paths = pathsOf(text);
  if (paths) return new Set([...paths, MANIFEST]);
  throw new ProjectError(
    `${join(out, MANIFEST)} is not a manifest of a build: move it away, or set another "out" in starfix.config.ts`,
  );
}

function pathsOf(text: string): readonly string[] | undefined {
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof manifest !== "object" || manifest === null || !("artifacts" in manifest)) return undefined;
  if (!Array.isArray(manifest.artifacts)) return undefined;
  const paths: unknown[] = manifest.artifacts.map((entry: unknown) =>
    typeof entry === "object" && entry !== null && "path" in entry ? entry.path : undefined,
  );
  // A path that leads out of the folder would let a forged manifest remove what it likes.
  return paths.every((path): path is string => typeof path === "string" && artifactPath.test(path)) ? paths : undefined;
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"))
      return undefined;
    throw error;
  }
}
