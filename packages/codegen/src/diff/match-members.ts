import { describeLiterals } from "./disjoint.ts";
import { type SchemaFacts, signatureOf } from "./schema-facts.ts";
import type { SchemaGraph } from "./schema-graph.ts";
import type { SchemaAt } from "./schema-pair.ts";

export interface MemberMatches {
  readonly matches: readonly (readonly [old: SchemaAt, next: SchemaAt])[];
  readonly onlyOld: readonly SchemaAt[];
  readonly onlyNew: readonly SchemaAt[];
}

/** Above this number of pairs, similarity is not compared, since that takes quadratic time. */
const MOST_LIKELY_PAIRS = 2_500;

type KeyOf = (at: SchemaAt, facts: SchemaFacts) => string | undefined;

/**
 * Matches the members of two lists of schemas: by component, literals of the discriminator, equal
 * keywords, title, and finally by similarity. A wrong match is never unsound, only harder to read.
 */
export function matchMembers(
  graph: SchemaGraph,
  old: readonly SchemaAt[],
  next: readonly SchemaAt[],
  discriminator?: string,
): MemberMatches {
  const matches: (readonly [number, number])[] = [];
  const leftOld = new Set(old.keys());
  const leftNew = new Set(next.keys());
  const pair = (one: number, two: number): void => {
    matches.push([one, two]);
    leftOld.delete(one);
    leftNew.delete(two);
  };
  const keys: KeyOf[] = [
    (at, facts) => facts.resolve(at.schema, at.name).name,
    (at, facts) =>
      discriminator === undefined ? undefined : describeLiterals(at.schema, facts).get(discriminator)?.text,
    (at) => signatureOf(at.schema),
    (at, facts) => facts.resolve(at.schema).schema.title,
  ];
  for (const keyOf of keys) {
    const waiting = new Map<string, number[]>();
    for (const index of [...leftNew].reverse()) {
      const at = next[index];
      const key = at && keyOf(at, graph.newFacts);
      if (key === undefined) continue;
      const list = waiting.get(key);
      if (list) list.push(index);
      else waiting.set(key, [index]);
    }
    for (const index of [...leftOld]) {
      const at = old[index];
      const key = at && keyOf(at, graph.oldFacts);
      const found = key === undefined ? undefined : waiting.get(key)?.pop();
      if (found !== undefined) pair(index, found);
    }
  }
  if (leftOld.size * leftNew.size <= MOST_LIKELY_PAIRS) {
    const likely: { readonly one: number; readonly two: number; readonly score: number }[] = [];
    for (const one of leftOld) {
      for (const two of leftNew) {
        const score = similarityOf(graph, old[one], next[two]);
        if (score > 0) likely.push({ one, two, score });
      }
    }
    for (const { one, two } of likely.sort((a, b) => b.score - a.score || a.one - b.one || a.two - b.two))
      if (leftOld.has(one) && leftNew.has(two)) pair(one, two);
  }
  const pick = (list: readonly SchemaAt[], indexes: Iterable<number>): SchemaAt[] =>
    [...indexes].flatMap((index) => list[index] ?? []);
  return {
    matches: matches
      .sort(([a], [b]) => a - b)
      .flatMap(([one, two]) => {
        const before = old[one];
        const after = next[two];
        return before && after ? [[before, after] as const] : [];
      }),
    onlyOld: pick(old, leftOld),
    onlyNew: pick(next, leftNew),
  };
}

/** From 0, nothing in common, to 2. */
function similarityOf(graph: SchemaGraph, old: SchemaAt | undefined, next: SchemaAt | undefined): number {
  if (!old || !next) return 0;
  const before = graph.oldFacts.atomsOf(old.schema);
  const after = graph.newFacts.atomsOf(next.schema);
  const common = [...before].filter((atom) => after.has(atom));
  if (common.length === 0) return 0;
  const kinds = common.length / Math.max(before.size, after.size);
  const mine = graph.oldFacts.describedBy(old.schema).names;
  const its = graph.newFacts.describedBy(next.schema).names;
  const all = new Set([...mine, ...its]).size;
  if (all === 0) return kinds;
  const names = [...mine].filter((name) => its.has(name)).length / all;
  return names < 0.3 && common.length === 1 ? 0 : kinds + names;
}
