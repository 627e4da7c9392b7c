/** The middle value; of an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new Error("invalid values: expected at least one, received none");
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[sorted.length >> 1] ?? 0;
  const lower = sorted[(sorted.length - 1) >> 1] ?? 0;
  return (upper + lower) / 2;
}

/** One measured point: what it cost at a size. */
export interface Point {
  readonly size: number;
  readonly cost: number;
}

/**
 * The exponent `e` of `cost = c · size^e` that fits the points best: the slope of log cost over log size by least
 * squares. 1 is linear, 2 quadratic.
 */
export function exponentOf(points: readonly Point[]): number {
  if (points.length < 2 || points.some(({ size, cost }) => !(size > 0 && cost > 0)))
    throw new Error("invalid points: expected two or more with a size and a cost above zero");
  const logs = points.map(({ size, cost }) => ({ x: Math.log(size), y: Math.log(cost) }));
  const meanX = logs.reduce((sum, { x }) => sum + x, 0) / logs.length;
  const meanY = logs.reduce((sum, { y }) => sum + y, 0) / logs.length;
  const spread = logs.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  if (spread === 0) throw new Error("invalid points: expected different sizes, received one size");
  return logs.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spread;
}
