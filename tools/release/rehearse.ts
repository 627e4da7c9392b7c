// `npm run release:rehearse`: a whole release against a registry on loopback, installed and used as users would. One
// line for each package and each combination; exits 1 when something does not work. `--keep` leaves the folder.
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { breaking, harmless } from "../../apps/teams/next-catalogs.ts";
import { checkCombination, formatCombination, type Rehearsal } from "./check-combination.ts";
import { checkGuard } from "./check-guard.ts";
import { checkBreaking, checkHarmless, checkMissing, checkTeam, installTeam } from "./check-team.ts";
import { combinations, nodeVersions, typescriptVersions } from "./combinations.ts";
import { consumerEnv } from "./consumer-env.ts";
import { copyTree } from "./copy-tree.ts";
import { definitionPackages, publishCatalogue, publishNext, type TeamOptions } from "./definition-packages.ts";
import { excess, footprints, formatFootprint } from "./footprint.ts";
import { GeneratedCodeError, requireGeneratedCode } from "./generated-code.ts";
import { readInstalled } from "./installed.ts";
import { type NodeBinary, nodeBinary } from "./node-binary.ts";
import { type Manifest, type Package, publicPackages } from "./packages.ts";
import { publishTree } from "./publish-tree.ts";
import { firstBlock } from "./readme-example.ts";
import { startRegistry } from "./registry.ts";
import { CommandError, run } from "./run.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const stopping = new AbortController();
const { signal } = stopping;
for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.once(name, () => stopping.abort(new Error(`stopped by ${name}`)));
}

const counts = { passed: 0, failed: 0 };
const folder = await mkdtemp(join(tmpdir(), "starfix-rehearsal-"));
try {
  await rehearse();
} catch (error) {
  report("rehearsal", error);
}
if (process.argv.includes("--keep")) console.log(`kept ${folder}`);
else await rm(folder, { recursive: true, force: true, maxRetries: 3 });
await mkdir(join(root, ".reports"), { recursive: true });
await writeFile(join(root, ".reports/rehearsal.json"), JSON.stringify(counts));
console.log(`rehearsal: ${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 ? 0 : 1;

async function rehearse(): Promise<void> {
  await requireGeneratedCode(root);
  const upstream = (await run("npm", ["config", "get", "registry"], { cwd: root, signal })).trim();
  const tree = join(folder, "tree");
  await copyTree(root, tree, signal);
  const { catalogues, projects } = await definitionPackages(tree);
  const own = [...(await publicPackages(tree)), ...catalogues].map(({ manifest }) => manifest.name);
  const registryFolder = join(folder, "registry");
  await mkdir(registryFolder);
  await using registry = await startRegistry({ folder: registryFolder, own, upstream });
  await writeFile(join(folder, "npmrc"), registry.npmrc);
  const pnpmFolder = join(root, "node_modules/pnpm");
  const env = consumerEnv(process.env, registry.url, folder, [pnpmFolder]);

  const tools = { root: tree, pnpm: join(pnpmFolder, "pnpm"), env, signal };
  const published = await publishTree({ ...tools, registry });
  console.log(`published ${published.map(({ name, version }) => `${name}@${version}`).join(" ")}`);
  await attempt("publishing what is not committed", () => checkGuard(tools));
  const versions = new Map(published.map(({ name, version }) => [name, version]));
  const zod = published.find(({ name }) => name === "@starfix/codegen")?.dependencies?.zod;
  if (zod !== undefined) versions.set("zod", zod);
  // The teams' ranges allow whichever is the newest on the day.
  versions.set("typescript", typescriptVersions.at(-1) ?? "latest");
  const teams: TeamOptions = { folder, npmrc: registry.npmrc, versions, env, signal };
  for (const catalogue of catalogues) {
    await publishCatalogue(catalogue, teams);
    const { name, version } = catalogue.manifest;
    versions.set(name, version);
    console.log(`published ${name}@${version}`);
  }

  for (const footprint of footprints) {
    const manifest = published.find(({ name }) => name === footprint.name);
    if (manifest === undefined) throw new Error(`${footprint.name} was not published`);
    await attempt(footprint.name, () => checkFootprint(footprint, manifest, registry.npmrc, env));
  }

  for (const catalogue of catalogues) await rehearseSharing(catalogue, projects, teams);

  const readme = await readFile(join(tree, "README.md"), "utf8");
  const rehearsal: Rehearsal = {
    folder,
    registry,
    pnpm: pnpmFolder,
    versions,
    catalogues: catalogues.map(({ manifest }) => manifest.name),
    example: { source: firstBlock(readme, "ts"), job: firstBlock(readme, "json") },
    signal,
  };
  const nodes = new Map<string, NodeBinary>();
  for (const version of nodeVersions) nodes.set(version, await nodeBinary(version, join(folder, "node"), env, signal));
  for (const combination of combinations) {
    const node = nodes.get(combination.node);
    if (node === undefined) throw new Error(`Node.js ${combination.node} is in no list`);
    await attempt(formatCombination(combination), () => checkCombination(rehearsal, combination, node));
  }
}

/** A package of definitions and the projects that import it: as it is, and as what it could become. */
async function rehearseSharing(catalogue: Package, projects: readonly Package[], options: TeamOptions): Promise<void> {
  const { name, version } = catalogue.manifest;
  // In the order of their versions: the registry takes each as the latest.
  for (const next of [harmless, breaking]) await publishNext(catalogue, next, options);
  const check = async (project: Package, index: number): Promise<void> => {
    const title = `${project.manifest.name} on ${name}`;
    const installing = installTeam(project, index % 2 === 0 ? "npm" : "pnpm", options);
    await attempt(title, async () => checkTeam(await installing, name, version));
    await attempt(title, async () => checkMissing(await installing, `${name}@9.9.9`));
    await attempt(title, async () => checkHarmless(await installing, `${name}@${harmless.version}`));
    await attempt(title, async () => checkBreaking(await installing, `${name}@${breaking.version}`));
  };
  await Promise.all(projects.map(check));
}

async function checkFootprint(
  footprint: (typeof footprints)[number],
  manifest: Manifest,
  npmrc: string,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const project = join(folder, "alone", footprint.name);
  await mkdir(project, { recursive: true });
  await writeFile(join(project, "package.json"), "{}");
  await writeFile(join(project, ".npmrc"), npmrc);
  await run("npm", ["install", `${manifest.name}@${manifest.version}`], { cwd: project, env, signal });
  const installed = await readInstalled(project);
  const tarball = await fetch(manifest.dist?.tarball ?? "", { signal });
  const line = formatFootprint(footprint, installed, (await tarball.arrayBuffer()).byteLength);
  const refused = excess(footprint, installed.names);
  if (refused.length > 0) throw new Error(`${line}\n  what may not come along: ${refused.join(", ")}`);
  return line;
}

/** Prints the line of a step; goes on after one that fails, unless the run was stopped. */
async function attempt(name: string, step: () => Promise<string>): Promise<void> {
  try {
    console.log(await step());
    counts.passed++;
  } catch (error) {
    signal.throwIfAborted();
    report(name, error);
  }
}

function report(name: string, error: unknown): void {
  counts.failed++;
  if (signal.aborted) console.error(signal.reason.message);
  else if (error instanceof GeneratedCodeError) console.error(error.message);
  else if (error instanceof CommandError) console.error(`${name}  FAILED: ${error.message}\n${error.output.trimEnd()}`);
  else console.error(`${name}  FAILED: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}
