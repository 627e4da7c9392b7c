/** The commands of a package manager. */
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

/**
 * The package manager of a project: what `package.json` names or whose lockfile there is, in the nearest folder that has
 * either; else the one that runs this program; else npm.
 */
export async function packageManagerOf(
  start: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<PackageManager> {
  const { detect } = await import("package-manager-detector/detect");
  const detected = await detect({ cwd: start });
  // `pnpm/12.21.0 npm/? node/?`
  const running = /^[a-z]+/.exec(env.npm_config_user_agent ?? "")?.[0];
  return byName(detected?.name) ?? byName(running) ?? npm;
}

function byName(name: string | undefined): PackageManager | undefined {
  return managers.find((manager) => manager.name === name);
}
