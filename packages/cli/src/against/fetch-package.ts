import { copyFile, mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isFileError } from "../file-error.ts";
import { UserError } from "../user-error.ts";
import { type NpmOptions, runNpm } from "./run-npm.ts";

/** The project, and how npm runs. */
export type FetchOptions = Pick<NpmOptions, "env" | "signal"> & {
  /** The folder of the project. */
  readonly project: string;
};

/** Fetches a version from the registry that the project's packages come from, to an empty folder. Gives the tarball. */
export async function fetchPackage(spec: string, target: string, options: FetchOptions): Promise<string> {
  const { project: cwd, env, signal } = options;
  await runNpm(["pack", spec, "--pack-destination", target], { task: `fetch ${spec}`, cwd, env, signal });
  const tarball = (await readdir(target)).find((name) => name.endsWith(".tgz"));
  if (tarball === undefined) throw new UserError(`npm fetched no tarball of ${spec}`);
  return join(target, tarball);
}

/**
 * Installs into an unpacked package what it depends on, as that may be more than the version that the project has depends
 * on. What it expects of its users is theirs, and what it was made with is nobody's. No script of a package runs: this only
 * looks at them.
 */
export async function installDependencies(folder: string, { project, env, signal }: FetchOptions): Promise<void> {
  const { name, version, dependencies = {} } = await readManifest(folder);
  if (Object.keys(dependencies).length === 0) return;
  const task = `install what ${name} ${version} depends on`;
  const prefix = await runNpm(["prefix"], { task, cwd: project, env, signal });
  const cwd = `${folder}-dependencies`;
  await mkdir(cwd);
  await writeFile(join(cwd, "package.json"), JSON.stringify({ dependencies }));
  // npm reads the one beside what it installs for.
  await copyFile(join(prefix.trim(), ".npmrc"), join(cwd, ".npmrc")).catch((error: unknown) => {
    if (!isFileError(error, "ENOENT")) throw error;
  });
  const argv = ["install", "--legacy-peer-deps", "--no-package-lock", "--no-audit", "--no-fund"];
  await runNpm(argv, { task, cwd, env, signal });
  await rename(join(cwd, "node_modules"), join(folder, "node_modules"));
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** What is wrong with a manifest is told by whoever compiles against the package. */
async function readManifest(folder: string): Promise<Manifest> {
  try {
    const manifest: unknown = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    return typeof manifest === "object" && manifest !== null ? manifest : {};
  } catch {
    return {};
  }
}
