import { expect, test } from "vitest";
import { timeAlternating } from "./time-alternating.ts";

/** Work that no compiler takes away. */
function spin(times: number): number {
  let sum = 0;
  for (let index = 0; index < times * 2000; index++) sum += Math.sqrt(index);
  return sum;
}

test("ten times the work takes more, and a batch counts by its piece", async () => {
  const times = await timeAlternating(
    [
      { name: "little", times: 1, run: () => spin(1) },
      { name: "much", times: 1, run: () => spin(10) },
      { name: "batch", times: 10, run: () => spin(10) },
    ],
    { rounds: 3, milliseconds: 10 },
  );
  const [little = 0, much = 0, batch = 0] = ["little", "much", "batch"].map((name) => times.get(name));
  expect(much).toBeGreaterThan(3 * little);
  expect(batch).toBeLessThan(much / 3);
});

test("a task that throws is no figure", async () => {
  const run = (): never => {
    throw new Error("no such key");
  };
  await expect(timeAlternating([{ name: "broken", times: 1, run }], { rounds: 1, milliseconds: 5 })).rejects.toThrow(
    "expected broken to run to its end, received errored",
  );
});
