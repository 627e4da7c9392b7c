import { componentOfRef, type NormalisedDocument, type NormalisedSchema } from "../normalise/normalised-document.ts";

/**
 * The value of an annotation such as `readOnly` or `default`: the schema's own, or else that of the components it refers
 * to. A component that two members of an `allOf` reach is read twice, which costs less than keeping track of it.
 */
export function readAnnotation<TKey extends keyof NormalisedSchema>(
  document: NormalisedDocument,
  schema: NormalisedSchema,
  key: TKey,
): NormalisedSchema[TKey] | undefined {
  if (schema[key] !== undefined) return schema[key];
  const target = schema.$ref === undefined ? undefined : document.schemas.get(componentOfRef(schema.$ref) ?? "");
  const found = target && readAnnotation(document, target, key);
  if (found !== undefined) return found;
  for (const member of schema.allOf ?? []) {
    const inherited = readAnnotation(document, member, key);
    if (inherited !== undefined) return inherited;
  }
  return undefined;
}
