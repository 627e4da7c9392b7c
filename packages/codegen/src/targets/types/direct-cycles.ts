import { componentOfRef, type NormalisedSchema } from "../../normalise/normalised-document.ts";

/** Components that are a part of themselves with no object or array between. No alias can say that. */
export interface DirectCycles {
  /** By way of `oneOf`, `anyOf` and bare references alone, such as `A: { anyOf: [A, string] }`. */
  readonly ofUnions: ReadonlySet<string>;
  /** By way of `allOf`, too, such as a base that lists its kinds, each of which starts from the base. */
  readonly ofAll: ReadonlySet<string>;
}

/**
 * Finds them by taking away, until nothing changes, each component that leads to none that is left, and each that none
 * leads to.
 */
export function findDirectCycles(schemas: ReadonlyMap<string, NormalisedSchema>): DirectCycles {
  return { ofUnions: findCycles(schemas, false), ofAll: findCycles(schemas, true) };
}

function findCycles(schemas: ReadonlyMap<string, NormalisedSchema>, followsAllOf: boolean): ReadonlySet<string> {
  const outgoing = new Map<string, ReadonlySet<string>>();
  for (const [component, schema] of schemas) {
    const targets = new Set<string>();
    collectDirect(schema, followsAllOf, targets);
    if (targets.size > 0) outgoing.set(component, targets);
  }
  return new Set(peel(reverse(peel(outgoing))).keys());
}

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** What is left of a graph without the nodes from which every way ends. */
function peel(graph: Graph): Graph {
  const left = new Map([...graph].map(([from, targets]) => [from, new Set(targets)]));
  const back = reverse(graph);
  const ended = [...back.keys()].filter((node) => !left.has(node));
  for (let node = ended.pop(); node !== undefined; node = ended.pop()) {
    for (const from of back.get(node) ?? []) {
      const targets = left.get(from);
      if (!targets?.delete(node) || targets.size > 0) continue;
      left.delete(from);
      ended.push(from);
    }
  }
  return left;
}

function reverse(graph: Graph): Graph {
  const back = new Map<string, Set<string>>();
  for (const [from, targets] of graph) {
    for (const target of targets) {
      const sources = back.get(target) ?? new Set<string>();
      back.set(target, sources.add(from));
    }
  }
  return back;
}

/** The components that a schema names where a type prints them bare. */
function collectDirect(schema: NormalisedSchema, followsAllOf: boolean, targets: Set<string>): void {
  if (schema.$ref !== undefined) {
    targets.add(componentOfRef(schema.$ref) ?? "");
    return;
  }
  if (schema.const !== undefined || schema.enum) return;
  for (const members of [followsAllOf ? schema.allOf : undefined, schema.oneOf, schema.anyOf]) {
    for (const member of members ?? []) collectDirect(member, followsAllOf, targets);
  }
}
