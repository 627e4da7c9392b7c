import type { NormalisedSchema } from "../normalise/normalised-document.ts";
import { ALTERS, NARROWS, WIDENS } from "./change.ts";
import { ANYTHING, type Atom, signatureOf } from "./schema-facts.ts";
import type { PairPlace } from "./schema-graph.ts";
import { linkLayer } from "./schema-layers.ts";

/** Compares keywords whose effect depends on another schema: `not`, `if`, `dependentSchemas`, `unevaluated…`. */
export function compareConditions(place: PairPlace, common: ReadonlySet<Atom>): void {
  compareNot(place);
  compareIf(place);
  if (common.has("object")) compareDependentSchemas(place);
  if (common.has("object")) compareUnevaluated(place, "unevaluatedProperties");
  if (common.has("array")) compareUnevaluated(place, "unevaluatedItems");
}

function compareNot(place: PairPlace): void {
  const before = place.pair.old.schema.not;
  const after = place.pair.new.schema.not;
  if (before && after) {
    const pair = place.child(place.oldAt(before, ["not"]), place.newAt(after, ["not"]), "silent", "");
    place.pair.equalities.push({ pairs: [pair], text: "what is excluded by not differs" });
  } else if (after) place.report("condition_added", NARROWS, "not was absent, is present", [], ["not"]);
  else if (before) place.report("condition_removed", WIDENS, "not was present, is absent", ["not"], []);
}

function compareIf(place: PairPlace): void {
  const old = place.pair.old.schema;
  const next = place.pair.new.schema;
  // `if` without `then` and `else` has no effect.
  const isEffective = (schema: NormalisedSchema): boolean =>
    schema.if !== undefined && (schema.then ?? schema.else) !== undefined;
  if (isEffective(old) !== isEffective(next)) {
    if (isEffective(next)) place.report("condition_added", NARROWS, "if was absent, is present", [], ["if"]);
    else place.report("condition_removed", WIDENS, "if was present, is absent", ["if"], []);
    return;
  }
  if (!isEffective(next) || !old.if || !next.if) return;
  const condition = place.child(place.oldAt(old.if, ["if"]), place.newAt(next.if, ["if"]), "silent", "");
  place.pair.equalities.push({ pairs: [condition], text: "the condition of if differs" });
  for (const key of ["then", "else"] as const) {
    if (!old[key] && !next[key]) continue;
    const before = place.oldAt(old[key] ?? ANYTHING, old[key] ? [key] : []);
    linkLayer(place, before, place.newAt(next[key] ?? ANYTHING, next[key] ? [key] : []), "");
  }
}

function compareDependentSchemas(place: PairPlace): void {
  const before = place.pair.old.schema.dependentSchemas ?? {};
  const after = place.pair.new.schema.dependentSchemas ?? {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const steps = ["dependentSchemas", name];
    const old = Object.hasOwn(before, name) ? before[name] : undefined;
    const next = Object.hasOwn(after, name) ? after[name] : undefined;
    const shown = JSON.stringify(name);
    if (old && next) linkLayer(place, place.oldAt(old, steps), place.newAt(next, steps), "");
    else if (next) place.report("condition_added", NARROWS, `${shown} required no schema, requires one`, [], steps);
    else place.report("condition_removed", WIDENS, `${shown} required a schema, requires none`, steps, []);
  }
}

/** The effect of these keywords depends on all schemas for the same value, so any difference in them counts. */
export function compareUnevaluated(place: PairPlace, key: "unevaluatedProperties" | "unevaluatedItems"): void {
  const old = place.pair.old.schema;
  const next = place.pair.new.schema;
  if (old[key] === undefined && next[key] === undefined) return;
  const isSame = signatureOf(old) === signatureOf(next);
  if (!isSame) {
    place.report("undecided", ALTERS, `the schema around ${key} differs`, []);
    return;
  }
  // Equal references may point to components that differ.
  place.pair.equalities.push({
    pairs: place.pair.edges.filter(({ kind }) => kind !== "silent").map(({ to }) => to),
    text: `what ${key} leaves over differs`,
  });
}
