import { joinPointer } from "../load/json-pointer.ts";
import type { NormalisedDocument, NormalisedSchema } from "../normalise/normalised-document.ts";
import type { Effect } from "./change.ts";
import type { ChangeCode } from "./change-codes.ts";
import { compareAnnotations } from "./compare-annotations.ts";
import { compareSchemas } from "./compare-schemas.ts";
import { SchemaFacts } from "./schema-facts.ts";
import type { EdgeKind, SchemaAt, SchemaPair } from "./schema-pair.ts";

/** Steps into a subschema; undefined on the side without one. */
export type Steps = readonly (string | number)[] | undefined;

export interface SchemaGraphOptions {
  /** Whether titles, descriptions and examples are compared, too. @default false */
  readonly all?: boolean;
}

/**
 * All pairs of an old schema and the new schema in its place. A pair is compared once, however
 * often it is used, so recursion ends and the time is linear.
 */
export class SchemaGraph {
  readonly oldFacts: SchemaFacts;
  readonly newFacts: SchemaFacts;
  readonly all: boolean;
  readonly pairs: SchemaPair[] = [];
  readonly #old: NormalisedDocument;
  readonly #new: NormalisedDocument;
  readonly #known = new Map<NormalisedSchema, Map<NormalisedSchema, SchemaPair>>();
  readonly #queue: SchemaPair[] = [];

  constructor(old: NormalisedDocument, next: NormalisedDocument, options: SchemaGraphOptions = {}) {
    this.oldFacts = new SchemaFacts(old);
    this.newFacts = new SchemaFacts(next);
    this.all = options.all ?? false;
    this.#old = old;
    this.#new = next;
  }

  /** The name of a component of the old document in messages: a writable variant has the name of its component. */
  oldName(name: string): string {
    return this.#old.variants.get(name) ?? name;
  }

  /** The name of a component of the new document in messages. */
  newName(name: string): string {
    return this.#new.variants.get(name) ?? name;
  }

  /** The pair of two schemas, after following references. */
  pair(old: SchemaAt, next: SchemaAt, label: string): SchemaPair {
    const before = resolveAt(this.oldFacts, old, (name) => this.oldName(name));
    const after = resolveAt(this.newFacts, next, (name) => this.newName(name));
    let row = this.#known.get(before.schema);
    if (!row) {
      row = new Map();
      this.#known.set(before.schema, row);
    }
    const known = row.get(after.schema);
    if (known) return known;
    const pair = newPair(before, after, this.#labelOf(before, after) ?? label);
    row.set(after.schema, pair);
    this.pairs.push(pair);
    this.#queue.push(pair);
    return pair;
  }

  #labelOf(old: SchemaAt, next: SchemaAt): string | undefined {
    if (next.name !== undefined) return this.newName(next.name);
    return old.name === undefined ? undefined : this.oldName(old.name);
  }

  /** The pair of two schemas at a place, including the annotations next to a `$ref` there. */
  use(old: SchemaAt, next: SchemaAt, label: string): SchemaPair {
    const target = this.pair(old, next, label);
    const siblings = [old.schema, next.schema].flatMap((schema) =>
      schema.$ref === undefined ? [] : Object.keys(schema).filter((key) => key !== "$ref"),
    );
    if (siblings.length === 0) return target;
    const pair = newPair(old, next, label);
    pair.edges.push({ to: target, kind: "plain" });
    compareAnnotations(
      new PairPlace(this, pair),
      { ...target.old.schema, ...old.schema },
      { ...target.new.schema, ...next.schema },
      siblings,
    );
    if (pair.differences.length === 0) return target;
    this.pairs.push(pair);
    return pair;
  }

  /** Compares all known pairs, and those reached from them. */
  compareAll(): void {
    for (let pair = this.#queue.pop(); pair; pair = this.#queue.pop()) {
      const place = new PairPlace(this, pair);
      compareAnnotations(place, pair.old.schema, pair.new.schema);
      compareSchemas(place);
    }
  }
}

function newPair(old: SchemaAt, next: SchemaAt, label: string): SchemaPair {
  return { old, new: next, label, differences: [], edges: [], unions: [], equalities: [] };
}

function resolveAt(facts: SchemaFacts, at: SchemaAt, called: (name: string) => string): SchemaAt {
  if (at.schema.$ref === undefined) return at;
  const { schema, name } = facts.resolve(at.schema, at.name);
  return name === undefined || name === at.name
    ? { ...at, schema }
    : { schema, name, pointer: joinPointer("/components/schemas", called(name)) };
}

/** A pair that is being compared. */
export class PairPlace {
  readonly graph: SchemaGraph;
  readonly pair: SchemaPair;

  constructor(graph: SchemaGraph, pair: SchemaPair) {
    this.graph = graph;
    this.pair = pair;
  }

  /** Reports a difference at these steps inside the two schemas. */
  report(code: ChangeCode, effect: Effect, text: string, oldSteps: Steps, newSteps: Steps = oldSteps): void {
    this.pair.differences.push({
      code,
      effect,
      text: `${this.pair.label}: ${text}`,
      oldPointer: oldSteps && joinPointer(this.pair.old.pointer, ...oldSteps),
      newPointer: newSteps && joinPointer(this.pair.new.pointer, ...newSteps),
    });
  }

  /** The old schema at these steps from here. */
  oldAt(schema: NormalisedSchema, steps: readonly (string | number)[]): SchemaAt {
    return { schema, pointer: pointerAt(this.pair.old.pointer, steps) };
  }

  /** The new schema at these steps from here. */
  newAt(schema: NormalisedSchema, steps: readonly (string | number)[]): SchemaAt {
    return { schema, pointer: pointerAt(this.pair.new.pointer, steps) };
  }

  /** Adds an edge to a pair of subschemas. `suffix` is appended to the label of this pair. */
  child(old: SchemaAt, next: SchemaAt, kind: EdgeKind, suffix: string): SchemaPair {
    const to = this.graph.use(old, next, `${this.pair.label}${suffix}`);
    this.pair.edges.push({ to, kind });
    return to;
  }
}

/** Appends to a pointer; a fast path for keys without characters to escape. */
function pointerAt(pointer: string, steps: readonly (string | number)[]): string {
  let at = pointer;
  for (const step of steps) {
    at =
      typeof step === "string" && (step.includes("/") || step.includes("~")) ? joinPointer(at, step) : `${at}/${step}`;
  }
  return at;
}
