import { mkdtemp, realpath, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { CliContext } from "../context.ts";
import { UserError } from "../user-error.ts";
import { installPackage } from "./install-package.ts";

/** A package as a folder, for as long as it is needed. */
export interface OpenPackage extends AsyncDisposable {
  readonly folder: string;
}

const specPattern = /^(?:@[a-z0-9~][\w.~-]*\/)?[a-z0-9~][\w.~-]*@[^\s@/:]+$/;

/**
 * Opens what `--against` names: a folder or a tarball, by its path from the working directory, or a version in the
 * registry that the project in the folder `project` is set to. A tarball and a version have their dependencies installed,
 * not so a folder.
 */
export async function openPackage(what: string, context: CliContext, project: string): Promise<OpenPackage> {
  const path = resolve(context.cwd, what);
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) return { folder: path, [Symbol.asyncDispose]: async () => {} };
  if (found === undefined ? !specPattern.test(what) : !/\.(?:tgz|tar\.gz)$/.test(what)) {
    throw new UserError(
      `invalid --against: expected a folder, a tarball (.tgz) or a version such as @acme/catalog@1.2.0, received ${JSON.stringify(what)}`,
    );
  }
  // From here on an interruption waits until what is temporary is removed.
  const { env, signal } = context;
  const temporary = await mkdtemp(join(await realpath(tmpdir()), "starfix-against-"));
  const dispose = (): Promise<void> => rm(temporary, { recursive: true, force: true });
  try {
    const folder = await installPackage(found ? path : what, temporary, { project, env, signal });
    return { folder, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}
