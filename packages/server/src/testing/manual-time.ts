import { setImmediate } from "node:timers/promises";
import type { Timer } from "../timer.ts";

/** Time that passes only when a test advances it. */
export interface ManualTime {
  readonly clock: () => Date;
  readonly timer: Timer;
  /** Lets time pass; tasks that become due run in their order, each when all that the one before caused has settled. */
  advance(ms: number): Promise<void>;
}

interface Task {
  readonly due: number;
  readonly run: () => void;
}

export function createManualTime(start: string = "2024-01-01T00:00:00Z"): ManualTime {
  let now = Date.parse(start);
  const tasks = new Set<Task>();
  return {
    clock: () => new Date(now),
    timer: (ms, run) => {
      const task = { due: now + ms, run };
      tasks.add(task);
      return () => tasks.delete(task);
    },
    async advance(ms) {
      const end = now + ms;
      await settled();
      for (;;) {
        const [next] = [...tasks].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due);
        if (next === undefined) break;
        tasks.delete(next);
        now = Math.max(now, next.due);
        next.run();
        await settled();
      }
      now = end;
    },
  };
}

/** Turns of the event loop in which everything in memory settles: no step of a test waits for more than a few files. */
const TURNS = 20;

/** Waits until what was begun in memory has settled. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await setImmediate();
}
