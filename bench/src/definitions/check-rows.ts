import { join } from "node:path";
import { BENCH } from "../paths.ts";
import { failedRow, measuredRow, type ResultRow } from "../result-row.ts";
import { type ProcessRun, runNode } from "../run-process.ts";
import { median } from "../statistics.ts";
import { type BenchContext, CLI } from "./bench-context.ts";
import { BUDGETS } from "./budgets.ts";
import { writeStarfixProject, writeTinybirdProject } from "./project.ts";

const TINYBIRD = join(BENCH, "node_modules/@tinybirdco/sdk/bin/tinybird.js");

/** `starfix check` as a command, from the start of its process to its end, on one job a file. */
export async function checkRows(context: BenchContext): Promise<readonly ResultRow[]> {
  const { size } = context.options;
  const rows: ResultRow[] = [];
  for (const files of new Set([Math.ceil(size / 100), Math.ceil(size / 10)])) rows.push(await checkRow(context, files));
  return rows;
}

async function checkRow({ options, folder, say }: BenchContext, files: number): Promise<ResultRow> {
  const name = `definitions.check.${files}`;
  const budget = BUDGETS.get(name);
  const ours = join(folder, `check-${files}`);
  writeStarfixProject(ours, { files, jobsPerFile: 1 });
  const peer = join(folder, `tinybird-${files}`);
  const withPeer = options.peers.includes("tinybird");
  if (withPeer) writeTinybirdProject(peer, { files });
  const runs: Record<"node" | "ours" | "tinybird", ProcessRun[]> = { node: [], ours: [], tinybird: [] };
  const { limitSeconds } = options;
  for (let run = 0; run < options.runs; run++) {
    runs.node.push(await runNode(["-e", "0"], { cwd: ours, limitSeconds }));
    runs.ours.push(await runNode([CLI, "check"], { cwd: ours, limitSeconds }));
    if (withPeer) {
      const out = join(peer, `out-${run}`);
      runs.tinybird.push(await runNode([TINYBIRD, "generate", "-o", out], { cwd: peer, limitSeconds }));
    }
    const figures = Object.entries(runs).map(([kind, all]) => `${kind} ${all.at(-1)?.seconds.toFixed(2) ?? "–"} s`);
    say(`${files} files: ${figures.join(", ")}`);
  }
  const seconds = (kind: keyof typeof runs): number => median(runs[kind].map((run) => run.seconds));
  const failed = (kind: keyof typeof runs): string | undefined =>
    runs[kind].find(({ failure }) => failure !== undefined)?.failure;
  const notes = [`the start of Node alone takes ${seconds("node").toFixed(3)} s`];
  const peers: Record<string, number | null> = {};
  if (withPeer) {
    const failure = failed("tinybird");
    peers.tinybird = failure === undefined ? seconds("tinybird") : null;
    notes.push(failure === undefined ? "tinybird: generate, which writes its files" : `tinybird: ${failure}`);
  }
  const failure = failed("ours");
  if (failure !== undefined) return failedRow(name, "s", budget, failure, peers);
  const min = Math.min(...runs.ours.map((run) => run.seconds));
  return measuredRow({ name, value: seconds("ours"), unit: "s", budget, peers, min, notes });
}
