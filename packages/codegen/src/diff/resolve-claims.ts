import { ALTERS, type Difference, NARROWS, WIDENS } from "./change.ts";
import { titleOf } from "./compare-unions.ts";
import { areDisjoint } from "./disjoint.ts";
import type { SchemaFacts } from "./schema-facts.ts";
import { PairPlace, type SchemaGraph } from "./schema-graph.ts";
import type { EqualityClaim, SchemaAt, SchemaPair, UnionClaim, UnionMatch } from "./schema-pair.ts";

/** What the differences of a pair, and of all that it leads to, do to the set of valid values. */
export interface DeepEffect {
  narrows: boolean;
  widens: boolean;
  shifts: boolean;
}

/**
 * Decides what can only be decided when all pairs are compared: whether a `oneOf` stays exclusive, and whether schemas
 * that must be equal are. A decision can make others necessary, so it goes on until there is nothing new.
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
  const waiting = graph.pairs.flatMap((pair) => [
    ...pair.unions.map((claim) => ({ pair, settle: () => resolveUnion(graph, pair, claim, effects) })),
    ...pair.equalities.map((claim) => ({ pair, settle: () => resolveEquality(graph, pair, claim, effects) })),
  ]);
  for (let hasNews = true; hasNews; ) {
    hasNews = false;
    for (const { pair, settle } of waiting) {
      for (const difference of settle()) {
        if (pair.differences.some(({ code, text }) => code === difference.code && text === difference.text)) continue;
        pair.differences.push(difference);
        spread(pair, difference, effects, parents);
        hasNews = true;
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
      if (overlap) place.report("union_overlap", NARROWS, say(overlap, "may now be"), []);
    }
    if (oldIsExclusive) {
      const overlap = findOverlap(
        matches,
        (match) => match.old,
        onlyOld,
        (match) => newIsExclusive && !grows(effects.get(match.pair), "narrows"),
        graph.oldFacts,
      );
      if (overlap) place.report("union_overlap", WIDENS, say(overlap, "may have been"), []);
    }
  });
}

function grows(effect: DeepEffect | undefined, way: "narrows" | "widens"): boolean {
  return effect !== undefined && (effect[way] || effect.shifts);
}

/** Two members of a `oneOf` that may both take a value which one alone took on the other side. */
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

function say([one, two]: readonly [SchemaAt, SchemaAt], verb: string): string {
  return `a value of ${titleOf(two)} ${verb} one of ${titleOf(one)}, too, and nothing (such as a discriminator) tells them apart`;
}

function collect(graph: SchemaGraph, pair: SchemaPair, work: (place: PairPlace) => void): Difference[] {
  const differences: Difference[] = [];
  work(new PairPlace(graph, { ...pair, differences }));
  return differences;
}
