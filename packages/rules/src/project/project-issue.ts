import type { RuleFacts } from "../issues/rule-facts.ts";
import { createIssue, type RuleIssue } from "../issues/rule-issue.ts";

/** Codes of rules that compare requests, of which a server sees one at a time. */
export const projectCodes = [
  "duplicate_name",
  "table_writers",
  "table_kinds_differ",
  "column_types_differ",
  "table_columns_differ",
  "several_streams",
  "overlapping_replacements",
  "objects_read_twice",
] as const;

export type ProjectCode = (typeof projectCodes)[number];

/** An issue between requests. Its pointer is into the one at `request`; `related` are the indexes of the others. */
export type ProjectIssue = RuleIssue<ProjectCode> & {
  /** Index of the request that is reported. */
  readonly request: number;
};

/** An issue at a place of one of the requests. */
export function projectIssue<TCode extends ProjectCode>(
  code: TCode,
  place: { readonly request: number; readonly pointer: string },
  facts: RuleFacts[TCode],
): ProjectIssue {
  // An issue of one code is one of any.
  return { ...createIssue(code, place.pointer, facts), request: place.request } as unknown as ProjectIssue;
}
