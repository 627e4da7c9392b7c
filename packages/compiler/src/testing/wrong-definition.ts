import { readdir, readFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** A project with a wrong definition, and the issues that it has. */
export interface WrongDefinition {
  readonly name: string;
  /** The files of a project, by their paths in it. */
  readonly files: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, string>>;
  /** `code file:line:column`, or `code` alone where no place can be named; sorted. */
  readonly refused: readonly string[];
}

/** The folder of wrong definitions: a file, or a folder of files, for each. */
export const wrongFolder: string = fileURLToPath(new URL("../../fixtures/wrong/", import.meta.url));

/**
 * Reads all wrong definitions. Comments at the top of a file list its issues, such as
 * `// refused: missing_time 12:4`; `// param: day=2026-01-01` gives a parameter.
 */
export async function readWrongDefinitions(): Promise<readonly WrongDefinition[]> {
  const names = (await readdir(wrongFolder)).sort();
  return Promise.all(names.map(async (name) => wrongDefinition(name, await filesOf(name))));
}

async function filesOf(name: string): Promise<Readonly<Record<string, string>>> {
  if (name.endsWith(".ts")) return { [`definitions/${name}`]: await readFile(join(wrongFolder, name), "utf8") };
  const entries = await readdir(join(wrongFolder, name), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = files.map(async (file): Promise<[string, string]> => {
    const path = file.slice(join(wrongFolder, name).length + 1).replaceAll(sep, "/");
    return [path, await readFile(file, "utf8")];
  });
  return Object.fromEntries(await Promise.all(read));
}

function wrongDefinition(name: string, files: WrongDefinition["files"]): WrongDefinition {
  const refused: string[] = [];
  const params: Record<string, string> = {};
  for (const [path, text] of Object.entries(files)) {
    for (const [, code, place] of text.matchAll(/^\/\/ refused: (\w+)(?: (\d+:\d+))?$/gm)) {
      refused.push(place === undefined ? `${code}` : `${code} ${path}:${place}`);
    }
    for (const [, param = "", value = ""] of text.matchAll(/^\/\/ param: (\w+)=(.*)$/gm)) params[param] = value;
  }
  return { name: name.replace(/\.ts$/, ""), files, params, refused: refused.sort() };
}
