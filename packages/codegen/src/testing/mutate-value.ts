import { type Draw, oneOf } from "../diff/testing/random-schema.ts";

/** Objects with an own `__proto__`, which JSON.parse creates and literals do not. */
const withOwn = (text: string): unknown => JSON.parse(text);

/** Values that are not JSON, and JSON values that validators often get wrong. */
export const ODD_VALUES: readonly unknown[] = [
  undefined,
  null,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -0,
  2 ** 53,
  0.1 + 0.2,
  "",
  "🐨",
  "toString",
  true,
  () => 1,
  [],
  new Array(2),
  [undefined],
  {},
  { a: undefined },
  { constructor: 1 },
  { constructor: undefined },
  { toString: 1, valueOf: 2 },
  { length: 0 },
  { [Symbol("a")]: 1 },
  Object.create(null),
  new Date(0),
  new Map([["a", 1]]),
  new String("a"),
  withOwn('{"__proto__": 1}'),
  withOwn('{"a": {"__proto__": {"b": 1}}}'),
  withOwn('{"a": "x", "__proto__": null}'),
];

class Named {
  a = 1;
  get b(): string {
    return "x";
  }
}

/** Objects with inherited or non-enumerable properties, so that reading and listing differ. */
export const UNUSUAL_OBJECTS: readonly unknown[] = [
  Object.create({ a: "inherited" }),
  Object.defineProperty({ a: "x" }, "b", { value: 1 }),
  new Named(),
];

/** Whether a value contains an own `__proto__`, which zod's objects do not copy. */
export function holdsProto(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.hasOwn(value, "__proto__") || Object.values(value).some(holdsProto);
}

/** A copy of a value with one random change. */
export function mutateValue(draw: Draw, value: unknown): unknown {
  if (draw(4) === 0 || typeof value !== "object" || value === null) return oneOf(draw, ODD_VALUES);
  if (Array.isArray(value)) return mutateItems(draw, value);
  const entries = Object.entries(value);
  const at = entries.length === 0 ? -1 : draw(entries.length);
  const kind = draw(4);
  const kept = entries.flatMap(([name, member], index): [string, unknown][] => {
    if (index !== at || kind === 3) return [[name, member]];
    return kind === 0 ? [] : [[name, kind === 1 ? undefined : mutateValue(draw, member)]];
  });
  const name = oneOf(draw, ["a", "extra", "__proto__", "toString", "type", "1"]);
  return fromEntries(kind === 3 ? [...kept, [name, oneOf(draw, ODD_VALUES)]] : kept);
}

function mutateItems(draw: Draw, items: readonly unknown[]): unknown[] {
  const at = draw(items.length + 1);
  if (at === items.length) return [...items, oneOf(draw, ODD_VALUES)];
  if (draw(3) === 0) return [...items.slice(0, at), ...items.slice(at + 1), items[at], items[at]];
  return items.map((item, index) => (index === at ? mutateValue(draw, item) : item));
}

/** Every entry becomes an own property, `__proto__` too. */
function fromEntries(entries: readonly (readonly [string, unknown])[]): object {
  const result = {};
  for (const [name, value] of entries)
    Object.defineProperty(result, name, { value, enumerable: true, writable: true, configurable: true });
  return result;
}
