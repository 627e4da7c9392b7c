import { readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import type { CompileIssue } from "../issues.ts";
import type { Position } from "../position.ts";
import type { Bundle } from "./bundle.ts";
import { packageOf } from "./package-of.ts";

type Inputs = Bundle["inputs"];

/** Packages that are part of a bundle more than once: what one copy defines, the other does not know. */
export function findPackageCopies(inputs: Inputs, cwd: string): readonly CompileIssue[] {
  const folders = new Map<string, Set<string>>();
  for (const input of Object.keys(inputs)) {
    const { name, folder } = packageOf(resolve(cwd, input));
    const known = folders.get(name);
    if (known) known.add(folder);
    else folders.set(name, new Set([folder]));
  }
  const issues: CompileIssue[] = [];
  for (const [name, found] of folders) {
    // Two copies of any other library are as good as one.
    if (name === "" || found.size < 2 || ![...found].some((folder) => defines(name, folder))) continue;
    const sorted = [...found].sort();
    const own = packageOf(join(cwd, "package.json")).folder;
    const places = sorted.flatMap((folder) => importsOf(folder, inputs, cwd));
    // One in the project itself is where somebody can do something about it.
    const position = places.find(({ file }) => packageOf(file).folder === own) ?? places.at(-1);
    const shown = sorted.map((folder) => relative(cwd, folder).split(sep).join("/") || ".");
    issues.push({ code: "package_loaded_twice", name, folders: shown, ...(position && { position }) });
  }
  return issues;
}

/** Whether a package is the language of definitions itself, or holds definitions. */
function defines(name: string, folder: string): boolean {
  if (name === "@starfix/dsl") return true;
  const manifest: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return ["dependencies", "peerDependencies"].some((key) => {
    const names = manifest[key];
    return typeof names === "object" && names !== null && "@starfix/dsl" in names;
  });
}

/** Where other packages import from a copy. */
function importsOf(folder: string, inputs: Inputs, cwd: string): readonly Position[] {
  return Object.entries(inputs).flatMap(([input, { imports }]) => {
    const file = resolve(cwd, input);
    if (packageOf(file).folder === folder) return [];
    const found = imports.find(({ path, external }) => !external && packageOf(resolve(cwd, path)).folder === folder);
    return found?.original === undefined ? [] : [placeOfText(file, found.original)];
  });
}

/** Where an import is written: the first place of its name in quotes. */
function placeOfText(file: string, name: string): Position {
  const lines = readFileSync(file, "utf8").split(/\r?\n/);
  for (const [index, text] of lines.entries()) {
    const found = text.search(`["']${name.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&")}["']`);
    if (found !== -1) return { file, line: index + 1, column: found + 1 };
  }
  return { file, line: 1, column: 1 };
}
