import type { NormalisedSchema } from "../normalise/normalised-document.ts";
import { NARROWS, WIDENS } from "./change.ts";
import { compareBound } from "./compare-scalars.ts";
import { ANYTHING, type DescribedMembers, isAnything } from "./schema-facts.ts";
import type { PairPlace } from "./schema-graph.ts";
import type { EdgeKind, SchemaAt } from "./schema-pair.ts";

/** Compares the keywords of arrays. `others` describes the items according to other schemas for the same array. */
export function compareArrays(
  place: PairPlace,
  old: NormalisedSchema,
  next: NormalisedSchema,
  others: DescribedMembers,
): void {
  const isShared = others.hasItems || old.contains !== undefined || next.contains !== undefined;
  const kind: EdgeKind = isShared ? "strict" : "plain";
  const count = Math.max(old.prefixItems?.length ?? 0, next.prefixItems?.length ?? 0);
  for (let index = 0; index < count; index++) {
    const before = itemAt(old, index, (schema, steps) => place.oldAt(schema, steps));
    const after = itemAt(next, index, (schema, steps) => place.newAt(schema, steps));
    place.child(before, after, kind, `[${index}]`);
  }
  if (old.items || next.items) {
    const before = place.oldAt(old.items ?? ANYTHING, old.items ? ["items"] : []);
    place.child(before, place.newAt(next.items ?? ANYTHING, next.items ? ["items"] : []), kind, "[]");
  }
  compareBound(place, old, next, "minItems");
  compareBound(place, old, next, "maxItems");
  if (next.uniqueItems && !old.uniqueItems)
    place.report("unique_items_added", NARROWS, "items could be equal, must be unique", [], ["uniqueItems"]);
  if (old.uniqueItems && !next.uniqueItems)
    place.report("unique_items_removed", WIDENS, "items had to be unique, can be equal", ["uniqueItems"], []);
  compareContains(place, old, next);
}

/** The schema of an item: from `prefixItems`, or else `items`. */
function itemAt(
  schema: NormalisedSchema,
  index: number,
  at: (schema: NormalisedSchema, steps: readonly (string | number)[]) => SchemaAt,
): SchemaAt {
  const listed = schema.prefixItems?.[index];
  if (listed) return at(listed, ["prefixItems", index]);
  return schema.items ? at(schema.items, ["items"]) : at(ANYTHING, []);
}

function compareContains(place: PairPlace, old: NormalisedSchema, next: NormalisedSchema): void {
  // A minimum of 0 without a maximum has no effect.
  const isEffective = (schema: NormalisedSchema): boolean =>
    schema.contains !== undefined && !(schema.minContains === 0 && schema.maxContains === undefined);
  const isPresent = isEffective(next);
  if (isEffective(old) !== isPresent) {
    if (isPresent) place.report("contains_added", NARROWS, "contains was absent, is present", [], ["contains"]);
    else place.report("contains_removed", WIDENS, "contains was present, is absent", ["contains"], []);
    return;
  }
  if (!isPresent || !old.contains || !next.contains) return;
  const min = [old.minContains ?? 1, next.minContains ?? 1] as const;
  const max = [old.maxContains ?? Number.POSITIVE_INFINITY, next.maxContains ?? Number.POSITIVE_INFINITY] as const;
  const before = place.oldAt(old.contains, ["contains"]);
  const after = place.newAt(next.contains, ["contains"]);
  if (min[0] !== min[1]) {
    const isTighter = min[1] > min[0];
    const text = `minContains was ${min[0]}, is ${min[1]}`;
    place.report(isTighter ? "bound_tightened" : "bound_loosened", isTighter ? NARROWS : WIDENS, text, []);
  }
  if (max[0] !== max[1]) {
    const isTighter = max[1] < max[0];
    const text = `maxContains was ${old.maxContains ?? "absent"}, is ${next.maxContains ?? "absent"}`;
    place.report(isTighter ? "bound_tightened" : "bound_loosened", isTighter ? NARROWS : WIDENS, text, []);
  }
  if (max.every((limit) => limit === Number.POSITIVE_INFINITY)) {
    if (!isAnything(old.contains) || !isAnything(next.contains)) place.child(before, after, "strict", "[contains]");
    return;
  }
  // With an upper limit, both more and fewer matching items may become invalid.
  const pair = place.child(before, after, "silent", "[contains]");
  place.pair.equalities.push({ pairs: [pair], text: "contains differs next to maxContains" });
}
