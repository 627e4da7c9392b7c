import { expect, test } from "vitest";
import * as guards from "./guards.ts";
import { job, samples } from "./testing/samples.ts";
import * as schemas from "./zod.ts";

const components = Object.keys(schemas).map((name) => name.slice(1));
const guardOf = new Map<string, (value: unknown) => boolean>(
  Object.entries(guards).map(([name, guard]) => [name.slice(2), guard]),
);
const schemaOf = new Map(Object.entries(schemas).map(([name, schema]) => [name.slice(1), schema]));

/** How many changes of a sample are tried, spread evenly over all of them. */
const MOST = 150;

/** What takes the place of each part of a sample, one at a time. */
const PARTS: readonly unknown[] = [
  undefined,
  null,
  "",
  "x".repeat(300),
  0,
  -1,
  1.5,
  Number.NaN,
  2 ** 53,
  true,
  [],
  [undefined],
  {},
  { type: "s3" },
  new Date(0),
  JSON.parse('{"__proto__": 1}'),
];

/** A value with one change: each part of it replaced, left out, doubled, or given a member more. */
function* changes(value: unknown): Generator<unknown> {
  yield* PARTS;
  if (Array.isArray(value)) {
    yield [...value, ...value];
    for (const [index, item] of value.entries()) {
      for (const changed of changes(item)) yield value.with(index, changed);
      yield value.toSpliced(index, 1);
    }
    return;
  }
  if (typeof value !== "object" || value === null) return;
  yield { ...value, extra: 1 };
  yield { ...value, extra: undefined };
  yield JSON.parse(`{"__proto__": 1, ${JSON.stringify({ ...value, last: 1 }).slice(1)}`);
  for (const [name, member] of Object.entries(value)) {
    for (const changed of changes(member)) yield { ...value, [name]: changed };
    const { [name]: _, ...others } = value as Record<string, unknown>;
    yield others;
  }
}

test("every component has a guard", () => {
  expect([...guardOf.keys()].sort()).toEqual([...components].sort());
});

test.each(components)(
  "%s: the guard says what zod says of samples and of whatever is made of them by one change",
  (name) => {
    const guard = guardOf.get(name);
    const schema = schemaOf.get(name);
    const { valid, invalid } = samples[name] ?? { valid: [], invalid: [] };
    for (const sample of valid) expect({ sample, guard: guard?.(sample) }).toEqual({ sample, guard: true });
    for (const sample of invalid) expect({ sample, guard: guard?.(sample) }).toEqual({ sample, guard: false });
    for (const sample of valid) {
      const all = [...changes(sample)];
      const step = Math.ceil(all.length / MOST);
      for (const value of all.filter((_, index) => index % step === 0)) {
        const verdict = schema?.safeParse(value).success;
        if (guard?.(value) !== verdict) expect({ value, guard: guard?.(value) }).toEqual({ value, guard: verdict });
      }
    }
  },
);

test("a guard tells the type", () => {
  const given: unknown = job;
  const type = guards.isCreateJobRequest(given) ? given.type : undefined;
  expect(type).toBe("batch");
  expect(guards.isCreateJobRequest({ ...job, tpye: 1 })).toBe(false);
});
