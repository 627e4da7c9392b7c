import type { DepthExcess } from "../depth-limit.ts";
import type { Span } from "../nodes.ts";
import { quoteName } from "../print-expr.ts";

interface Placed {
  /** Where in the text, when the expression was parsed. */
  readonly span?: Span;
}

/** Something wrong with an expression that parses, as data with a `code`. */
export type ExprIssue = Placed &
  (
    | {
        readonly code: "unknown_column";
        readonly column: string;
        readonly known: readonly string[];
        readonly suggestion?: string;
        /** How to write it, where a text was meant. */
        readonly advice?: string;
      }
    | {
        readonly code: "unknown_function";
        readonly function: string;
        readonly suggestion?: string;
        /** What Druid has in its place. */
        readonly advice?: string;
        /** The release of Druid that has it first, when that is a later one. */
        readonly since?: number;
      }
    | {
        readonly code: "wrong_arity";
        readonly function: string;
        readonly minArgs: number;
        readonly maxArgs: number | null;
        readonly received: number;
        readonly signature: string;
      }
    | {
        readonly code: "wrong_argument_type";
        /** The function, or the operator. */
        readonly function: string;
        /** Counted from 1. */
        readonly position: number;
        readonly expected: string;
        readonly received: string;
        /** How to write it. */
        readonly advice?: string;
      }
    | { readonly code: "literal_expected"; readonly function: string; readonly position: number }
    | {
        readonly code: "invalid_literal";
        readonly function: string;
        /** Counted from 1. */
        readonly position: number;
        readonly expected: string;
        readonly received: string;
      }
    | {
        readonly code: "types_disagree";
        /** The operator or the function that puts them together. */
        readonly function: string;
        readonly left: string;
        readonly right: string;
      }
    | { readonly code: "invalid_cast"; readonly from: string; readonly to: string }
    | { readonly code: "constant_fails"; readonly expression: string; readonly reason: string }
    | {
        readonly code: "invalid_time";
        readonly expected: string;
        readonly received: string;
        /** How to write it. */
        readonly advice?: string;
      }
    | { readonly code: "invalid_filter"; readonly received: string }
    | { readonly code: "misplaced_value"; readonly value: string; readonly advice: string }
    | { readonly code: "nested_aggregate"; readonly function: string; readonly outer: string }
    | { readonly code: "column_outside_aggregate"; readonly column: string; readonly aggregate: string }
    | ({ readonly code: "too_deep" } & DepthExcess)
    | { readonly code: "misplaced_function"; readonly function: string; readonly kind: "table" | "window" }
    | {
        readonly code: "misplaced_modifier";
        readonly function: string;
        readonly modifier: "DISTINCT" | "FILTER";
        /** Whether the function aggregates; Druid runs few aggregates over distinct values. */
        readonly aggregate: boolean;
      }
  );

/**
 * An issue in words.
 *
 * @example
 * formatExprIssue({ code: "unknown_column", column: "sesion", known: ["city", "session"], suggestion: "session" });
 * // => 'unknown column: "sesion" is not in the input schema, which has "city", "session"; did you mean "session"?'
 */
export function formatExprIssue(issue: ExprIssue): string {
  switch (issue.code) {
    case "unknown_column": {
      const known = issue.known.length === 0 ? "which is empty" : `which has ${issue.known.map(quoteName).join(", ")}`;
      return `unknown column: ${quoteName(issue.column)} is not in the input schema, ${known}${didYouMean(issue.suggestion, quoteName)}${adviceOf(issue)}`;
    }
    case "unknown_function":
      return issue.since === undefined
        ? `unknown function: Druid SQL has no ${issue.function}${didYouMean(issue.suggestion, String)}${adviceOf(issue)}`
        : `unknown function: ${issue.function} came with Druid ${issue.since}; expressions are checked against Druid 33`;
    case "wrong_arity":
      return `wrong number of arguments: ${issue.signature} takes ${countRange(issue.minArgs, issue.maxArgs)}, received ${issue.received}`;
    case "wrong_argument_type":
      return `wrong type: ${shownName(issue.function)} takes ${issue.expected} as argument ${issue.position}, received ${issue.received}${adviceOf(issue)}`;
    case "literal_expected":
      return `literal expected: argument ${issue.position} of ${shownName(issue.function)} must be a constant, not computed from a row`;
    case "invalid_literal":
      return `invalid literal: ${shownName(issue.function)} takes ${issue.expected} as argument ${issue.position}, received ${issue.received}`;
    case "types_disagree":
      return `types disagree: ${shownName(issue.function)} cannot put ${issue.left} and ${issue.right} together; cast one to the type of the other`;
    case "invalid_cast":
      return `invalid cast: ${issue.from} cannot become ${issue.to}`;
    case "constant_fails":
      return `constant without a value: ${issue.expression} is worked out before any row is read, and ${issue.reason}`;
    case "invalid_time":
      return `invalid __time: expected ${issue.expected}, received ${issue.received}${adviceOf(issue)}`;
    case "invalid_filter":
      return `invalid filter: expected a BOOLEAN of each row, received ${issue.received}`;
    case "misplaced_value":
      return `misplaced ${issue.value}: ${issue.advice}`;
    case "nested_aggregate":
      return `nested aggregate: ${issue.function} is inside ${issue.outer}; aggregate once, because an aggregate takes values of single rows`;
    case "column_outside_aggregate":
      return `column outside an aggregate: ${quoteName(issue.column)} is next to ${issue.aggregate}; aggregate it too, or give it a mapping of its own`;
    case "too_deep":
      return `expression too deep: expected nesting of at most ${issue.limit} levels, received ${issue.received}`;
    case "misplaced_function":
      return `misplaced function: ${issue.function} is a ${issue.kind} function, which an expression cannot use`;
    case "misplaced_modifier":
      return issue.aggregate
        ? `misplaced ${issue.modifier}: Druid has no ${shownName(issue.function)}(${issue.modifier} …)`
        : `misplaced ${issue.modifier}: ${shownName(issue.function)} is not an aggregate`;
  }
}

function adviceOf({ advice }: { readonly advice?: string }): string {
  return advice === undefined ? "" : `; ${advice}`;
}

/** The name that a call is written with: `FLOOR(time TO unit)` is a function of its own in the catalogue. */
export function shownName(name: string): string {
  return name === "FLOOR_TIME" || name === "CEIL_TIME" ? name.replace("_TIME", "") : name;
}

function didYouMean(suggestion: string | undefined, show: (name: string) => string): string {
  return suggestion === undefined ? "" : `; did you mean ${show(suggestion)}?`;
}

function countRange(min: number, max: number | null): string {
  if (max === null) return `${min} or more`;
  return min === max ? String(min) : `${min} to ${max}`;
}
