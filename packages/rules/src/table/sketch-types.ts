/** Types of columns that hold a sketch, as declared and as SQL names them. */
const SKETCHES: ReadonlySet<string> = new Set(
  ["HLLSketch", "thetaSketch", "quantilesDoublesSketch", "variance"].flatMap((type) => [type, `COMPLEX<${type}>`]),
);

/** Whether a data type or a type of SQL is that of a sketch, which is merged and never grouped by. */
export function isSketch(type: string): boolean {
  return SKETCHES.has(type);
}
