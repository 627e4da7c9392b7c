import type { BatchJobNode, StreamingJobNode } from "@starfix/dsl";
import type { Cell } from "./preview-types.ts";

type Convert = (cell: Cell) => Cell;

const toDouble: Convert = (cell) => (cell === null ? null : Number(cell));
const toFloat: Convert = (cell) => (cell === null ? null : Math.fround(Number(cell)));

/** What a declared table makes of numbers of other types, by column: a whole number is stored as the double that it is nearest to. */
export function conversionsOf({ target }: BatchJobNode | StreamingJobNode): ReadonlyMap<string, Convert> {
  const conversions = new Map<string, Convert>();
  for (const { name, dataType } of target.declared?.request.schema ?? []) {
    if (dataType === "double") conversions.set(name, toDouble);
    if (dataType === "float") conversions.set(name, toFloat);
  }
  return conversions;
}
