import { Bench } from "tinybench";
import { median } from "./statistics.ts";

/** What is timed: a call does the same work `times` times. */
export interface Task {
  readonly name: string;
  readonly times: number;
  run(): unknown;
}

export interface TimeOptions {
  /** @default 7 */
  readonly rounds?: number;
  /** How long a task is run in a round. @default 150 */
  readonly milliseconds?: number;
}

/**
 * Nanoseconds of one piece of work of each task: the median over rounds of the median within a round. The tasks take
 * turns, each round in the other order, so that heat, caches and whatever else the machine does favour none.
 */
export async function timeAlternating(
  tasks: readonly Task[],
  { rounds = 7, milliseconds = 150 }: TimeOptions = {},
): Promise<ReadonlyMap<string, number>> {
  const times = new Map<string, number[]>(tasks.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const task of round % 2 === 0 ? tasks : [...tasks].reverse()) {
      const bench = new Bench({ time: milliseconds, warmupTime: milliseconds / 3 });
      bench.add(task.name, () => void task.run());
      const [done] = await bench.run();
      const result = done?.result;
      if (result?.state !== "completed")
        throw new Error(`expected ${task.name} to run to its end, received ${result?.state}`, {
          cause: result?.state === "errored" ? result.error : undefined,
        });
      times.get(task.name)?.push((result.latency.p50 * 1e6) / task.times);
    }
  }
  return new Map([...times].map(([name, values]) => [name, median(values)]));
}
