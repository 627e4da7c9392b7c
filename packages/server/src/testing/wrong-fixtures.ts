import { randomUUID } from "node:crypto";
import { cp, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A project with a wrong definition, of the compiler's fixtures. */
export interface WrongFixture {
  readonly name: string;
  readonly params: Readonly<Record<string, string>>;
  /** Codes of its issues. */
  readonly codes: readonly string[];
}

const folder = fileURLToPath(new URL("../../../compiler/fixtures/wrong/", import.meta.url));

/** In this package, so that definitions find `@starfix/dsl`. */
const temporary = fileURLToPath(new URL("../../.tmp/", import.meta.url));

export async function readWrongFixtures(): Promise<readonly WrongFixture[]> {
  const names = (await readdir(folder)).sort();
  return await Promise.all(
    names.map(async (name) => {
      const text = await textOf(join(folder, name));
      const params = [...text.matchAll(/^\/\/ param: (\w+)=(.*)$/gm)].map(([, key = "", value = ""]) => [key, value]);
      const codes = [...text.matchAll(/^\/\/ refused: (\w+)/gm)].map(([, code = ""]) => code);
      return { name, params: Object.fromEntries(params), codes };
    }),
  );
}

async function textOf(path: string): Promise<string> {
  if (path.endsWith(".ts")) return await readFile(path, "utf8");
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return (await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), "utf8")))).join("\n");
}

/** A copy of a fixture as a project, deleted afterwards. */
export async function projectOf({ name }: WrongFixture): Promise<AsyncDisposable & { readonly cwd: string }> {
  const cwd = join(temporary, randomUUID());
  await mkdir(join(cwd, "definitions"), { recursive: true });
  if (name.endsWith(".ts")) await cp(join(folder, name), join(cwd, "definitions", name));
  else await cp(join(folder, name), cwd, { recursive: true });
  return { cwd, [Symbol.asyncDispose]: () => rm(cwd, { recursive: true, force: true }) };
}
