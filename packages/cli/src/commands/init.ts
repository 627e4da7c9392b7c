import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";
import { openProject } from "../compile.ts";
import type { CliContext } from "../context.ts";
import type { InitStep } from "../init/plan-init.ts";
import type { Output } from "../output.ts";
import { packageManagerOf } from "../package-manager.ts";
import { UserError } from "../user-error.ts";
import { readVersion } from "../version.ts";

const colours = { created: "green", changed: "yellow", kept: "dim" } as const;

export interface InitOptions {
  /** A package that others import, in place of a project. */
  readonly package?: boolean;
}

/** `starfix init [folder]`: makes a folder a project of definitions. It asks nothing and overwrites nothing. */
export async function init(
  context: CliContext,
  output: Output,
  name: string,
  options: InitOptions = {},
): Promise<void> {
  const folder = resolve(context.cwd, name);
  const versions = { starfix: `^${readVersion()}`, dsl: `^${await versionOfDsl()}`, testing: majorOf(readVersion()) };
  const manager = await packageManagerOf(folder, context.env);
  const props = { folder, versions, out: await outOf(folder, context), manager: manager.name };
  const steps =
    options.package === true
      ? await import("../init/plan-definition-package.ts").then((plan) => plan.planDefinitionPackage(props))
      : await import("../init/plan-init.ts").then((plan) => plan.planInit(props));
  for (const step of steps) await carryOut(folder, step);
  for (const { path, action, note } of steps) {
    const suffix = note === "" ? "" : `  (${note})`;
    output.line(`${output.style(colours[action], action.padEnd(7))}  ${path}${output.style("dim", suffix)}`);
  }
  const next = `${name === "." ? "" : `cd ${shellWord(name)} && `}${manager.install} && ${manager.exec} starfix check`;
  output.line(`next: ${next}`);
  output.result({ folder, files: steps.map(({ path, action, note }) => ({ path, action, note })), next });
}

/** Versions of packages go apart, but for the first number. */
function majorOf(version: string): string {
  return `${version.split(".")[0]}.x`;
}

async function carryOut(folder: string, { path, action, text }: InitStep): Promise<void> {
  if (text === undefined) return;
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text, { flag: action === "created" ? "wx" : "w" });
}

/** Where the artifacts go, by the settings that are there; without any, or when they do not load yet, the default. */
async function outOf(folder: string, context: CliContext): Promise<string> {
  try {
    const { cwd, out } = await openProject(context, { cwd: folder });
    const path = relative(cwd, out).split(sep).join("/");
    return path === "" || path.startsWith("..") ? "artifacts" : path;
  } catch (error) {
    if (error instanceof UserError) return "artifacts";
    throw error;
  }
}

/** The definition language has a version of its own. It comes with the compiler. */
async function versionOfDsl(): Promise<string> {
  const compiler = createRequire(import.meta.url).resolve("@starfix/compiler/package.json");
  const file = createRequire(compiler).resolve("@starfix/dsl/package.json");
  const manifest: { readonly version: string } = JSON.parse(await readFile(file, "utf8"));
  return manifest.version;
}

function shellWord(text: string): string {
  return /^[\w./@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
