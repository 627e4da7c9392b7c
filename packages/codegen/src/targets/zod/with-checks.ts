/** A zod expression with further checks. */
export function withChecks(base: string, checks: readonly string[]): string {
  return checks.length === 0 ? base : `${base}.check(${checks.join(", ")})`;
}
