import type { SchemaPair } from "./schema-pair.ts";

export type Side = "request" | "response";

/** A pair of schemas in an operation. */
export interface Root {
  readonly pair: SchemaPair;
  /** Number of the operation. */
  readonly operation: number;
  /** Whether clients send or read its values. */
  readonly side: Side;
}

/** The operations that reach a pair: as senders or readers, by plain or strict edges. */
export interface Reach {
  readonly request: OperationSet;
  readonly strictRequest: OperationSet;
  readonly response: OperationSet;
  readonly strictResponse: OperationSet;
}

const BITS = 32;

/** A set of small numbers. */
export class OperationSet {
  readonly #words: Uint32Array;

  constructor(count: number) {
    this.#words = new Uint32Array(Math.ceil(count / BITS));
  }

  get isEmpty(): boolean {
    return this.#words.every((word) => word === 0);
  }

  add(operation: number): void {
    const index = Math.floor(operation / BITS);
    this.#words[index] = (this.#words[index] ?? 0) | (1 << (operation % BITS));
  }

  /** Adds another set and returns whether that changed this one. */
  addAll(other: OperationSet): boolean {
    let hasNews = false;
    for (const [index, word] of other.#words.entries()) {
      const known = this.#words[index] ?? 0;
      const joined = (known | word) >>> 0;
      if (joined === known) continue;
      this.#words[index] = joined;
      hasNews = true;
    }
    return hasNews;
  }

  *[Symbol.iterator](): Generator<number> {
    for (const [index, word] of this.#words.entries())
      for (let bit = 0; bit < BITS; bit++) if ((word >>> bit) & 1) yield index * BITS + bit;
  }
}

/**
 * Finds which operations reach which pairs. Only `isRelevant` pairs are visited: those with a difference, and those from
 * which one can be reached.
 */
export function findReach(
  roots: readonly Root[],
  count: number,
  isRelevant: (pair: SchemaPair) => boolean,
): ReadonlyMap<SchemaPair, Reach> {
  const reach = new Map<SchemaPair, Reach>();
  const at = (pair: SchemaPair): Reach => {
    let found = reach.get(pair);
    if (!found) {
      found = {
        request: new OperationSet(count),
        strictRequest: new OperationSet(count),
        response: new OperationSet(count),
        strictResponse: new OperationSet(count),
      };
      reach.set(pair, found);
    }
    return found;
  };
  const queue = new Set<SchemaPair>();
  for (const { pair, operation, side } of roots) {
    if (!isRelevant(pair)) continue;
    at(pair)[side].add(operation);
    queue.add(pair);
  }
  // A set keeps the order of insertion without duplicates, so that a pair is visited after several updates.
  for (const pair of queue) {
    queue.delete(pair);
    const from = at(pair);
    for (const { to, kind } of pair.edges) {
      if (kind === "silent" || !isRelevant(to)) continue;
      const into = at(to);
      const isStrict = kind === "strict";
      const news = [
        (isStrict ? into.strictRequest : into.request).addAll(from.request),
        (isStrict ? into.strictResponse : into.response).addAll(from.response),
        into.strictRequest.addAll(from.strictRequest),
        into.strictResponse.addAll(from.strictResponse),
      ];
      if (news.includes(true)) queue.add(to);
    }
  }
  return reach;
}
