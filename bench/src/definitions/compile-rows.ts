import { failedRow, measuredRow, type ResultRow } from "../result-row.ts";
import { exponentOf, median, type Point } from "../statistics.ts";
import type { BenchContext } from "./bench-context.ts";
import { BUDGETS } from "./budgets.ts";
import { MAKES, type PeerName, runSubject, type SubjectName, type SubjectRun } from "./subjects.ts";

export interface CompileRows {
  readonly rows: readonly ResultRow[];
  /** Peaks of memory of the peers over the largest size, in megabytes. */
  readonly memory: Readonly<Partial<Record<PeerName, number>>>;
}

/** So many definitions are compiled before the clock starts, that the machine has made its code of what they call. */
const WARM_UP = 1_000;

/** Definitions compiled in memory, from the calls of the builders to bytes and hash: the cost of one among few and many. */
export async function compileRows(context: BenchContext): Promise<CompileRows> {
  const { options } = context;
  const { size } = options;
  const sizes = [...new Set([Math.ceil(size / 100), Math.ceil(size / 10), size])];
  const rows: ResultRow[] = [];
  const points: Point[] = [];
  for (const each of sizes) {
    const measured = await measure(context, each, WARM_UP);
    const row = rowOf({ name: `definitions.compile.${each}`, measured, read: wallOf }, context);
    if (row.value !== null) points.push({ size: each, cost: row.value * each });
    rows.push(row);
    if (each === size) rows.push(...floorRow(row));
    if (each === size) rows.push(rowOf({ name: `definitions.cpu.${size}`, measured, read: cpuOf }, context));
  }
  if (points.length === sizes.length && points.length > 1) {
    const name = "definitions.compile.flat";
    const notes = ["how the time of all grows with their number: 1 is in proportion"];
    rows.push(
      measuredRow({ name, value: exponentOf(points), unit: "exponent", budget: BUDGETS.get(name), points, notes }),
    );
  }
  const fresh = await measure(context, size, 0);
  const note = [
    "nothing was compiled before in the process",
    ...options.peers.map((peer) => `${peer} makes ${MAKES[peer]}`),
  ];
  rows.push(rowOf({ name: `definitions.fresh.${size}`, measured: fresh, read: wallOf, note }, context));
  const memory = Object.fromEntries(
    options.peers.flatMap((peer) => {
      const runs = fresh.get(peer)?.filter(({ failure }) => failure === undefined) ?? [];
      return runs.length === 0 ? [] : [[peer, median(runs.map(({ megabytes }) => megabytes))]];
    }),
  );
  return { rows, memory };
}

/** The cost as times of the floor of the same run; nothing when the floor was not measured. */
function floorRow({ value, peers }: ResultRow): readonly ResultRow[] {
  const { floor } = peers;
  if (value === null || typeof floor !== "number") return [];
  const name = "definitions.compile.floor";
  return [measuredRow({ name, value: value / floor, unit: "× floor", budget: BUDGETS.get(name) })];
}

type Measured = ReadonlyMap<SubjectName, readonly SubjectRun[]>;

/** The subjects take turns, each round in the other order. A peer that failed once is not tried again. */
async function measure({ options, say }: BenchContext, size: number, warmUp: number): Promise<Measured> {
  const subjects: readonly SubjectName[] = ["starfix", ...options.peers];
  const measured = new Map<SubjectName, SubjectRun[]>(subjects.map((name) => [name, []]));
  for (let round = 0; round < options.runs; round++) {
    for (const name of round % 2 === 0 ? subjects : [...subjects].reverse()) {
      const runs = measured.get(name) ?? [];
      if (runs.some(({ failure }) => failure !== undefined)) continue;
      const run = await runSubject(name, { size, warmUp, limitSeconds: options.limitSeconds });
      runs.push(run);
      say(`${name}: ${size} definitions, ${run.failure ?? `${run.microsecondsEach.toFixed(1)} µs each`}`);
    }
  }
  return measured;
}

interface CompileRowProps {
  readonly name: string;
  readonly measured: Measured;
  readonly read: (run: SubjectRun) => number;
  readonly note?: readonly string[];
}

const wallOf = ({ microsecondsEach }: SubjectRun): number => microsecondsEach;
const cpuOf = ({ cpuMicrosecondsEach }: SubjectRun): number => cpuMicrosecondsEach;

function rowOf({ name, measured, read, note = [] }: CompileRowProps, { options }: BenchContext): ResultRow {
  const budget = BUDGETS.get(name);
  const notes = [...note];
  const figureOf = (runs: readonly SubjectRun[] = []): number | { readonly failure: string } => {
    const failure = runs.find((run) => run.failure !== undefined)?.failure;
    return failure === undefined ? median(runs.map(read)) : { failure };
  };
  const peers: Record<string, number | null> = {};
  for (const peer of options.peers) {
    const figure = figureOf(measured.get(peer));
    peers[peer] = typeof figure === "number" ? figure : null;
    if (typeof figure !== "number") notes.push(`${peer}: ${figure.failure}`);
  }
  const ours = figureOf(measured.get("starfix"));
  if (typeof ours !== "number") return failedRow(name, "µs", budget, ours.failure, peers);
  const min = Math.min(...(measured.get("starfix") ?? []).map(read));
  return measuredRow({ name, value: ours, unit: "µs", budget, peers, min, notes });
}
