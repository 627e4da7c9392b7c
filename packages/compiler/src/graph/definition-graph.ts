import type { Artifact } from "../emit/artifact.ts";
import type { ManifestImport } from "../emit/manifest.ts";

export type GraphNodeKind = "connection" | "table" | "job";

export interface GraphNode {
  /** `connection:demo-conn`; what edges refer to. */
  readonly id: string;
  readonly kind: GraphNodeKind;
  readonly name: string;
  /** Owner of the definition; of an imported one its package; null for a table that no definition declares. */
  readonly owner: string | null;
}

/** The direction of data: from a connection to the job that reads it, from a job to the table that it fills. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
}

export interface DefinitionGraph {
  /** Connections, then tables, then jobs, each sorted by name. */
  readonly nodes: readonly GraphNode[];
  /** Sorted by their ends. */
  readonly edges: readonly GraphEdge[];
}

/**
 * The graph of connections, jobs and tables, including those of other packages and tables that jobs create.
 *
 * @example
 * graphOf(await compileProject(project)).edges;
 * // => [{ from: "connection:demo-conn", to: "job:koalas" }, { from: "job:koalas", to: "table:Koalas" }]
 */
export function graphOf({
  artifacts,
  imports = [],
}: {
  readonly artifacts: readonly Artifact[];
  readonly imports?: readonly ManifestImport[];
}): DefinitionGraph {
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, GraphEdge>();
  const addNode = (kind: GraphNodeKind, name: string, owner: string | null): string => {
    const id = `${kind}:${name}`;
    if (owner !== null || !nodes.has(id)) nodes.set(id, { id, kind, name, owner });
    return id;
  };
  const addEdge = (from: string, to: string): void => {
    edges.set(`${from}\n${to}`, { from, to });
  };
  for (const { kind, name, owner } of artifacts) addNode(kind, name, owner);
  for (const { package: owner, definitions } of imports) {
    for (const definition of definitions) {
      const other = referenceOf(definition);
      if (other) addNode(other.kind, other.name, owner);
    }
  }
  for (const { kind, name, owner, dependsOn, json } of artifacts) {
    if (kind !== "job") continue;
    const job = addNode(kind, name, owner);
    const filled = memberOf(json, "target", "tableName");
    const read = memberOf(json, "source", "tableName");
    if (filled !== undefined) addEdge(job, addNode("table", filled, null));
    if (read !== undefined) addEdge(addNode("table", read, null), job);
    for (const dependency of dependsOn) {
      const other = referenceOf(dependency);
      // The table that a job fills or reads has an edge already.
      if (!other || (other.kind === "table" && (other.name === filled || other.name === read))) continue;
      addEdge(addNode(other.kind, other.name, null), job);
    }
  }
  return {
    nodes: [...nodes.values()].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || compare(a.id, b.id)),
    edges: [...edges.values()].sort((a, b) => compare(a.from, b.from) || compare(a.to, b.to)),
  };
}

const order: readonly GraphNodeKind[] = ["connection", "table", "job"];

function referenceOf(dependency: string): Pick<GraphNode, "kind" | "name"> | undefined {
  const kind = order.find((each) => dependency.startsWith(`${each}:`));
  return kind && { kind, name: dependency.slice(kind.length + 1) };
}

function memberOf(json: unknown, outer: string, inner: string): string | undefined {
  const part = isObject(json) ? json[outer] : undefined;
  const value = isObject(part) ? part[inner] : undefined;
  return typeof value === "string" ? value : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** By code unit, which no locale changes. */
function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
