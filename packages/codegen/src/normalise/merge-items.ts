import type { MemberMergeContext } from "./merge-all-of.ts";
import type { NormalisedSchema } from "./normalised-document.ts";
import type { Draft } from "./schema-parts.ts";

/** Merges the item keywords of two schemas, position by position. */
export function mergeItems(
  merged: Draft,
  first: NormalisedSchema,
  second: NormalisedSchema,
  { both }: MemberMergeContext,
): void {
  const length = Math.max(first.prefixItems?.length ?? 0, second.prefixItems?.length ?? 0);
  if (length > 0) {
    merged.prefixItems = Array.from({ length }, (_, index) => both(itemAt(first, index), itemAt(second, index)));
  }
  if (first.items && second.items) merged.items = both(first.items, second.items);
}

function itemAt(schema: NormalisedSchema, index: number): NormalisedSchema {
  return schema.prefixItems?.[index] ?? schema.items ?? {};
}
