import type { Machine } from "./machine.ts";
import type { Point } from "./statistics.ts";

/** One figure of a run. Its name stays the same from run to run. */
export interface ResultRow {
  readonly name: string;
  /** `null` when there is no figure; a note says why. */
  readonly value: number | null;
  readonly unit: string;
  readonly budget: number | null;
  /** Whether the budget holds; `null` without a budget or because nothing was to measure, `false` when ours failed. */
  readonly ok: boolean | null;
  /** What peers came to in the same run; `null` for one that failed, and a note says why. */
  readonly peers: Readonly<Record<string, number | null>>;
  /** The best of the runs whose median is `value`. */
  readonly min?: number;
  /** What an exponent was fitted to. */
  readonly points?: readonly Point[];
  readonly notes?: readonly string[];
}

/** What `--json` prints. */
export interface BenchReport {
  readonly machine: Machine;
  readonly results: readonly ResultRow[];
}

export interface RowProps {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly budget?: number | undefined;
  /** How far above the budget is still noise, as a part of it. @default 0 */
  readonly noise?: number;
  readonly peers?: Readonly<Record<string, number | null>>;
  readonly min?: number;
  readonly points?: readonly Point[];
  readonly notes?: readonly string[];
}

/** A row with a figure: it says itself whether its budget holds. */
export function measuredRow(props: RowProps): ResultRow {
  const { name, value, unit, budget, noise = 0, peers = {}, min, points, notes = [] } = props;
  return {
    name,
    value: round(value),
    unit,
    budget: budget ?? null,
    ok: budget === undefined ? null : round(value) <= budget * (1 + noise),
    peers: Object.fromEntries(
      Object.entries(peers).map(([peer, figure]) => [peer, figure === null ? null : round(figure)]),
    ),
    ...(min === undefined ? {} : { min: round(min) }),
    ...(points === undefined ? {} : { points: points.map(({ size, cost }) => ({ size, cost: round(cost) })) }),
    ...(notes.length === 0 ? {} : { notes }),
  };
}

/** A row whose subject is not at hand: no document, no such function. */
export function skippedRow(name: string, unit: string, budget: number | undefined, reason: string): ResultRow {
  return { name, value: null, unit, budget: budget ?? null, ok: null, peers: {}, notes: [`skipped: ${reason}`] };
}

/** A row that ours failed to fill. */
export function failedRow(
  name: string,
  unit: string,
  budget: number | undefined,
  reason: string,
  peers: Readonly<Record<string, number | null>> = {},
): ResultRow {
  return {
    ...measuredRow({ name, value: 0, unit, budget, peers }),
    value: null,
    ok: false,
    notes: [`failed: ${reason}`],
  };
}

/** Four significant digits: more would be noise. */
function round(value: number): number {
  return Number(value.toPrecision(4));
}
