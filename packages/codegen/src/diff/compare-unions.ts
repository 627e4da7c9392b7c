import type { NormalisedSchema } from "../normalise/normalised-document.ts";
import { NARROWS, WIDENS } from "./change.ts";
import { type MemberMatches, matchMembers } from "./match-members.ts";
import { assertionsOf, atomOf, valuesOf } from "./schema-facts.ts";
import type { PairPlace } from "./schema-graph.ts";
import { linkLayer } from "./schema-layers.ts";
import type { SchemaAt, UnionMatch } from "./schema-pair.ts";

type UnionKey = "anyOf" | "oneOf";

/** Whether exactly one of two schemas is a union; the other schema is then compared with each member of the union. */
export function isUnionOfOther(old: SchemaAt, next: SchemaAt): boolean {
  const before = onlyUnionOf(old.schema);
  const after = onlyUnionOf(next.schema);
  if (before && !after) return !next.schema.oneOf && !next.schema.anyOf;
  return after !== undefined && !before && !old.schema.oneOf && !old.schema.anyOf;
}

function onlyUnionOf(schema: NormalisedSchema): UnionKey | undefined {
  const [key, ...others] = assertionsOf(schema);
  return others.length === 0 && (key === "oneOf" || key === "anyOf") ? key : undefined;
}

function unionOf(schema: NormalisedSchema): UnionKey | "both" | undefined {
  if (schema.oneOf && schema.anyOf) return "both";
  return schema.oneOf ? "oneOf" : schema.anyOf ? "anyOf" : undefined;
}

/** Compares `oneOf` and `anyOf`; a schema without a union counts as a union of one. */
export function compareUnions(place: PairPlace): void {
  const { old, new: next } = place.pair;
  const before = unionOf(old.schema);
  const after = unionOf(next.schema);
  if (!before && !after) return;
  if (isUnionOfOther(old, next)) {
    compareMembers(place, before === "both" ? undefined : before, after === "both" ? undefined : after);
  } else if (before && after && before !== "both" && after !== "both") {
    compareMembers(place, before, after);
  } else {
    for (const key of ["oneOf", "anyOf"] as const) {
      if (old.schema[key] && next.schema[key]) compareMembers(place, key, key);
      else if (next.schema[key]) place.report("union_added", NARROWS, `${key} was absent, is present`, [], [key]);
      else if (old.schema[key]) place.report("union_removed", WIDENS, `${key} was present, is absent`, [key], []);
    }
  }
}

function compareMembers(place: PairPlace, oldKey: UnionKey | undefined, newKey: UnionKey | undefined): void {
  const { old, new: next } = place.pair;
  let before = membersOf(old, oldKey, (schema, steps) => place.oldAt(schema, steps));
  let after = membersOf(next, newKey, (schema, steps) => place.newAt(schema, steps));
  // A component that became a member of a union counts as one member, even if it is a union.
  if (old.name !== undefined && names(place, after, "new").includes(old.name)) before = [old];
  else if (next.name !== undefined && names(place, before, "old").includes(next.name)) after = [next];
  else {
    if (before[0]?.schema === old.schema) before = splitTypes(old);
    if (after[0]?.schema === next.schema) after = splitTypes(next);
  }
  const discriminators = [old.schema.discriminator?.propertyName, next.schema.discriminator?.propertyName] as const;
  const found = matchMembers(
    place.graph,
    before,
    after,
    discriminators[0] === discriminators[1] ? discriminators[0] : undefined,
  );
  const matches: UnionMatch[] = found.matches.map(([one, two]) => ({
    old: one,
    new: two,
    pair: linkLayer(place, one, two, ""),
  }));
  reportMembers(place, found, oldKey, newKey);
  place.pair.unions.push({
    oldIsExclusive: oldKey === "oneOf" && before.length > 1,
    newIsExclusive: newKey === "oneOf" && after.length > 1,
    matches,
    onlyOld: found.onlyOld,
    onlyNew: found.onlyNew,
  });
}

function membersOf(
  at: SchemaAt,
  key: UnionKey | undefined,
  inside: (schema: NormalisedSchema, steps: readonly (string | number)[]) => SchemaAt,
): SchemaAt[] {
  const members = key && at.schema[key];
  return members ? members.map((member, index) => inside(member, [key, index])) : [at];
}

function names(place: PairPlace, members: readonly SchemaAt[], side: "old" | "new"): (string | undefined)[] {
  const facts = side === "old" ? place.graph.oldFacts : place.graph.newFacts;
  return members.map((member) => facts.resolve(member.schema).name);
}

const SPLITS = new WeakMap<NormalisedSchema, readonly NormalisedSchema[]>();

/** Splits a schema of several types into one for each, so that `[string, null]` equals a union of the two. */
function splitTypes(at: SchemaAt): SchemaAt[] {
  const { type } = at.schema;
  if (!Array.isArray(type) || type.length < 2) return [at];
  let parts = SPLITS.get(at.schema);
  if (!parts) {
    const values = valuesOf(at.schema);
    parts = type.map((each): NormalisedSchema => {
      if (!values) return { ...at.schema, type: each };
      const { const: _, ...rest } = at.schema;
      const kept = [...values.values()].filter((value) => {
        const atom = atomOf(value);
        return atom === each || (each === "number" && (atom === "integer" || atom === "fraction"));
      });
      return { ...rest, type: each, enum: kept };
    });
    SPLITS.set(at.schema, parts);
  }
  return parts.map((schema) => ({ schema, pointer: at.pointer }));
}

function reportMembers(
  place: PairPlace,
  { onlyOld, onlyNew }: MemberMatches,
  oldKey: UnionKey | undefined,
  newKey: UnionKey | undefined,
): void {
  const { old, new: next } = place.pair;
  for (const each of onlyOld) {
    const steps = stepsOf(old, each, oldKey);
    if (each.schema.type === "null") place.report("nullable_removed", NARROWS, "null was valid, is not", steps, []);
    else place.report("union_member_removed", NARROWS, `${titleOf(each)} was a member of the union, is not`, steps, []);
  }
  for (const each of onlyNew) {
    const steps = stepsOf(next, each, newKey);
    if (each.schema.type === "null") place.report("nullable_added", WIDENS, "null was not valid, is valid", [], steps);
    else
      place.report("union_member_added", WIDENS, `${titleOf(each)} was not a member of the union, is one`, [], steps);
  }
}

function stepsOf(from: SchemaAt, to: SchemaAt, key: UnionKey | undefined): (string | number)[] {
  const index = to.pointer.slice(from.pointer.length).split("/")[2];
  return key === undefined || index === undefined ? [] : [key, index];
}

/** The name of a member in messages: its component, title, or type. */
export function titleOf({ schema, name }: SchemaAt): string {
  const called = schema.$ref?.split("/").at(-1) ?? name ?? schema.title;
  if (called !== undefined) return called;
  const inner = schema.allOf?.find((member) => member.$ref !== undefined);
  if (inner?.$ref !== undefined) return inner.$ref.split("/").at(-1) ?? "a schema";
  return schema.type === undefined ? "a schema" : `a schema of type ${[schema.type].flat().join("|")}`;
}
