import type { NormalisedSchema } from "../normalise/normalised-document.ts";
import { NARROWS, WIDENS } from "./change.ts";
import { compareArrays } from "./compare-arrays.ts";
import { compareConditions, compareUnevaluated } from "./compare-conditions.ts";
import { compareObjects } from "./compare-objects.ts";
import { compareScalars } from "./compare-scalars.ts";
import { compareTypes, compareValues } from "./compare-types.ts";
import { compareUnions, isUnionOfOther } from "./compare-unions.ts";
import { matchMembers } from "./match-members.ts";
import { assertionsOf, isNever } from "./schema-facts.ts";
import type { PairPlace } from "./schema-graph.ts";
import { describedElsewhere, linkLayer } from "./schema-layers.ts";
import type { SchemaAt } from "./schema-pair.ts";

/** Reports the differences between two schemas themselves, and links the pairs of their subschemas. */
export function compareSchemas(place: PairPlace): void {
  const { old, new: next } = place.pair;
  if (old.schema.allOf || next.schema.allOf) compareConjuncts(place);
  else compareBodies(place);
}

function compareBodies(place: PairPlace): void {
  const { old, new: next } = place.pair;
  if (isNever(old.schema) && isNever(next.schema)) return;
  if (isUnionOfOther(old, next)) {
    compareUnions(place);
    return;
  }
  const common = compareTypes(place, old.schema, next.schema);
  if (common.size === 0) return;
  compareValues(place, old.schema, next.schema, common);
  compareScalars(place, old.schema, next.schema, common);
  const others = describedElsewhere(place);
  if (common.has("array")) compareArrays(place, old.schema, next.schema, others);
  if (common.has("object")) compareObjects(place, old.schema, next.schema, others);
  compareUnions(place);
  compareConditions(place, common);
}

/** Compares schemas with an `allOf`, member by member. */
function compareConjuncts(place: PairPlace): void {
  const { old, new: next } = place.pair;
  const before = conjunctsOf(old, (schema, steps) => place.oldAt(schema, steps));
  const after = conjunctsOf(next, (schema, steps) => place.newAt(schema, steps));
  const { matches, onlyOld, onlyNew } = matchMembers(place.graph, before, after);
  for (const [left, right] of matches) linkLayer(place, left, right, "");
  for (const each of onlyOld)
    place.report("all_of_removed", WIDENS, `values had to match ${nameOf(each)}, need not now`, stepsTo(old, each), []);
  for (const each of onlyNew)
    place.report("all_of_added", NARROWS, `values need not match ${nameOf(each)}, must now`, [], stepsTo(next, each));
  compareUnevaluated(place, "unevaluatedProperties");
  compareUnevaluated(place, "unevaluatedItems");
}

function nameOf(at: SchemaAt): string {
  return at.schema.$ref?.split("/").at(-1) ?? at.name ?? at.schema.title ?? "one more schema";
}

function stepsTo(from: SchemaAt, to: SchemaAt): readonly string[] {
  return to.pointer.startsWith(`${from.pointer}/`) ? to.pointer.slice(from.pointer.length + 1).split("/") : [];
}

const BODIES = new WeakMap<NormalisedSchema, NormalisedSchema>();

function conjunctsOf(
  at: SchemaAt,
  inside: (schema: NormalisedSchema, steps: readonly (string | number)[]) => SchemaAt,
): SchemaAt[] {
  const { allOf, ...body } = at.schema;
  if (!allOf) return [at];
  const members = allOf.map((member, index) => inside(member, ["allOf", index]));
  if (assertionsOf(body).length === 0) return members;
  // The same object each time, since pairs are identified by their schemas.
  let own = BODIES.get(at.schema);
  if (!own) {
    own = body;
    BODIES.set(at.schema, own);
  }
  return [{ schema: own, pointer: at.pointer }, ...members];
}
