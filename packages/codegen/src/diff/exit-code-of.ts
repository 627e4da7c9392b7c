import type { DiffResult } from "./change.ts";

/** Which changes make the command fail. */
export type FailOn = "breaking" | "request" | "response" | "any" | "none";

export const FAIL_ON: readonly FailOn[] = ["breaking", "request", "response", "any", "none"];

/**
 * The exit code for a comparison: 1 if there is a change of the given kind, else 0.
 *
 * @example
 * exitCodeOf(await diffDocuments({ old: "v1.yaml", new: "v2.yaml" }), "breaking");
 * // => 1
 */
export function exitCodeOf({ changes, breaking }: DiffResult, failOn: FailOn): 0 | 1 {
  switch (failOn) {
    case "breaking":
      return breaking ? 1 : 0;
    case "request":
    case "response":
      return changes.some(({ breaks }) => breaks === failOn || breaks === "both") ? 1 : 0;
    case "any":
      return changes.length > 0 ? 1 : 0;
    case "none":
      return 0;
    default:
      throw new Error(`unexpected kind of failure: ${JSON.stringify(failOn satisfies never)}`);
  }
}
