import { isSameJson } from "./json-order.ts";
import { mergeItems } from "./merge-items.ts";
import { mergeObjects } from "./merge-objects.ts";
import type { NormalisedSchema, SchemaType } from "./normalised-document.ts";
import { typesOf } from "./normalised-document.ts";
import { reconcileTypesAndValues, valuesOf } from "./reconcile-values.ts";
import { type Draft, inOrder, isAnything, isNothing, NOTHING } from "./schema-parts.ts";

/** Callbacks for references and conflicts. */
export interface MergeContext {
  /** The target of a `$ref`, if it can be inlined. */
  open(ref: string): NormalisedSchema | undefined;
  /** Called when no value satisfies both schemas. */
  conflict(message: string): void;
}

/** The context in which the members of two schemas are merged. */
export interface MemberMergeContext extends Pick<MergeContext, "conflict"> {
  /** Both schemas merged into one if possible, otherwise as an `allOf`. */
  both(left: NormalisedSchema, right: NormalisedSchema): NormalisedSchema;
}

/** Groups of keywords that depend on each other: mergeable if one side has none of them, or both have the same. */
const GROUPS = [
  ["format"],
  ["pattern"],
  ["oneOf"],
  ["anyOf"],
  ["not"],
  ["if", "then", "else"],
  ["contains", "minContains", "maxContains"],
] as const;

/**
 * Merges two schemas into one that accepts exactly the values that both accept; undefined if that is not possible.
 * Annotations of `right` take precedence over those of `left`.
 */
export function mergeSchemas(
  left: NormalisedSchema,
  right: NormalisedSchema,
  context: MergeContext,
): NormalisedSchema | undefined {
  if (isAnything(left) || isAnything(right)) return inOrder({ ...left, ...right });
  if (left.$ref !== undefined && left.$ref === right.$ref) return inOrder({ ...left, ...right });
  if (isNothing(left) || isNothing(right)) return NOTHING;
  const first = opened(left, context);
  const second = opened(right, context);
  if (!first || !second || !isMergeable(first, second)) return undefined;
  const merged: Draft = { ...first, ...second };
  if (first.allOf && second.allOf) merged.allOf = [...first.allOf, ...second.allOf];
  if (!mergeTypes(merged, first, second, context)) return NOTHING;
  for (const key of LOWER) pick(merged, key, first, second, Math.max);
  for (const key of UPPER) pick(merged, key, first, second, Math.min);
  if (first.uniqueItems || second.uniqueItems) merged.uniqueItems = true;
  if (!mergeMultiples(merged, first, second)) return undefined;
  if (!mergeValues(merged, first, second, context)) return NOTHING;
  const memberContext: MemberMergeContext = {
    both: (one, two) => mergeSchemas(one, two, context) ?? { allOf: [one, two] },
    conflict: (message) => context.conflict(message),
  };
  mergeItems(merged, first, second, memberContext);
  if (!mergeObjects(merged, first, second, memberContext)) return undefined;
  return reconcileTypesAndValues(inOrder(merged), context.conflict);
}

function opened(schema: NormalisedSchema, context: MergeContext): NormalisedSchema | undefined {
  if (schema.$ref === undefined) return schema;
  const { $ref, ...annotations } = schema;
  const target = context.open($ref);
  return target && { ...target, ...annotations };
}

function isMergeable(first: NormalisedSchema, second: NormalisedSchema): boolean {
  for (const schema of [first, second]) {
    // Their effect depends on the other keywords of their own schema only.
    if (schema.unevaluatedProperties !== undefined || schema.unevaluatedItems !== undefined) return false;
  }
  if (first.discriminator ?? second.discriminator) {
    if ((first.oneOf ?? first.anyOf) && (second.oneOf ?? second.anyOf)) return false;
  }
  return GROUPS.every((group) => {
    const isFirst = group.some((key) => first[key] !== undefined);
    const isSecond = group.some((key) => second[key] !== undefined);
    return !isFirst || !isSecond || group.every((key) => isSameJson(first[key], second[key]));
  });
}

function mergeTypes(merged: Draft, first: NormalisedSchema, second: NormalisedSchema, context: MergeContext): boolean {
  const one = typesOf(first);
  const two = typesOf(second);
  if (one.length === 0 || two.length === 0) {
    const given = first.type ?? second.type;
    if (given !== undefined) merged.type = given;
    return true;
  }
  const both = one.flatMap((type): SchemaType[] => {
    if (two.includes(type) || (type === "integer" && two.includes("number"))) return [type];
    return type === "number" && two.includes("integer") ? ["integer"] : [];
  });
  if (both.length === 0) {
    context.conflict(`expected a common type, received ${one.join("|")} and ${two.join("|")}`);
    return false;
  }
  merged.type = both;
  return true;
}

const LOWER = [
  "minLength",
  "minimum",
  "exclusiveMinimum",
  "minItems",
  "minProperties",
] as const satisfies readonly (keyof NormalisedSchema)[];
const UPPER = [
  "maxLength",
  "maximum",
  "exclusiveMaximum",
  "maxItems",
  "maxProperties",
] as const satisfies readonly (keyof NormalisedSchema)[];

function pick(
  merged: Draft,
  key: (typeof LOWER)[number] | (typeof UPPER)[number],
  first: NormalisedSchema,
  second: NormalisedSchema,
  choose: typeof Math.max,
): void {
  const one = first[key];
  const two = second[key];
  if (one !== undefined && two !== undefined) merged[key] = choose(one, two);
}

/** A multiple of 6 is a multiple of 2 and of 3; other pairs would need the least common multiple of fractions. */
function mergeMultiples(merged: Draft, first: NormalisedSchema, second: NormalisedSchema): boolean {
  const one = first.multipleOf;
  const two = second.multipleOf;
  if (one === undefined || two === undefined || one === two) return true;
  const [small, large] = one < two ? [one, two] : [two, one];
  if (!Number.isInteger(small) || large % small !== 0) return false;
  merged.multipleOf = large;
  return true;
}

function mergeValues(merged: Draft, first: NormalisedSchema, second: NormalisedSchema, context: MergeContext): boolean {
  const one = valuesOf(first);
  const two = valuesOf(second);
  if (!one || !two) return true;
  const known = new Set(two.filter((value) => typeof value !== "object"));
  const objects = two.filter((value) => typeof value === "object");
  const both = one.filter((value) =>
    typeof value === "object" ? objects.some((other) => isSameJson(value, other)) : known.has(value),
  );
  delete merged.const;
  delete merged.enum;
  if (both.length === 0) {
    context.conflict(`expected a common value, received ${JSON.stringify(one)} and ${JSON.stringify(two)}`);
    return false;
  }
  if (both.length === 1 && both[0] !== undefined) merged.const = both[0];
  else merged.enum = both;
  return true;
}
