import type { Span } from "@starfix/expr";
import type { Expectation, RuleCode, RuleFacts } from "./rule-facts.ts";
import { ruleTable } from "./rule-table.ts";

/** Whether the service would refuse the request or lose data (`error`), or it works and is probably not meant (`warning`). */
export type RuleSeverity = "error" | "warning";

/** Where an issue is. */
interface IssuePlace extends Expectation {
  readonly severity: RuleSeverity;
  /** JSON pointer into the request: `/mappings/0/expression`; empty for the whole request. */
  readonly pointer: string;
  /** Where in the SQL text at the pointer, when it was parsed from there. */
  readonly span?: Span;
}

/** Something of a request that a rule refuses or warns of, as data. */
export type RuleIssue<TCode extends RuleCode = RuleCode> = {
  [TEach in TCode]: IssuePlace & RuleFacts[TEach] & { readonly code: TEach };
}[TCode];

/** Collects the issues of one request. */
export type Report = <TCode extends RuleCode>(
  code: TCode,
  pointer: string,
  facts: RuleFacts[TCode],
  span?: Span | undefined,
) => void;

/** An issue of a code, with the severity that its rule has. */
export function createIssue<TCode extends RuleCode>(
  code: TCode,
  pointer: string,
  facts: RuleFacts[TCode],
  span?: Span | undefined,
): RuleIssue<TCode> {
  const place = { code, severity: ruleTable[code].severity, pointer };
  // The facts are those of the code, which TypeScript does not follow through the union of all codes.
  return { ...place, ...facts, ...(span && { span }) } as unknown as RuleIssue<TCode>;
}

/** A report that adds to a list. */
export function reportTo(issues: RuleIssue[]): Report {
  return (code, pointer, facts, span) => {
    // An issue of one code is one of any.
    issues.push(createIssue(code, pointer, facts, span) as RuleIssue);
  };
}

export function hasError(issues: readonly RuleIssue[]): boolean {
  return issues.some(({ severity }) => severity === "error");
}

/**
 * An issue as one sentence. It names neither the request nor its definition, and is the same wherever it is printed.
 *
 * @example
 * const { issues } = checkJob({ ...koalas, mappings: [] }, { complete: false, ...nothing });
 * issues.map(formatRuleIssue);
 * // => ['no mapping of __time: add one, such as TIME_PARSE("timestamp")']
 */
export function formatRuleIssue<TCode extends RuleCode>(issue: RuleIssue<TCode>): string {
  return messageOf(issue.code)(issue);
}

function messageOf<TCode extends RuleCode>(code: TCode): (facts: RuleFacts[TCode]) => string {
  return ruleTable[code].message;
}
