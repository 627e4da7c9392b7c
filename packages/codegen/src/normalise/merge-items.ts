import { bothOf, type MergeContext } from "./merge-all-of.ts";
import type { NormalisedSchema } from "./normalised-document.ts";
import type { Draft } from "./schema-parts.ts";

/** Merges the item keywords of two schemas, position by position. */
export function mergeItems(
  merged: Draft,
  first: NormalisedSchema,
  second: NormalisedSchema,
  context: MergeContext,
): boolean {
  const length = Math.max(first.prefixItems?.length ?? 0, second.prefixItems?.length ?? 0);
  if (length > 0) {
    merged.prefixItems = Array.from({ length }, (_, index) =>
      bothOf(itemAt(first, index), itemAt(second, index), context),
    );
  }
  if (first.items && second.items) merged.items = bothOf(first.items, second.items, context);
  return true;
}

function itemAt(schema: NormalisedSchema, index: number): NormalisedSchema {
  return schema.prefixItems?.[index] ?? schema.items ?? {};
}
