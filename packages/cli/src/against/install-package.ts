import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isFileError } from "../file-error.ts";
import { UserError } from "../user-error.ts";
import { type NpmOptions, runNpm } from "./run-npm.ts";

/** The project, and how npm runs. */
export type InstallOptions = Pick<NpmOptions, "env" | "signal"> & {
  /** The folder of the project. */
  readonly project: string;
};

// Peer dependencies come from the project that imports the package; development dependencies are not needed.
const INSTALL = [
  "install",
  "--save",
  "--legacy-peer-deps",
  "--no-package-lock",
  "--no-bin-links",
  "--no-audit",
  "--no-fund",
];

/**
 * Installs a tarball, or a version from the registry that the project's packages come from, with what it depends on, which
 * may be more than the version that the project has depends on. No script of a package runs: this only looks at them.
 *
 * @param target An empty folder.
 * @returns The folder of the package.
 */
export async function installPackage(spec: string, target: string, options: InstallOptions): Promise<string> {
  const { project, env, signal } = options;
  const npm = { spec, env, signal };
  const prefix = await runNpm(["prefix"], { ...npm, cwd: project });
  const manifest = join(target, "package.json");
  await writeFile(manifest, "{}");
  // npm reads the .npmrc of the project that it installs for.
  await copyFile(join(prefix.trim(), ".npmrc"), join(target, ".npmrc")).catch((error: unknown) => {
    if (!isFileError(error, "ENOENT")) throw error;
  });
  await runNpm([...INSTALL, spec], { ...npm, cwd: target });
  const { dependencies = {} }: { readonly dependencies?: object } = JSON.parse(await readFile(manifest, "utf8"));
  const [name] = Object.keys(dependencies);
  if (name === undefined) throw new UserError(`npm installed no package of ${spec}`);
  return join(target, "node_modules", name);
}
