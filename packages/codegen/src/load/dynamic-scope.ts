import type { Place, Resource } from "./schema-registry.ts";

/**
 * What `$dynamicRef` sees: for each `$dynamicAnchor` the outermost schema on the way here that has it. Two ways to a
 * schema that bind the same are one.
 */
export interface DynamicScope {
  readonly key: string;
  readonly bindings: ReadonlyMap<string, Place>;
}

export const EMPTY_SCOPE: DynamicScope = { key: "", bindings: new Map() };

/** The scope after a resource is entered; only names that some `$dynamicRef` asks for count. */
export function enterScope(scope: DynamicScope, resource: Resource, names: ReadonlySet<string>): DynamicScope {
  if (names.size === 0) return scope;
  const added = [...resource.dynamicAnchors].filter(([name]) => names.has(name) && !scope.bindings.has(name));
  if (added.length === 0) return scope;
  const bindings = new Map([...scope.bindings, ...added]);
  const key = [...bindings]
    .map(([name, { file, pointer }]) => `${name}=${file.uri}#${pointer}`)
    .sort()
    .join(" ");
  return { key, bindings };
}
