import { cp, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Combination } from "./combinations.ts";
import { consumerEnv } from "./consumer-env.ts";
import { type Consumer, commandsConsumer, definitionsConsumer, writeConsumer } from "./consumer-files.ts";
import { installedVersion } from "./installed.ts";
import { type LoadTime, loadTime } from "./load-time.ts";
import type { NodeBinary } from "./node-binary.ts";
import { run } from "./run.ts";
import { installServed, withServer } from "./with-server.ts";

/** What all combinations share. */
export interface Rehearsal {
  /** A folder of this run. */
  readonly folder: string;
  readonly registry: { readonly url: string; readonly npmrc: string };
  /** The folder of the pnpm that is used. */
  readonly pnpm: string;
  /** What was published, with its versions. */
  readonly versions: ReadonlyMap<string, string>;
  /** Packages of definitions that were published too. */
  readonly catalogues: readonly string[];
  /** The first example of the README, and the job that it says it becomes. */
  readonly example: { readonly source: string; readonly job: string };
  readonly signal: AbortSignal;
}

/** Milliseconds that importing `@starfix/dsl` may add. */
const LOAD_BUDGET = 30;
/** So many times Node's own start is too slow, on however busy a machine. */
const LOAD_LIMIT = 10;

/** Installs everything in one way and uses it. Throws when something does not work; gives what to say when all does. */
export async function checkCombination(
  rehearsal: Rehearsal,
  combination: Combination,
  node: NodeBinary,
): Promise<string> {
  const { folder, registry, signal } = rehearsal;
  const started = Date.now();
  const env = consumerEnv(process.env, registry.url, folder, [node.folder, rehearsal.pnpm]);
  const name = Object.values(combination).join("-");
  const { source, job } = rehearsal.example;
  const install = async (kind: string, consumer: Consumer): Promise<string> => {
    const project = join(folder, "consumers", name, kind);
    await mkdir(project, { recursive: true });
    await writeConsumer(project, combination, consumer, registry.npmrc);
    await run(combination.packageManager, ["install"], { cwd: project, env, signal });
    return project;
  };
  const bin = (project: string, command: string, ...args: readonly string[]): Promise<string> =>
    run(join(project, "node_modules/.bin", command), args, { cwd: project, env, signal });

  const definitions = await install(
    "definitions",
    definitionsConsumer(source, pick("@starfix/dsl", ...rehearsal.catalogues)),
  );
  await bin(definitions, "tsc");
  await run("node", ["out/check.js"], { cwd: definitions, env, signal });
  const load = await loadTime(definitions, "@starfix/dsl", env, signal);
  if (load.added > LOAD_LIMIT * load.node) throw new Error(`importing @starfix/dsl takes ${formatLoad(load)}`);

  const names = ["@starfix/dsl", "starfix", "@starfix/client", "@starfix/codegen", "zod"];
  const commands = await install("commands", commandsConsumer(source, pick(...names)));
  await bin(commands, "starfix-codegen", "openapi.yaml", "-o", "generated", "--target", "types,zod");
  await bin(commands, "tsc");
  await bin(commands, "starfix", "check", "--types");
  await bin(commands, "starfix", "build");
  const built = await readFile(join(commands, "artifacts/jobs/koalas.json"), "utf8");
  // The README's is formatted by hand.
  if (JSON.stringify(JSON.parse(built)) !== JSON.stringify(JSON.parse(job))) {
    throw new Error(`the README's example becomes another job than the README says:\n${built}`);
  }
  // tsc leaves the generated JavaScript where it is.
  await cp(join(commands, "generated"), join(commands, "out/generated"), { recursive: true });
  await run("node", ["out/pets.js"], { cwd: commands, env, signal });
  await installServed(commands, env, signal);
  await withServer(commands, env, signal, async ({ url, projectId, apiKey }) => {
    const given = { ...env, URL: url, PROJECT: projectId, KEY: apiKey };
    await run("node", ["out/client.js"], { cwd: commands, env: given, signal });
  });
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  const typescript = await installedVersion(definitions, "typescript");
  return `${formatCombination({ ...combination, typescript, node: node.version })}  ok in ${seconds} s, @starfix/dsl loads in ${formatLoad(load)}`;

  function pick(...wanted: readonly string[]): Readonly<Record<string, string>> {
    return Object.fromEntries(wanted.map((name) => [name, rehearsal.versions.get(name) ?? fail(name)]));
  }
}

export function formatCombination({ packageManager, modules, typescript, node }: Combination): string {
  return `${packageManager.padEnd(4)}  ${modules.padEnd(8)}  TypeScript ${typescript}  Node ${node.padEnd(8)}`;
}

function formatLoad({ node, added, processor }: LoadTime): string {
  // A busy machine stretches the one, threads of V8 add to the other: over is what both are.
  const over = Math.min(added, processor) > LOAD_BUDGET ? `, OVER the budget of ${LOAD_BUDGET} ms` : "";
  return `${added.toFixed(0)} ms (${processor.toFixed(0)} ms of processors) over Node's own ${node.toFixed(0)} ms${over}`;
}

function fail(name: string): never {
  throw new Error(`${name} was not published`);
}
