import { ALTERS, type Difference, NARROWS, WIDENS } from "./change.ts";
import { titleOf } from "./compare-unions.ts";
import { areDisjoint } from "./disjoint.ts";
import type { SchemaFacts } from "./schema-facts.ts";
import { PairPlace, type SchemaGraph } from "./schema-graph.ts";
import type { EqualityClaim, SchemaAt, SchemaPair, UnionClaim, UnionMatch } from "./schema-pair.ts";

/** The effect of the differences of a pair, and of all pairs reached from it, on the set of valid values. */
export interface DeepEffect {
  narrows: boolean;
  widens: boolean;
  shifts: boolean;
}

/**
 * Decides claims that need the result of all pairs: whether a `oneOf` stays exclusive, and whether schemas
 * that must be equal are. A new difference can affect other claims, so it repeats until nothing changes.
 */
export function resolveClaims(graph: SchemaGraph): ReadonlyMap<SchemaPair, DeepEffect> {
  const effects = new Map<SchemaPair, DeepEffect>();
  const parents = new Map<SchemaPair, SchemaPair[]>();
  for (const pair of graph.pairs) {
    for (const { to, kind } of pair.edges) {
      if (kind === "silent") continue;
      const list = parents.get(to);
      if (list) list.push(pair);
      else parents.set(to, [pair]);
    }
  }
  for (const pair of graph.pairs) for (const difference of pair.differences) spread(pair, difference, effects, parents);
  const claims = graph.pairs.flatMap((pair) => [
    ...pair.unions.map((claim) => ({ pair, resolve: () => resolveUnion(graph, pair, claim, effects) })),
    ...pair.equalities.map((claim) => ({ pair, resolve: () => resolveEquality(graph, pair, claim, effects) })),
  ]);
  for (let hasChanged = true; hasChanged; ) {
    hasChanged = false;
    for (const { pair, resolve } of claims) {
      for (const difference of resolve()) {
        if (pair.differences.some(({ code, text }) => code === difference.code && text === difference.text)) continue;
        pair.differences.push(difference);
        spread(pair, difference, effects, parents);
        hasChanged = true;
      }
    }
  }
  return effects;
}

function spread(
  start: SchemaPair,
  { effect }: Difference,
  effects: Map<SchemaPair, DeepEffect>,
  parents: ReadonlyMap<SchemaPair, readonly SchemaPair[]>,
): void {
  const stack = [start];
  for (let pair = stack.pop(); pair; pair = stack.pop()) {
    const known = effects.get(pair) ?? { narrows: false, widens: false, shifts: false };
    const isNew =
      (effect.narrows && !known.narrows) ||
      (effect.widens && !known.widens) ||
      (effect.shifts === true && !known.shifts);
    if (!isNew) continue;
    effects.set(pair, {
      narrows: known.narrows || effect.narrows,
      widens: known.widens || effect.widens,
      shifts: known.shifts || effect.shifts === true,
    });
    stack.push(...(parents.get(pair) ?? []));
  }
}

type Effects = ReadonlyMap<SchemaPair, DeepEffect>;

function resolveEquality(graph: SchemaGraph, pair: SchemaPair, claim: EqualityClaim, effects: Effects): Difference[] {
  if (!claim.pairs.some((each) => effects.has(each))) return [];
  return collect(graph, pair, (place) => place.report("undecided", ALTERS, claim.text, []));
}

function resolveUnion(graph: SchemaGraph, pair: SchemaPair, claim: UnionClaim, effects: Effects): Difference[] {
  const { oldIsExclusive, newIsExclusive, matches, onlyOld, onlyNew } = claim;
  if (!oldIsExclusive && !newIsExclusive) return [];
  return collect(graph, pair, (place) => {
    if (newIsExclusive) {
      const overlap = findOverlap(
        matches,
        (match) => match.new,
        onlyNew,
        (match) => oldIsExclusive && !grows(effects.get(match.pair), "widens"),
        graph.newFacts,
      );
      if (overlap) place.report("union_overlap", NARROWS, describeOverlap(overlap, "may now be"), []);
    }
    if (oldIsExclusive) {
      const overlap = findOverlap(
        matches,
        (match) => match.old,
        onlyOld,
        (match) => newIsExclusive && !grows(effects.get(match.pair), "narrows"),
        graph.oldFacts,
      );
      if (overlap) place.report("union_overlap", WIDENS, describeOverlap(overlap, "may have been"), []);
    }
  });
}

function grows(effect: DeepEffect | undefined, direction: "narrows" | "widens"): boolean {
  return effect !== undefined && (effect[direction] || effect.shifts);
}

/** Two members of a `oneOf` that may both accept a value which only one accepted in the other document. */
function findOverlap(
  matches: readonly UnionMatch[],
  sideOf: (match: UnionMatch) => SchemaAt,
  unmatched: readonly SchemaAt[],
  isHarmless: (match: UnionMatch) => boolean,
  facts: SchemaFacts,
): readonly [SchemaAt, SchemaAt] | undefined {
  const suspects = [...unmatched, ...matches.filter((match) => !isHarmless(match)).map(sideOf)];
  for (const suspect of suspects) {
    for (const match of matches) {
      const other = sideOf(match);
      if (other !== suspect && other.schema !== suspect.schema && !areDisjoint(suspect.schema, other.schema, facts))
        return [suspect, other];
    }
  }
  return undefined;
}

function describeOverlap([one, two]: readonly [SchemaAt, SchemaAt], verb: string): string {
  return `a value of ${titleOf(two)} ${verb} one of ${titleOf(one)}, too, since no discriminator distinguishes them`;
}

function collect(graph: SchemaGraph, pair: SchemaPair, work: (place: PairPlace) => void): Difference[] {
  const differences: Difference[] = [];
  work(new PairPlace(graph, { ...pair, differences }));
  return differences;
}
