import fc from "fast-check";
import { expect, test } from "vitest";
import { documentWith, guarded } from "../../diff/testing/find-unsound.ts";
import { drawFrom, oneOf, randomSchema } from "../../diff/testing/random-schema.ts";
import { randomValue } from "../../diff/testing/random-value.ts";
import { FIXED_SEED } from "../../testing/fixed-seed.ts";
import { holdsProto, mutateValue, ODD_VALUES } from "../../testing/mutate-value.ts";
import { evaluateComponent } from "../zod/evaluate-components.ts";
import { printComponents } from "../zod/print-components.ts";
import { evaluateGuard } from "./evaluate-guards.ts";
import { printGuards } from "./print-guards.ts";

test("guards of random schemas say of random, wrong and odd values what zod says", () => {
  const counts = { true: 0, false: 0 };
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const draw = drawFrom(seed);
      const schemas = {
        Root: randomSchema(draw, 2),
        A: guarded(randomSchema(draw, 2)),
        B: guarded(randomSchema(draw, 1)),
      };
      const document = documentWith(schemas);
      const options = {
        names: new Map(),
        integers: oneOf(draw, ["safe", "any"] as const),
        formatMode: () => "assert" as const,
        override: () => undefined,
      };
      const printed = printGuards(document, options);
      const guard = evaluateGuard(printed, "Root");
      const schema = evaluateComponent(printComponents(document, options), "Root");
      for (let count = 0; count < 20; count++) {
        const plain = randomValue(draw, schemas.Root, document.schemas, 3);
        for (const value of [
          plain,
          mutateValue(draw, plain),
          mutateValue(draw, mutateValue(draw, plain)),
          oneOf(draw, ODD_VALUES),
        ]) {
          if (holdsProto(value)) continue;
          const { success } = schema.safeParse(value);
          if (guard(value) !== success) expect({ value, guard: guard(value), schemas, printed }).toBe(success);
          counts[`${success}`]++;
        }
      }
    }),
    { seed: FIXED_SEED, numRuns: 400 },
  );
  expect(Math.min(counts.true, counts.false)).toBeGreaterThan(5000);
}, 300_000);
