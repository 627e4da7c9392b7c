import type { Span } from "../../nodes.ts";

/** What each doubt is about. */
export type DoubtCode =
  | "time_pattern"
  | "questionable_time_pattern"
  | "unknown_time_zone"
  | "offset_dropped"
  | "epoch_unit"
  | "substring_start"
  | "json_of_text"
  | "untyped_json_value"
  | "text_as_number"
  | "null_comparison"
  | "post_aggregation"
  | "unmergeable_aggregate";

/** Something that Druid runs, and that is hardly meant or cannot be stored, as data with a `code`. */
export interface ExprDoubt {
  readonly code: DoubtCode;
  /** What is wrong and how to fix it, as a sentence. */
  readonly reason: string;
  readonly expected: string;
  readonly received: string;
  /** Where in the text, when the expression was parsed. */
  readonly span?: Span;
}

/** Of nearly every call. */
export const NO_DOUBTS: readonly ExprDoubt[] = [];
