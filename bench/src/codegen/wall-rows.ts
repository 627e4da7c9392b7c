import { join } from "node:path";
import type { Peer } from "../peers/peers.ts";
import { failedRow, measuredRow, type ResultRow } from "../result-row.ts";
import type { ProcessRun } from "../run-process.ts";
import { median } from "../statistics.ts";
import type { BenchContext } from "./bench-context.ts";
import { BUDGETS } from "./budgets.ts";

/** Folders that a document was generated to; a tool that failed has none. */
export type Outputs = ReadonlyMap<string, string>;

/** Wall time and memory of the command lines, ours and the peers' in turn, and what they wrote. */
export async function wallRows(
  context: BenchContext,
  name: string,
  document: string,
): Promise<{ readonly rows: readonly ResultRow[]; readonly outputs: Outputs }> {
  const ours: ProcessRun[] = [];
  const theirs = new Map<Peer, ProcessRun>();
  const outputs = new Map<string, string>();
  for (const [index, peer] of turns(context.options.runs, context.peers)) {
    const tool = peer?.name ?? "ours";
    const out = join(context.folder, name, peer?.name ?? `ours-${index}`);
    const run = await (peer ? context.runPeer(peer, document, out) : context.runOurs(document, out));
    context.say(
      `${name}: ${tool} ${run.failure ?? `${run.seconds.toFixed(2)} s, of processors ${run.cpuSeconds.toFixed(2)} s, ${run.megabytes.toFixed(0)} MB`}`,
    );
    if (peer) theirs.set(peer, run);
    else ours.push(run);
    if (run.failure === undefined) outputs.set(tool, out);
  }
  const notes = [...theirs].map(([peer, { failure }]) =>
    failure === undefined ? `${peer.name} emits ${peer.emits}` : `${peer.name} failed: ${failure}`,
  );
  const row = (kind: string, unit: string, figureOf: (run: ProcessRun) => number): ResultRow => {
    const rowName = `codegen.${name}.${kind}`;
    const budget = BUDGETS.get(rowName);
    const peers = Object.fromEntries(
      [...theirs].map(([peer, run]) => [peer.name, run.failure === undefined ? figureOf(run) : null]),
    );
    const failure = ours.find((run) => run.failure !== undefined)?.failure;
    if (failure !== undefined) return failedRow(rowName, unit, budget, failure, peers);
    const figures = ours.map(figureOf);
    const [value, min] = [median(figures), Math.min(...figures)];
    return measuredRow({ name: rowName, value, min, unit, budget, peers, notes: kind === "wall" ? notes : [] });
  };
  const rows = [
    row("wall", "s", (run) => run.seconds),
    // Without what other processes of a busy machine do to the wall time.
    row("cpu", "s", (run) => run.cpuSeconds),
    row("memory", "MB", (run) => run.megabytes),
  ];
  return { rows, outputs };
}

/** Ours, a peer, ours, the next peer …: whatever else the machine does meanwhile, it does to all. */
export function turns(runs: number, peers: readonly Peer[]): readonly (readonly [index: number, peer?: Peer])[] {
  return Array.from({ length: Math.max(runs, peers.length) }, (_, index) => index).flatMap((index) => {
    const peer = peers[index];
    return [...(index < runs ? [[index] as const] : []), ...(peer ? [[index, peer] as const] : [])];
  });
}
