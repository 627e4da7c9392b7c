import { componentOfRef, type NormalisedSchema } from "../../normalise/normalised-document.ts";

/** Components that contain themselves without an object or array between, which type aliases cannot express. */
export interface DirectCycles {
  /** Through `oneOf`, `anyOf` and plain references only, such as `A: { anyOf: [A, string] }`. */
  readonly ofUnions: ReadonlySet<string>;
  /** Through `allOf`, too, such as a base that lists its kinds, each of which extends the base. */
  readonly ofAll: ReadonlySet<string>;
}

/**
 * Finds them by removing, until nothing changes, each component without a reference to a remaining one, and each that
 * no remaining one refers to.
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

/** Removes the nodes of a graph from which no cycle can be reached. */
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

/** The components that the type of a schema refers to outside of objects and arrays. */
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
