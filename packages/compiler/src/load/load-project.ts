import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { formatIssue } from "../issues/compile-issue.ts";
import { formatPosition } from "../project/position.ts";
import { type Project, type ProjectConfig, ProjectError } from "../project/project.ts";
import { runFiles } from "./run-files.ts";
import { noSharedModules } from "./shared-modules.ts";

export interface LoadProjectOptions {
  /** Folder of the project. */
  readonly cwd: string;
  /** Overrides the output folder of the settings; give an absolute path. */
  readonly out?: string;
  /** Conditions of package exports to prefer to the usual ones. */
  readonly conditions?: readonly string[];
}

export const CONFIG = "starfix.config.ts";
const DEFINITIONS = "definitions/**/*.ts";
const OUT = "artifacts";

/**
 * Reads the settings of a project from its `starfix.config.ts`; without one the defaults apply.
 *
 * @example
 * await loadProject({ cwd: "/home/ana/project" });
 * // => { cwd: "/home/ana/project", definitions: ["definitions/**\/*.ts"], out: "/home/ana/project/artifacts" }
 *
 * @throws ProjectError when the folder does not exist or the settings are invalid.
 */
export async function loadProject(options: LoadProjectOptions): Promise<Project> {
  const cwd = resolve(options.cwd);
  if (!(await isFolder(cwd))) throw new ProjectError(`no such folder: ${cwd}`);
  const config = parseConfig(await readConfig(cwd, options.conditions ?? []));
  const { definitions = DEFINITIONS, out = OUT, owner, contact, tags } = config;
  const about = {
    ...(owner !== undefined && { owner }),
    ...(contact !== undefined && { contact }),
    ...(tags !== undefined && { tags }),
  };
  return {
    cwd,
    definitions: typeof definitions === "string" ? [definitions] : definitions,
    out: resolve(cwd, options.out ?? out),
    ...(Object.keys(about).length > 0 && { about }),
  };
}

async function readConfig(cwd: string, conditions: readonly string[]): Promise<unknown> {
  const file = join(cwd, CONFIG);
  if (!(await stat(file).catch(() => undefined))) return {};
  const ran = await runFiles([file], { cwd, conditions, shared: noSharedModules });
  if ("issues" in ran) {
    const lines = ran.issues.map((issue) => {
      const place = issue.position ? formatPosition(issue.position, cwd) : CONFIG;
      return `${place} - ${formatIssue(issue, cwd)}`;
    });
    throw new ProjectError(lines.join("\n"));
  }
  return ran.modules[0]?.default;
}

function parseConfig(config: unknown): ProjectConfig {
  if (typeof config !== "object" || config === null) {
    throw new ProjectError(
      `${CONFIG}: expected a default export such as defineConfig({ definitions: ${JSON.stringify(DEFINITIONS)} }), received ${config === undefined ? "none" : JSON.stringify(config)}`,
    );
  }
  for (const [key, value] of Object.entries(config)) {
    if (key === "definitions" && isTexts(value)) continue;
    if (key === "out" && typeof value === "string" && value !== "") continue;
    if ((key === "owner" || key === "contact") && isLine(value)) continue;
    if (key === "tags" && Array.isArray(value) && value.every(isTag)) continue;
    const expected = expectedSettings[key];
    throw new ProjectError(
      expected === undefined
        ? `${CONFIG}: unknown setting ${JSON.stringify(key)}: expected ${Object.keys(expectedSettings)
            .join(", ")
            .replace(/, (?=\w+$)/, " or ")}`
        : `${CONFIG}: invalid ${key}: expected ${expected}, received ${JSON.stringify(value)}`,
    );
  }
  return config;
}

const expectedSettings: Readonly<Record<string, string>> = {
  definitions: "a glob or a list of globs",
  out: "a folder",
  owner: "a name on one line such as Data platform",
  contact: "an address on one line such as #data-platform",
  tags: 'a list of words such as ["pii", "team:growth"]',
};

function isLine(value: unknown): boolean {
  return typeof value === "string" && value !== "" && value.trim() === value && !/\p{Cc}/u.test(value);
}

function isTag(value: unknown): boolean {
  return typeof value === "string" && /^[\p{L}\p{N}][\p{L}\p{N}._:/-]{0,63}$/u.test(value);
}

function isTexts(value: unknown): boolean {
  const texts: unknown[] = Array.isArray(value) ? value : [value];
  return texts.length > 0 && texts.every((text) => typeof text === "string" && text !== "");
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() === true;
}
