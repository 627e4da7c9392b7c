import { parseText } from "../load/load-document.ts";
import { type NormaliseOptions, normaliseDocument } from "../normalise/normalise-document.ts";
import type { NormalisedDocument, NormalisedSchema } from "../normalise/normalised-document.ts";

/** A reference to a component schema. */
export const ref = (name: string): { $ref: string } => ({ $ref: `#/components/schemas/${name}` });

/** A normalised document, and its issues as `code pointer message`. */
export function normaliseGiven(
  given: object,
  options: Omit<NormaliseOptions, "report"> = {},
): NormalisedDocument & { readonly issues: readonly string[] } {
  const document = { openapi: "3.1.0", info: { title: "t", version: "1" }, ...given };
  const issues: string[] = [];
  const result = normaliseDocument(parseText(JSON.stringify(document, null, 1), "api.json"), {
    ...options,
    report: (code, pointer, message) => issues.push(`${code} ${pointer} ${message}`),
  });
  return { ...result, issues };
}

/** Normalised component schemas, which must have no issues. */
export function normaliseSchemas(
  schemas: object,
  options: Omit<NormaliseOptions, "report"> = {},
): Record<string, NormalisedSchema> {
  const { schemas: result, issues } = normaliseGiven({ components: { schemas } }, options);
  if (issues.length > 0) throw new Error(issues.join("\n"));
  return Object.fromEntries(result);
}
