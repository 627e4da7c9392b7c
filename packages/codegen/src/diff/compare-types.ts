import type { NormalisedSchema } from "../normalise/normalised-document.ts";
import { showList } from "./canonical-json.ts";
import { ALTERS, NARROWS, WIDENS } from "./change.ts";
import { type Atom, atomOf, valuesOf } from "./schema-facts.ts";
import type { PairPlace } from "./schema-graph.ts";

/** Compares the types of two schemas and returns those that both have; undefined if the rest cannot be compared. */
export function compareTypes(place: PairPlace, old: NormalisedSchema, next: NormalisedSchema): ReadonlySet<Atom> {
  const before = place.graph.oldFacts.atomsOf(old);
  const after = place.graph.newFacts.atomsOf(next);
  if (before === after) return before;
  const common = new Set([...before].filter((atom) => after.has(atom)));
  // If only unions limit the types, their members are compared.
  const isSaid = [old, next].some((schema) => schema.type !== undefined || !(schema.oneOf ?? schema.anyOf));
  if (!isSaid && common.size > 0) return common;
  const removed = [...before].filter((atom) => !after.has(atom));
  const added = [...after].filter((atom) => !before.has(atom));
  const was = `the type was ${showAtoms(before)}, is ${showAtoms(after)}`;
  if (removed.length > 0 && added.length > 0) place.report("type_changed", ALTERS, was, []);
  else if (removed.length === 1 && removed[0] === "null" && after.size > 0)
    place.report("nullable_removed", NARROWS, "null was valid, is not", []);
  else if (added.length === 1 && added[0] === "null" && before.size > 0)
    place.report("nullable_added", WIDENS, "null was not valid, is valid", []);
  else if (removed.length > 0) place.report("type_narrowed", NARROWS, was, []);
  else if (added.length > 0) place.report("type_widened", WIDENS, was, []);
  return common;
}

function showAtoms(atoms: ReadonlySet<Atom>): string {
  if (atoms.size === 0) return "nothing";
  if (atoms.size === 7) return "anything";
  const names: string[] = [...atoms];
  const types = atoms.has("fraction") && atoms.has("integer") ? names.filter((name) => name !== "integer") : names;
  return types.map((name) => (name === "fraction" ? "number" : name)).join("|");
}

/** Compares `const` and `enum`, for values of common types. */
export function compareValues(
  place: PairPlace,
  old: NormalisedSchema,
  next: NormalisedSchema,
  common: ReadonlySet<Atom>,
): void {
  const before = valuesOf(old);
  const after = valuesOf(next);
  if (!before && !after) return;
  const steps = [after ? (next.const === undefined ? "enum" : "const") : old.const === undefined ? "enum" : "const"];
  if (!before || !after) {
    const values = [...(after ?? before ?? new Map()).values()];
    if (after) place.report("values_limited", NARROWS, `any value was valid, only ${showList(values)} is`, [], steps);
    else place.report("values_opened", WIDENS, `only ${showList(values)} was valid, any value is`, steps, []);
    return;
  }
  const isCommon = (value: Parameters<typeof atomOf>[0]): boolean => common.has(atomOf(value));
  const removed = [...before].filter(([key, value]) => !after.has(key) && isCommon(value)).map(([, value]) => value);
  const added = [...after].filter(([key, value]) => !before.has(key) && isCommon(value)).map(([, value]) => value);
  const oldSteps = [old.const === undefined ? "enum" : "const"];
  if (before.size === 1 && after.size === 1 && removed.length === 1 && added.length === 1) {
    const text = `the only value was ${showList(removed)}, is ${showList(added)}`;
    place.report("const_changed", ALTERS, text, oldSteps, steps);
    return;
  }
  if (removed.length > 0)
    place.report("value_removed", NARROWS, `${showList(removed)} was among the values, is not`, oldSteps, steps);
  if (added.length > 0)
    place.report("value_added", WIDENS, `${showList(added)} was not among the values, is now`, oldSteps, steps);
}
