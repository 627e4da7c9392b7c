import { joinPointer } from "../load/json-pointer.ts";
import type { NormalisedDocument } from "../normalise/normalised-document.ts";
import type { Breaks, Difference } from "./change.ts";
import { type ChangeCode, reasonOf } from "./change-codes.ts";
import { compareOperations, compareRootServers } from "./compare-operations.ts";
import type { Comparison } from "./operation-place.ts";
import { findReach, OperationSet, type Reach } from "./reach.ts";
import { resolveClaims } from "./resolve-claims.ts";
import { SchemaGraph, type SchemaGraphOptions } from "./schema-graph.ts";
import type { SchemaPair } from "./schema-pair.ts";

/** A change with pointers into the normalised documents instead of positions. */
export interface FoundChange {
  readonly code: ChangeCode;
  readonly breaks: Breaks;
  readonly message: string;
  readonly operations: readonly string[];
  readonly oldPointer: string | undefined;
  readonly newPointer: string | undefined;
}

/** Lists the changes between two normalised documents, sorted by pointer. */
export function compareDocuments(
  old: NormalisedDocument,
  next: NormalisedDocument,
  options: SchemaGraphOptions = {},
): FoundChange[] {
  const graph = new SchemaGraph(old, next, options);
  const comparison: Comparison = { old, new: next, graph, operations: [], notes: [], roots: [] };
  compareOperations(comparison);
  graph.compareAll();
  const used = new Set(graph.pairs.flatMap(({ old: { name } }) => (name === undefined ? [] : [name])));
  const usedNew = new Set(graph.pairs.flatMap(({ new: { name } }) => (name === undefined ? [] : [name])));
  const unused = compareUnused(comparison, used, usedNew);
  graph.compareAll();
  resolveClaims(graph);
  return new Collector(comparison).collect(unused);
}

/** Compares components that no operation uses by their names. */
function compareUnused(
  { old, new: next, graph }: Comparison,
  used: ReadonlySet<string>,
  usedNew: ReadonlySet<string>,
): SchemaPair[] {
  const pairs: SchemaPair[] = [];
  for (const [name, schema] of old.schemas) {
    const other = next.schemas.get(name);
    if (!other || (used.has(name) && usedNew.has(name))) continue;
    const pointer = joinPointer("/components/schemas", name);
    pairs.push(graph.pair({ schema, pointer, name }, { schema: other, pointer, name }, name));
  }
  return pairs;
}

interface Draft {
  readonly difference: Difference;
  request: boolean;
  response: boolean;
  readonly operations: OperationSet;
}

/** Merges differences into one change for each place, with all affected operations. */
class Collector {
  readonly #comparison: Comparison;
  readonly #drafts = new Map<string, Draft>();

  constructor(comparison: Comparison) {
    this.#comparison = comparison;
  }

  collect(unused: readonly SchemaPair[]): FoundChange[] {
    const { notes, graph, roots, operations } = this.#comparison;
    for (const { difference, operation, side } of notes) {
      const draft = this.#draft(difference);
      draft.operations.add(operation);
      if (side === "request") draft.request ||= difference.effect.narrows;
      else draft.response ||= difference.effect.widens;
    }
    const leading = leadingTo(graph.pairs);
    const reach = findReach(roots, operations.length, (pair) => leading.has(pair));
    for (const [pair, found] of reach) for (const difference of pair.differences) this.#addReached(difference, found);
    for (const pair of withChildren(unused)) {
      if (reach.has(pair)) continue;
      for (const difference of pair.differences) this.#draft(difference);
    }
    this.#addComponents();
    const servers = compareRootServers(this.#comparison);
    if (servers) {
      const [oldPointer, newPointer] = servers.pointers;
      const effect = { narrows: false, widens: false };
      this.#draft({ code: "servers_changed", effect, text: servers.text, oldPointer, newPointer });
    }
    return [...this.#drafts.values()].map((draft) => this.#finish(draft)).sort(inOrder);
  }

  #draft(difference: Difference): Draft {
    const { code, oldPointer, newPointer, text } = difference;
    const key = JSON.stringify([code, oldPointer, newPointer, text]);
    let draft = this.#drafts.get(key);
    if (!draft) {
      const operations = new OperationSet(this.#comparison.operations.length);
      draft = { difference, request: false, response: false, operations };
      this.#drafts.set(key, draft);
    }
    return draft;
  }

  #addReached(difference: Difference, reach: Reach): void {
    const { narrows, widens, shifts = false } = difference.effect;
    const draft = this.#draft(difference);
    for (const set of Object.values(reach)) draft.operations.addAll(set);
    draft.request ||= narrows && !(reach.request.isEmpty && reach.strictRequest.isEmpty);
    draft.request ||= shifts && !reach.strictRequest.isEmpty;
    draft.response ||= widens && !(reach.response.isEmpty && reach.strictResponse.isEmpty);
    draft.response ||= shifts && !reach.strictResponse.isEmpty;
  }

  /** Reports added and removed components, except for renamed ones. */
  #addComponents(): void {
    const { old, new: next, graph } = this.#comparison;
    const renamed = new Set<string>();
    for (const pair of graph.pairs) {
      const before = pair.old.name;
      const after = pair.new.name;
      if (before === undefined || after === undefined || before === after) continue;
      if (!next.schemas.has(before)) renamed.add(`old ${before}`);
      if (!old.schemas.has(after)) renamed.add(`new ${after}`);
    }
    const effect = { narrows: false, widens: false };
    for (const name of old.schemas.keys()) {
      if (next.schemas.has(name) || renamed.has(`old ${name}`) || graph.oldName(name) !== name) continue;
      const oldPointer = joinPointer("/components/schemas", name);
      this.#draft({
        code: "component_removed",
        effect,
        text: `the component ${name} was removed`,
        oldPointer,
        newPointer: undefined,
      });
    }
    for (const name of next.schemas.keys()) {
      if (old.schemas.has(name) || renamed.has(`new ${name}`) || graph.newName(name) !== name) continue;
      const newPointer = joinPointer("/components/schemas", name);
      this.#draft({
        code: "component_added",
        effect,
        text: `the component ${name} is new`,
        oldPointer: undefined,
        newPointer,
      });
    }
  }

  #finish({ difference, request, response, operations }: Draft): FoundChange {
    const { code, text, oldPointer, newPointer } = difference;
    const breaks: Breaks = request ? (response ? "both" : "request") : response ? "response" : "none";
    const reasons = new Set([request && reasonOf(code, "request"), response && reasonOf(code, "response")]);
    const why = [...reasons].filter((reason) => typeof reason === "string").join(", and ");
    return {
      code,
      breaks,
      message: why === "" ? text : `${text}; ${why}`,
      operations: [...new Set([...operations].map((index) => this.#comparison.operations[index] ?? ""))].sort(),
      oldPointer,
      newPointer,
    };
  }
}

/** Pairs with a difference, and those from which one can be reached. */
function leadingTo(pairs: readonly SchemaPair[]): ReadonlySet<SchemaPair> {
  const parents = new Map<SchemaPair, SchemaPair[]>();
  for (const pair of pairs) {
    for (const { to } of pair.edges) {
      const list = parents.get(to);
      if (list) list.push(pair);
      else parents.set(to, [pair]);
    }
  }
  const found = new Set(pairs.filter(({ differences }) => differences.length > 0));
  for (const pair of found) for (const parent of parents.get(pair) ?? []) found.add(parent);
  return found;
}

function withChildren(pairs: readonly SchemaPair[]): ReadonlySet<SchemaPair> {
  const found = new Set(pairs);
  for (const pair of found) for (const { to, kind } of pair.edges) if (kind !== "silent") found.add(to);
  return found;
}

function inOrder(one: FoundChange, two: FoundChange): number {
  const place = (change: FoundChange): string => change.newPointer ?? change.oldPointer ?? "";
  return (
    Number(one.breaks === "none") - Number(two.breaks === "none") ||
    compareText(place(one), place(two)) ||
    compareText(one.code, two.code) ||
    compareText(one.message, two.message)
  );
}

function compareText(one: string, two: string): number {
  return one < two ? -1 : one > two ? 1 : 0;
}
