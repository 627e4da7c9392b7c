import { expect, test } from "vitest";
import { type Combination, combinations, nodeVersions, typescriptVersions } from "./combinations.ts";

const values: Readonly<Record<keyof Combination, readonly string[]>> = {
  packageManager: ["npm", "pnpm"],
  modules: ["nodenext", "bundler"],
  typescript: typescriptVersions,
  node: nodeVersions,
};
const keys = ["packageManager", "modules", "typescript", "node"] as const;

test("every pair of values is in a combination", () => {
  const pairs = keys.flatMap((a, at) =>
    keys
      .slice(at + 1)
      .flatMap((b) => values[a].flatMap((valueOfA) => values[b].map((valueOfB) => ({ [a]: valueOfA, [b]: valueOfB })))),
  );
  expect(pairs).toHaveLength(4 + 6 + 4 + 6 + 4 + 6);
  for (const pair of pairs) expect(combinations).toContainEqual(expect.objectContaining(pair));
});

test("a combination holds only values that are listed", () => {
  for (const combination of combinations) {
    for (const key of keys) expect(values[key]).toContain(combination[key]);
  }
});
