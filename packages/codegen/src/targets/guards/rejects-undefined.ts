import { componentOfRef, type NormalisedSchema, typesOf } from "../../normalise/normalised-document.ts";
import { type FactScope, isNever } from "../zod/schema-facts.ts";

/** Whether a schema certainly rejects `undefined`, so that a missing member is rejected without another check. */
export function rejectsUndefined(schema: NormalisedSchema, scope: FactScope, depth = 0): boolean {
  // Components may be recursive.
  if (depth > 50) return false;
  const refuses = (member: NormalisedSchema): boolean => rejectsUndefined(member, scope, depth + 1);
  if (schema.$ref !== undefined) {
    const target = scope.schemaOf(componentOfRef(schema.$ref) ?? "");
    return target !== undefined && refuses(target);
  }
  if (typesOf(schema).length > 0 || schema.const !== undefined || schema.enum !== undefined || isNever(schema))
    return true;
  if (schema.discriminator || schema.allOf?.some(refuses)) return true;
  return schema.anyOf?.every(refuses) === true || schema.oneOf?.every(refuses) === true;
}
