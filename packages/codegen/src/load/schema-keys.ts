/** What a keyword of JSON Schema holds: a schema, a list of schemas, or schemas by name. */
type Shape = "one" | "list" | "map";

/** Every keyword, of 2020-12 and of older drafts, that holds schemas. In `enum`, `const` and the like there are none. */
export const SCHEMA_KEYS: ReadonlyMap<string, readonly Shape[]> = new Map<string, readonly Shape[]>([
  ["additionalItems", ["one"]],
  ["additionalProperties", ["one"]],
  ["allOf", ["list"]],
  ["anyOf", ["list"]],
  ["contains", ["one"]],
  ["contentSchema", ["one"]],
  // Before 2019-09; a member may also be a list of names.
  ["dependencies", ["map"]],
  ["dependentSchemas", ["map"]],
  ["else", ["one"]],
  ["if", ["one"]],
  // Before 2020-12, a list said what prefixItems says now.
  ["items", ["one", "list"]],
  ["not", ["one"]],
  ["oneOf", ["list"]],
  ["patternProperties", ["map"]],
  ["prefixItems", ["list"]],
  ["properties", ["map"]],
  ["propertyNames", ["one"]],
  ["then", ["one"]],
  ["unevaluatedItems", ["one"]],
  ["unevaluatedProperties", ["one"]],
]);

/** Keywords that hold schemas for others to refer to. */
export const DEFINITION_KEYS: ReadonlySet<string> = new Set(["$defs", "definitions"]);

/** Keywords that name a schema or a dialect, and say nothing once every reference leads to a component. */
export const NAMING_KEYS: ReadonlySet<string> = new Set([
  "$id",
  "$anchor",
  "$dynamicAnchor",
  "$recursiveAnchor",
  "$vocabulary",
]);
