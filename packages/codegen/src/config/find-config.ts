import { readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { UserError } from "../user-error.ts";

const NAME = "starfix-codegen.config";
const ENDINGS = ["ts", "js", "mjs", "json"];

/**
 * Finds the configuration: the given file, or else the one in the folder. Undefined if no file is given and
 * the folder has none.
 */
export async function findConfig(cwd: string, named?: string): Promise<string | undefined> {
  if (named !== undefined) {
    const path = resolve(cwd, named);
    const found = await stat(path).catch(() => undefined);
    if (!found?.isFile()) throw new UserError(`${named}: expected a configuration file, received none`);
    if (ENDINGS.some((ending) => path.endsWith(`.${ending}`))) return path;
    throw new UserError(`${named}: expected a configuration that ends in ${ENDINGS.map((it) => `.${it}`).join(", ")}`);
  }
  const names = new Set(await readdir(cwd).catch(() => []));
  const found = ENDINGS.map((ending) => `${NAME}.${ending}`).filter((name) => names.has(name));
  if (found.length > 1) throw new UserError(`expected one configuration, received ${found.join(" and ")}`);
  return found[0] === undefined ? undefined : join(cwd, found[0]);
}
