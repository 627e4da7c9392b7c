import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** How a package manager is told to do something. */
export interface PackageManager {
  readonly name: "npm" | "pnpm" | "yarn" | "bun";
  /** Installs what `package.json` names. */
  readonly install: string;
  /** Adds packages that are needed for development. */
  readonly add: string;
  /** Runs a program of a package that is installed. */
  readonly exec: string;
  /** Runs a program with packages that no project has installed. */
  runWith(packages: readonly string[], program: string): string;
}

const packageOptions = (packages: readonly string[]): string => packages.map((name) => `--package=${name}`).join(" ");
const npx = (packages: readonly string[], program: string): string => `npx ${packageOptions(packages)} ${program}`;

const npm: PackageManager = {
  name: "npm",
  install: "npm install",
  add: "npm install --save-dev",
  exec: "npx",
  runWith: npx,
};
const pnpm: PackageManager = {
  name: "pnpm",
  install: "pnpm install",
  add: "pnpm add --save-dev",
  exec: "pnpm exec",
  runWith: (packages, program) => `pnpm ${packageOptions(packages)} dlx ${program}`,
};
const yarn: PackageManager = {
  name: "yarn",
  install: "yarn install",
  add: "yarn add --dev",
  exec: "yarn",
  runWith: (packages, program) => `yarn dlx ${packages.map((name) => `--package ${name}`).join(" ")} ${program}`,
};
// `bunx` takes one package alone.
const bun: PackageManager = {
  name: "bun",
  install: "bun install",
  add: "bun add --dev",
  exec: "bunx",
  runWith: npx,
};

const managers = [pnpm, yarn, bun, npm];

const lockfiles: readonly (readonly [file: string, manager: PackageManager])[] = [
  ["pnpm-lock.yaml", pnpm],
  ["yarn.lock", yarn],
  ["bun.lock", bun],
  ["bun.lockb", bun],
  ["package-lock.json", npm],
];

/**
 * The package manager of a project: by its lockfile, or by what its `package.json` names, of the nearest folder that
 * tells one; else the one that runs this program; else npm.
 */
export async function packageManagerOf(
  start: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<PackageManager> {
  for (let folder = start; ; folder = dirname(folder)) {
    const names: readonly string[] = await readdir(folder).catch(() => []);
    const locked = lockfiles.find(([file]) => names.includes(file))?.[1];
    if (locked !== undefined) return locked;
    const named = names.includes("package.json") ? byName(await namedIn(join(folder, "package.json"))) : undefined;
    if (named !== undefined) return named;
    if (folder === dirname(folder)) return byName(env.npm_config_user_agent) ?? npm;
  }
}

/** A manager by what it calls itself: `pnpm@12.21.0`, or `pnpm/12.21.0 npm/? node/?`. */
function byName(text: unknown): PackageManager | undefined {
  const name = typeof text === "string" ? /^[a-z]+/.exec(text)?.[0] : undefined;
  return managers.find((manager) => manager.name === name);
}

/** What a `package.json` asks for; a file that cannot be read says nothing. */
async function namedIn(file: string): Promise<unknown> {
  try {
    const { packageManager, devEngines } = JSON.parse(await readFile(file, "utf8"));
    return packageManager ?? devEngines?.packageManager?.name;
  } catch {
    return undefined;
  }
}
