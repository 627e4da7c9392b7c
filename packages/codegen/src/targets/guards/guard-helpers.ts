import { helperText } from "../zod/helpers.ts";

/** Name of a helper function of guards. */
export type GuardHelperName =
  | "$accepts"
  | "$isObject"
  | "$isRecord"
  | "$key"
  | "$isOneOf"
  | "$minCharacters"
  | "$maxCharacters"
  | "$isMultiple"
  | "$isUnique"
  | "$evaluated"
  | "$unevaluated";

interface Helper {
  readonly needs?: readonly GuardHelperName[];
  readonly text: string;
}

/** Checks that need more than an expression. Each has the same result as zod, or as the zod helper of that name. */
const HELPERS: Readonly<Record<GuardHelperName, Helper>> = {
  $accepts: {
    text: `function $accepts(guard, value) {
  return guard(value);
}`,
  },
  $isObject: { text: helperText("$isObject") },
  $isRecord: {
    needs: ["$isObject"],
    text: `function $isRecord(value) {
  if (!$isObject(value)) return false;
  const maker = value.constructor;
  if (typeof maker === "function" && !($isObject(maker.prototype) && Object.hasOwn(maker.prototype, "isPrototypeOf"))) return false;
  return Object.getOwnPropertySymbols(value).every((key) => !Object.prototype.propertyIsEnumerable.call(value, key));
}`,
  },
  $key: { text: helperText("$key") },
  $isOneOf: {
    needs: ["$key"],
    text: `function $isOneOf(value, keys) {
  return keys.includes($key(value));
}`,
  },
  $minCharacters: {
    text: `function $minCharacters(text, minimum) {
  // A character has one or two UTF-16 units, so most strings need no counting.
  return text.length >= 2 * minimum || (text.length >= minimum && [...text].length >= minimum);
}`,
  },
  $maxCharacters: {
    text: `function $maxCharacters(text, maximum) {
  // A character has one or two UTF-16 units, so most strings need no counting.
  return text.length <= maximum || (text.length <= 2 * maximum && [...text].length <= maximum);
}`,
  },
  $isMultiple: {
    text: `function $isMultiple(value, divisor) {
  // Decimals are rounded, and so is their quotient.
  const ratio = value / divisor;
  return Math.abs(ratio - Math.round(ratio)) < 4 * Number.EPSILON * Math.max(Math.abs(ratio), 1);
}`,
  },
  $isUnique: {
    needs: ["$key"],
    text: `function $isUnique(items) {
  if (items.length < 2) return true;
  const seen = new Set();
  for (let index = 0; index < items.length; index++) seen.add($key(items[index]));
  return seen.size === items.length;
}`,
  },
  $evaluated: { needs: ["$accepts"], text: helperText("$evaluated") },
  $unevaluated: {
    needs: ["$evaluated"],
    text: `function $unevaluated(value, plan, rest, ignored) {
  const seen = new Set([ignored]);
  if ($evaluated(plan, value, seen)) return true;
  for (const key of Array.isArray(value) ? value.keys() : Object.keys(value))
    if (!seen.has(key) && !rest?.(value[key])) return false;
  return true;
}`,
  },
};

/** The source of the given helpers and their dependencies, in a fixed order. */
export function printGuardHelpers(used: ReadonlySet<GuardHelperName>): string[] {
  const printed = new Set<string>();
  const add = (name: GuardHelperName): void => {
    printed.add(name);
    for (const need of HELPERS[name].needs ?? []) if (!printed.has(need)) add(need);
  };
  for (const name of used) add(name);
  return Object.entries(HELPERS).flatMap(([name, { text }]) => (printed.has(name) ? [text] : []));
}
