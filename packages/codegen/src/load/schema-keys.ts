/** The type of a keyword's value: a schema, a list of schemas, or schemas by name. */
type Shape = "one" | "list" | "map";

/** The keywords of 2020-12 and of older drafts that contain schemas. */
export const SCHEMA_KEYS: ReadonlyMap<string, readonly Shape[]> = new Map<string, readonly Shape[]>([
  ["additionalItems", ["one"]],
  ["additionalProperties", ["one"]],
  ["allOf", ["list"]],
  ["anyOf", ["list"]],
  ["contains", ["one"]],
  ["contentSchema", ["one"]],
  // Until draft 07; a member may also be a list of names.
  ["dependencies", ["map"]],
  ["dependentSchemas", ["map"]],
  ["else", ["one"]],
  ["if", ["one"]],
  // Until 2019-09, a list in `items` had the meaning of `prefixItems`.
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

/** Keywords that contain definitions. */
export const DEFINITION_KEYS: ReadonlySet<string> = new Set(["$defs", "definitions"]);

/** Keywords for identifiers and dialects; without meaning once every reference points to a component. */
export const NAMING_KEYS: ReadonlySet<string> = new Set([
  "$id",
  "$anchor",
  "$dynamicAnchor",
  "$recursiveAnchor",
  "$vocabulary",
]);
