import { execFile } from "node:child_process";
import { mkdtemp, readdir, realpath, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { CliContext } from "../context.ts";
import { UserError } from "../user-error.ts";
import { readTarball } from "./read-tarball.ts";

/** A package as a folder, for as long as it is needed. */
export interface OpenPackage extends AsyncDisposable {
  readonly folder: string;
}

const specPattern = /^(?:@[a-z0-9~][\w.~-]*\/)?[a-z0-9~][\w.~-]*@[^\s@/:]+$/;

/** Opens what `--against` names: a folder, a tarball, or a version in the registry that npm is set to. */
export async function openPackage(
  what: string,
  { cwd, env, signal }: Pick<CliContext, "cwd" | "env" | "signal">,
): Promise<OpenPackage> {
  const path = resolve(cwd, what);
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) return { folder: path, [Symbol.asyncDispose]: async () => {} };
  if (found === undefined && !specPattern.test(what)) {
    throw new UserError(
      `invalid --against: expected a folder, a tarball or a version such as @acme/catalog@1.2.0, received ${JSON.stringify(what)}`,
    );
  }
  const temporary = await mkdtemp(join(await realpath(tmpdir()), "starfix-against-"));
  const dispose = (): Promise<void> => rm(temporary, { recursive: true, force: true });
  try {
    const tarball = found ? path : await packed(what, temporary, { cwd, env, signal });
    const folder = join(temporary, "package");
    await readTarball(tarball, folder);
    return { folder, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Has npm fetch a version, by its own settings. */
async function packed(
  spec: string,
  folder: string,
  { cwd, env, signal }: Pick<CliContext, "cwd" | "env" | "signal">,
): Promise<string> {
  const argv = ["pack", spec, "--pack-destination", folder, "--ignore-scripts", "--loglevel=error"];
  await new Promise<void>((done, fail) => {
    execFile("npm", argv, { cwd, env: { ...env }, signal }, (error, _stdout, stderr) => {
      if (error === null) done();
      else fail(new UserError(`npm could not fetch ${spec}: ${stderr.trim() || error.message}`, { cause: error }));
    });
  });
  const tarball = (await readdir(folder)).find((name) => name.endsWith(".tgz"));
  if (tarball === undefined) throw new UserError(`npm fetched no tarball of ${spec}`);
  return join(folder, tarball);
}
