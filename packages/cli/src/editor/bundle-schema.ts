/** A JSON Schema, or a part of one. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/**
 * One JSON Schema that holds all others it refers to. Editors look for what `$ref` names relative to the file of the
 * schema, not to its `$id`, so that each is in one file.
 *
 * @example
 * bundleSchema("Box", new Map([["Box", { $id: "…/Box.json", items: { $ref: "Lid.json" } }], ["Lid", { $id: "…/Lid.json" }]]));
 * // => { $schema: "…", $ref: "#/$defs/Box", $defs: { Box: { items: { $ref: "#/$defs/Lid" } }, Lid: {} } }
 */
export function bundleSchema(root: string, schemas: ReadonlyMap<string, JsonSchema>): JsonSchema {
  const $defs: Record<string, JsonSchema> = {};
  const add = (name: string): void => {
    if (name in $defs) return;
    const schema = schemas.get(name);
    if (schema === undefined) throw new Error(`no JSON Schema is named ${name}`);
    const { $schema: _draft, $id: _id, ...rest } = schema;
    // Before what it refers to, which may be itself.
    $defs[name] = {};
    $defs[name] = withLocalRefs(rest, add) as JsonSchema;
  };
  add(root);
  return { $schema: "https://json-schema.org/draft/2020-12/schema", $ref: `#/$defs/${root}`, $defs };
}

function withLocalRefs(value: unknown, onRef: (name: string) => void): unknown {
  if (Array.isArray(value)) return value.map((item) => withLocalRefs(item, onRef));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, member]): readonly [string, unknown] => {
    if (key !== "$ref" || typeof member !== "string") return [key, withLocalRefs(member, onRef)];
    const name = member.replace(/\.json$/, "");
    onRef(name);
    return [key, `#/$defs/${name}`];
  });
  return Object.fromEntries(entries);
}
