import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { isFileError } from "../file-error.ts";
import type { PackageManager } from "../package-manager.ts";
import { readTemplate } from "../read-template.ts";
import { UserError } from "../user-error.ts";
import { editSettings } from "./plan-editor.ts";
import { editIgnore } from "./plan-ignore.ts";
import { type Edited, editPackage, newPackage, type Versions } from "./plan-package.ts";
import { pnpmSteps } from "./plan-pnpm.ts";

/** What becomes of one file of the project. */
export interface InitStep {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly action: "created" | "changed" | "kept";
  /** Why it is kept, or what is added to it; empty for a file that is created. */
  readonly note: string;
  /** What the file shall hold; absent for one that is kept. */
  readonly text?: string;
}

export interface InitProps {
  /** Absolute path of the folder. */
  readonly folder: string;
  readonly versions: Versions;
  /** Folder of the artifacts, relative to the project, with `/`. */
  readonly out: string;
  readonly manager: PackageManager["name"];
}

/** What can become of single files of a folder. */
export interface FolderSteps {
  /** The text of a file; undefined when it is not there. */
  read(path: string): Promise<string | undefined>;
  /** A file that is made when it is not there, of a template by default. */
  create(path: string, keptNote: string, text?: () => Promise<string>): Promise<InitStep>;
  /** A file that is made, or added to. */
  edit(path: string, fresh: string, change: (text: string) => Edited): Promise<InitStep>;
}

/** Looks at a folder, which need not be there. */
export async function folderSteps(folder: string): Promise<FolderSteps> {
  await requireFolder(folder);
  const read = (path: string): Promise<string | undefined> => readIfThere(join(folder, path));
  return {
    read,
    async create(path, keptNote, text = () => readTemplate(path)) {
      return (await read(path)) === undefined
        ? { path, action: "created", note: "", text: await text() }
        : { path, action: "kept", note: keptNote };
    },
    async edit(path, fresh, change) {
      const there = await read(path);
      const { text, added } = change(there ?? fresh);
      if (there === undefined) return { path, action: "created", note: "", text };
      if (added.length === 0) return { path, action: "kept", note: "has all that is needed" };
      return { path, action: "changed", note: `added ${added.join(", ")}`, text };
    },
  };
}

/** Binds the schemas of the artifacts in the settings of the editor. */
export async function settingsStep(folder: string, { edit }: FolderSteps, out: string): Promise<InitStep> {
  const settings = ".vscode/settings.json";
  const installed = await installedIn(folder);
  return edit(settings, "{}\n", (text) => editSettings(join(folder, settings), text, { out, installed }));
}

/** Decides what makes a folder a project of definitions. Writes nothing; what is there is kept, or added to. */
export async function planInit({ folder, versions, out, manager }: InitProps): Promise<readonly InitStep[]> {
  const steps = await folderSteps(folder);
  const { read, create, edit } = steps;
  const manifest = "package.json";
  const isNew = (await read(manifest)) === undefined;
  return [
    isNew
      ? { path: manifest, action: "created", note: "", text: newPackage(folder, versions) }
      : await edit(manifest, "", (text) => editPackage(join(folder, manifest), text, versions)),
    ...(manager === "pnpm" ? await pnpmSteps(folder, steps) : []),
    await create("starfix.config.ts", "was there"),
    await demoStep(folder, create),
    await create("tsconfig.json", "was there; see that it includes the definitions"),
    await edit(".gitignore", "", (text) => editIgnore(text)),
    await settingsStep(folder, steps, out),
  ];
}

/** An example is for a project that has no definitions. */
async function demoStep(
  folder: string,
  create: (path: string, keptNote: string) => Promise<InitStep>,
): Promise<InitStep> {
  const hasSettings = (await readIfThere(join(folder, "starfix.config.ts"))) !== undefined;
  const names = await readdir(join(folder, "definitions"), { recursive: true }).catch((error: unknown) => {
    if (isFileError(error, "ENOENT")) return [];
    throw inTheWay(error, join(folder, "definitions"));
  });
  if (names.some((name) => name.endsWith(".ts"))) {
    return { path: "definitions", action: "kept", note: "has definitions, so that no example is added" };
  }
  if (hasSettings) {
    return { path: "definitions", action: "kept", note: "starfix.config.ts was there, so that no example is added" };
  }
  return create("definitions/demo.ts", "was there");
}

async function requireFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch((error: unknown) => {
    if (isFileError(error, "ENOENT")) return undefined;
    throw inTheWay(error, folder);
  });
  if (found !== undefined && !found.isDirectory())
    throw new UserError(`${folder} is a file: init needs a folder there`);
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isFileError(error, "ENOENT")) return undefined;
    throw inTheWay(error, path);
  }
}

function inTheWay(error: unknown, path: string): unknown {
  if (isFileError(error, "EISDIR")) return new UserError(`${path} is a folder: init needs a file there`);
  if (isFileError(error, "ENOTDIR")) return new UserError(`${path} cannot be there: a part of its path is a file`);
  return error;
}

/** Where `starfix` is installed, seen from the folder: in its own packages, or in those of a folder above. */
async function installedIn(folder: string): Promise<string> {
  for (let above = folder; ; above = dirname(above)) {
    const path = join(above, "node_modules/starfix");
    const found = await stat(path).catch(() => undefined);
    if (found?.isDirectory()) return relative(folder, path).split(sep).join("/");
    if (above === dirname(above)) return "node_modules/starfix";
  }
}
