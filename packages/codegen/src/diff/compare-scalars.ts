import type { NormalisedSchema } from "../normalise/normalised-document.ts";
import { ALTERS, type Effect, NARROWS, WIDENS } from "./change.ts";
import type { ChangeCode } from "./change-codes.ts";
import type { Atom } from "./schema-facts.ts";
import type { PairPlace } from "./schema-graph.ts";

type Bound = "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties";

/** Compares the keywords of strings and numbers, if both schemas allow such values. */
export function compareScalars(
  place: PairPlace,
  old: NormalisedSchema,
  next: NormalisedSchema,
  common: ReadonlySet<Atom>,
): void {
  const hasNumbers = common.has("integer") || common.has("fraction");
  if (common.has("string")) {
    compareBound(place, old, next, "minLength");
    compareBound(place, old, next, "maxLength");
    compareText(place, "pattern", old.pattern, next.pattern);
  }
  if (common.has("string") || hasNumbers) compareFormat(place, old.format, next.format);
  if (!hasNumbers) return;
  compareLimit(place, old, next, "minimum", "exclusiveMinimum", 1);
  compareLimit(place, old, next, "maximum", "exclusiveMaximum", -1);
  compareMultipleOf(place, old.multipleOf, next.multipleOf);
}

/** Compares a limit of a count; an absent one is 0 or infinite. */
export function compareBound(place: PairPlace, old: NormalisedSchema, next: NormalisedSchema, key: Bound): void {
  const isLower = key.startsWith("min");
  const none = isLower ? 0 : Number.POSITIVE_INFINITY;
  const before = old[key] ?? none;
  const after = next[key] ?? none;
  if (before === after) return;
  reportBound(place, key, isLower ? after > before : after < before, old[key], next[key], [key]);
}

function reportBound(
  place: PairPlace,
  key: string,
  isTighter: boolean,
  before: number | string | undefined,
  after: number | string | undefined,
  steps: readonly string[],
): void {
  place.report(
    isTighter ? "bound_tightened" : "bound_loosened",
    isTighter ? NARROWS : WIDENS,
    `${key} was ${before ?? "absent"}, is ${after ?? "absent"}`,
    before === undefined ? [] : steps,
    after === undefined ? [] : steps,
  );
}

/** `sign` is 1 for lower limits and -1 for upper ones. */
function compareLimit(
  place: PairPlace,
  old: NormalisedSchema,
  next: NormalisedSchema,
  key: "minimum" | "maximum",
  exclusiveKey: "exclusiveMinimum" | "exclusiveMaximum",
  sign: 1 | -1,
): void {
  const before = limitOf(old[key], old[exclusiveKey], sign);
  const after = limitOf(next[key], next[exclusiveKey], sign);
  if (before.value === after.value && before.isExclusive === after.isExclusive) return;
  const isTighter = before.value === after.value ? after.isExclusive : after.value > before.value;
  const show = (limit: typeof before): string | undefined =>
    Number.isFinite(limit.value) ? `${limit.value * sign}${limit.isExclusive ? " (exclusive)" : ""}` : undefined;
  const steps = [after.isExclusive || (show(after) === undefined && before.isExclusive) ? exclusiveKey : key];
  reportBound(place, key, isTighter, show(before), show(after), steps);
}

interface Limit {
  /** Negated for upper limits, so that the higher value is always stricter. */
  readonly value: number;
  readonly isExclusive: boolean;
}

function limitOf(inclusive: number | undefined, exclusive: number | undefined, sign: 1 | -1): Limit {
  const soft = inclusive === undefined ? Number.NEGATIVE_INFINITY : inclusive * sign;
  const hard = exclusive === undefined ? Number.NEGATIVE_INFINITY : exclusive * sign;
  return hard >= soft && exclusive !== undefined
    ? { value: hard, isExclusive: true }
    : { value: soft, isExclusive: false };
}

function compareMultipleOf(place: PairPlace, before: number | undefined, after: number | undefined): void {
  if (before === after) return;
  const isTighter = before === undefined || (after !== undefined && Number.isInteger(after / before));
  const isLooser = after === undefined || (before !== undefined && Number.isInteger(before / after));
  if (isTighter || isLooser) {
    reportBound(place, "multipleOf", isTighter, before, after, ["multipleOf"]);
    return;
  }
  place.report("multiple_of_changed", ALTERS, `multipleOf was ${before}, is ${after}`, ["multipleOf"]);
}

/** Formats whose values are all valid for another format, too. */
const WIDER_FORMATS: Readonly<Record<string, readonly string[]>> = {
  int32: ["int64"],
  float: ["double"],
  uri: ["uri-reference", "iri", "iri-reference"],
  "uri-reference": ["iri-reference"],
  iri: ["iri-reference"],
  email: ["idn-email"],
  hostname: ["idn-hostname"],
};

function compareFormat(place: PairPlace, before: string | undefined, after: string | undefined): void {
  if (before !== undefined && after !== undefined && before !== after) {
    const isWider = WIDER_FORMATS[before]?.includes(after) ?? false;
    const isNarrower = WIDER_FORMATS[after]?.includes(before) ?? false;
    const effect: Effect = isWider ? WIDENS : isNarrower ? NARROWS : ALTERS;
    place.report("format_changed", effect, `format was ${before}, is ${after}`, ["format"]);
    return;
  }
  compareText(place, "format", before, after);
}

function compareText(
  place: PairPlace,
  key: "pattern" | "format",
  before: string | undefined,
  after: string | undefined,
): void {
  if (before === after) return;
  const [code, effect]: [ChangeCode, Effect] =
    before === undefined
      ? [`${key}_added`, NARROWS]
      : after === undefined
        ? [`${key}_removed`, WIDENS]
        : [`${key}_changed`, ALTERS];
  const text = `${key} was ${before ?? "absent"}, is ${after ?? "absent"}`;
  place.report(code, effect, text, before === undefined ? [] : [key], after === undefined ? [] : [key]);
}
