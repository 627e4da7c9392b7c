import { existsSync, mkdirSync, mkdtempSync } from "node:fs";
import { join, resolve } from "node:path";
import { BENCH, ROOT, WORK } from "../paths.ts";
import { PEERS, type Peer } from "../peers/peers.ts";
import { type ProcessRun, runNode } from "../run-process.ts";
import type { BenchOptions } from "./options.ts";

/** What every section needs: the options, the peers, a folder of this run, and how to start ours. */
export interface BenchContext {
  readonly options: BenchOptions;
  readonly peers: readonly Peer[];
  readonly folder: string;
  /** A line on stderr. */
  say(text: string): void;
  /** Generates from scratch, unless `cached`. */
  runOurs(document: string, out: string, cached?: boolean, nodeArgs?: readonly string[]): Promise<ProcessRun>;
  runPeer(peer: Peer, document: string, out: string): Promise<ProcessRun>;
}

/** The documents of a run that exist, by name, and where a missing one was looked for. */
export type FoundDocument = { readonly name: string } & ({ readonly path: string } | { readonly missing: string });

export const CLI: string = join(ROOT, "packages/codegen/bin/starfix-codegen.js");

export async function createContext(options: BenchOptions, say: (text: string) => void): Promise<BenchContext> {
  mkdirSync(WORK, { recursive: true });
  const folder = mkdtempSync(join(WORK, "run-"));
  const help = await runNode([CLI, "--help"], { cwd: folder, limitSeconds: 60 });
  if (help.failure !== undefined) throw new Error(`starfix-codegen does not start: ${help.failure}`);
  const fresh = help.stdout.includes("--no-cache") ? ["--no-cache"] : [];
  return {
    options,
    peers: PEERS.filter(({ name }) => options.peers.includes(name)),
    folder,
    say,
    runOurs: (document, out, cached = false, nodeArgs = []) =>
      runNode([...nodeArgs, CLI, document, "-o", out, "--target", options.targets, ...(cached ? [] : fresh)], {
        cwd: folder,
        limitSeconds: options.limitSeconds,
      }),
    runPeer: (peer, document, out) => {
      const { args, env = {} } = peer.command(document, out);
      // Peers load parts of themselves from where they run.
      return runNode(args, { cwd: BENCH, env, limitSeconds: options.limitSeconds });
    },
  };
}

export function findDocument(name: string, specs: string): FoundDocument {
  const candidates = [".json", ".yaml", ".yml"].map((ending) => join(specs, name + ending));
  const path = [resolve(name), ...candidates].find((candidate) => /\.\w+$/.test(candidate) && existsSync(candidate));
  return path === undefined ? { name, missing: `${specs} holds no ${name}.json or .yaml` } : { name, path };
}
