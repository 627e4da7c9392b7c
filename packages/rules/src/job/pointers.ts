const expressions: string[] = [];

/**
 * The JSON pointer of the expression of a mapping. The same string for the same index, so that it is hashed once.
 *
 * @example
 * mappingPointer(0);
 * // => "/mappings/0/expression"
 */
export function mappingPointer(index: number): string {
  let pointer = expressions[index];
  if (pointer === undefined) {
    pointer = `/mappings/${index}/expression`;
    if (index < MOST_KEPT) expressions[index] = pointer;
  }
  return pointer;
}

/** Enough for nearly every job. */
const MOST_KEPT = 1000;

/** The JSON pointer of the filter. */
export const filterPointer = "/filterExpression";
