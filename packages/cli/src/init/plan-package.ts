import { basename } from "node:path";
import { JsonFile } from "./edit-json.ts";

/** Ranges of versions for what a project of definitions needs. */
export interface Versions {
  readonly starfix: string;
  readonly dsl: string;
  readonly testing: string;
}

/** Any from this one on; what a project has already is left. */
export const TYPESCRIPT = "^7.0.2";

const scripts = { "definitions:check": "starfix check --types", "definitions:build": "starfix build" };

/** A changed text, and in words what was changed in it. */
export interface Edited {
  readonly text: string;
  readonly added: readonly string[];
}

/** The `package.json` of a new project. */
export function newPackage(folder: string, { starfix, dsl }: Versions): string {
  const manifest = {
    name: packageName(folder),
    version: "0.0.0",
    private: true,
    type: "module",
    scripts,
    dependencies: { "@starfix/dsl": dsl },
    devDependencies: { starfix, typescript: TYPESCRIPT },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Adds to a `package.json` what it lacks. Nothing that it says is changed. */
export function editPackage(path: string, text: string, { starfix, dsl }: Versions): Edited {
  const file = new JsonFile(path, text);
  const added: string[] = [];
  const isThere = (name: string): boolean =>
    ["dependencies", "devDependencies", "peerDependencies"].some((group) => file.get(group, name) !== undefined);
  const add = (group: string, name: string, value: string): void => {
    file.set([group, name], value);
    added.push(group === "scripts" ? `script ${name}` : `${name} ${value}`);
  };
  for (const [name, command] of Object.entries(scripts)) {
    if (file.get("scripts", name) === undefined) add("scripts", name, command);
  }
  if (!isThere("@starfix/dsl")) add("dependencies", "@starfix/dsl", dsl);
  for (const [name, range] of Object.entries({ starfix, typescript: TYPESCRIPT })) {
    if (!isThere(name)) add("devDependencies", name, range);
  }
  return { text: file.text, added };
}

/** The name of the folder, without what npm does not allow. */
export function packageName(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, "-")
    .replace(/^[._-]+/, "")
    .replace(/-+$/, "")
    .slice(0, 214);
  return name === "" || name === "node_modules" ? "definitions" : name;
}
