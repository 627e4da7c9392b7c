import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pnpmSettings } from "./consumer-files.ts";
import { copyTeam, type TeamOptions } from "./definition-packages.ts";
import { errorLines } from "./error-lines.ts";
import type { Package } from "./packages.ts";
import { CommandError, run, runToEnd } from "./run.ts";

/** A team's project, with the packages that it imports installed from the registry. */
export interface Team {
  readonly project: Package;
  readonly folder: string;
  readonly packageManager: "npm" | "pnpm";
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/** Installs a team's project in a folder of its own, as the team would. */
export async function installTeam(
  project: Package,
  packageManager: Team["packageManager"],
  options: TeamOptions,
): Promise<Team> {
  const { env, signal } = options;
  const folder = await copyTeam(project, options);
  await writeFile(join(folder, "pnpm-workspace.yaml"), pnpmSettings);
  await run(packageManager, ["install"], { cwd: folder, env, signal });
  return { project, folder, packageManager, env, signal };
}

/** Runs a team's scripts and `tsc`. Throws when one fails, or the manifest that is built does not name the catalogue. */
export async function checkTeam(team: Team, catalogue: string, version: string): Promise<string> {
  const { project, packageManager, folder: cwd, env, signal } = team;
  const scripts = ["check", "build", "test"].filter((name) => project.manifest.scripts?.[name] !== undefined);
  for (const script of scripts) await run(packageManager, ["run", script], { cwd, env, signal });
  await run(...bin(team, "tsc", "-p", "."));
  const built: {
    readonly imports: readonly { readonly package: string; readonly version: string }[];
    readonly artifacts: readonly { readonly path: string }[];
  } = JSON.parse(await readFile(join(cwd, "artifacts/manifest.json"), "utf8"));
  const [imported, ...others] = built.imports;
  if (others.length > 0 || imported?.package !== catalogue || imported.version !== version) {
    throw new Error(`the manifest does not say that ${catalogue}@${version} is imported: ${JSON.stringify(built)}`);
  }
  const artifacts = built.artifacts.map(({ path }) => path).join(" ");
  return formatTeam(team, `${catalogue}@${version}`, `${scripts.join(", ")} and tsc pass; built ${artifacts}`);
}

/** Checks a project with a version that breaks nothing, and installs it. Throws when it breaks something. */
export async function checkHarmless(team: Team, spec: string): Promise<string> {
  await run(...bin(team, "starfix", "check", "--against", spec));
  await update(team, spec);
  await run(...bin(team, "tsc", "-p", "."));
  return formatTeam(team, spec, "check --against and tsc pass");
}

/**
 * Checks a project with a version that breaks something, and installs it. Throws unless `starfix check` and `tsc` find
 * the same lines wrong.
 */
export async function checkBreaking(team: Team, spec: string): Promise<string> {
  const reported = errorLines(await refused(team, "starfix", "check", "--against", spec));
  await update(team, spec);
  const typed = errorLines(await refused(team, "tsc", "-p", "."));
  if (reported.length === 0 || reported.join() !== typed.join()) {
    throw new Error(`check --against found ${reported.join(" ")}, tsc ${typed.join(" ")}`);
  }
  return formatTeam(team, spec, `refused by check --against and by tsc at ${reported.join(" ")}`);
}

/** Checks a project with a version that the registry does not have. Throws when that is not reported. */
export async function checkMissing(team: Team, spec: string): Promise<string> {
  const said = await refused(team, "starfix", "check", "--against", spec);
  if (!said.startsWith(`npm could not install ${spec} (`)) throw new Error(`another message was expected: ${said}`);
  return formatTeam(team, spec, "refused, as it is not in the registry");
}

function bin({ folder: cwd, env, signal }: Team, command: string, ...args: readonly string[]): Parameters<typeof run> {
  return [join(cwd, "node_modules/.bin", command), args, { cwd, env, signal }];
}

/** Runs a command that has to find something wrong. Gives what it printed. */
async function refused(team: Team, command: "starfix" | "tsc", ...args: readonly string[]): Promise<string> {
  const { status, output } = await runToEnd(...bin(team, command, ...args));
  // The compiler of TypeScript ends with 2 where it would have written something in spite of errors.
  const expected = command === "tsc" ? [1, 2] : [1];
  if (!expected.some((code) => code === status)) throw new CommandError([command, ...args].join(" "), status, output);
  return output;
}

async function update({ packageManager, folder: cwd, env, signal }: Team, spec: string): Promise<void> {
  await run(packageManager, [packageManager === "npm" ? "install" : "add", spec], { cwd, env, signal });
}

function formatTeam({ packageManager, project }: Team, spec: string, said: string): string {
  return `${packageManager.padEnd(4)}  ${project.manifest.name} on ${spec}  ${said}`;
}
