import type { Place, Resource } from "./schema-registry.ts";

/**
 * The dynamic scope of `$dynamicRef`: for each `$dynamicAnchor` the outermost schema on the path that has it. Paths with
 * the same bindings have the same key.
 */
export interface DynamicScope {
  readonly key: string;
  readonly bindings: ReadonlyMap<string, Place>;
}

export const EMPTY_SCOPE: DynamicScope = { key: "", bindings: new Map() };

/** The scope inside a resource; `names` are the anchors that some `$dynamicRef` uses. */
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
