import type { MatcherState } from "vitest";

/** What a matcher answers. */
export interface MatcherAnswer {
  readonly pass: boolean;
  readonly message: () => string;
  readonly actual?: unknown;
  readonly expected?: unknown;
}

/** A matcher as `expect.extend` takes it. */
export type Matcher<TArguments extends readonly unknown[]> = (
  this: MatcherState,
  received: unknown,
  ...expected: TArguments
) => MatcherAnswer;
