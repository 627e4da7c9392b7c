import { SHAPE_OF_KEYWORD } from "./map-sub-schemas.ts";
import type { NormalisedSchema } from "./normalised-document.ts";

/** Every schema that stands directly inside a schema, with the steps that lead to it. References are not followed. */
export function subSchemas(
  schema: NormalisedSchema,
): Iterable<readonly [steps: readonly (string | number)[], schema: NormalisedSchema]> {
  const found: [steps: readonly (string | number)[], schema: NormalisedSchema][] = [];
  for (const key of Object.keys(schema)) {
    const shape = SHAPE_OF_KEYWORD.get(key);
    if (shape === undefined) continue;
    const value: unknown = Reflect.get(schema, key);
    if (value === false) continue;
    // The keyword says what it holds.
    if (shape === "one") found.push([[key], value as NormalisedSchema]);
    else if (shape === "list") {
      for (const [index, member] of (value as readonly NormalisedSchema[]).entries())
        found.push([[key, index], member]);
    } else {
      for (const [name, member] of Object.entries(value as Readonly<Record<string, NormalisedSchema>>))
        found.push([[key, name], member]);
    }
  }
  return found;
}
