/**
 * Finds a circle in a graph and returns the names along it; undefined when there is none.
 *
 * @example
 * findCycle(new Map([["a", new Set(["b"])], ["b", new Set(["a"])]]));
 * // => ["a", "b"]
 */
export function findCycle(edges: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (name: string, above: readonly string[]): readonly string[] | undefined => {
    const start = above.indexOf(name);
    if (start !== -1) return above.slice(start);
    if (done.has(name)) return undefined;
    for (const next of edges.get(name) ?? []) {
      const cycle = visit(next, [...above, name]);
      if (cycle) return cycle;
    }
    done.add(name);
    return undefined;
  };
  for (const name of edges.keys()) {
    const cycle = visit(name, []);
    if (cycle) return cycle;
  }
  return undefined;
}
