import { formatRuleIssue, type RuleIssue } from "@starfix/rules";
import type { ErrorDetail } from "./api-error.ts";

/** An issue of the rules as it is answered: the code and the words that the compiler has for it. */
export function detailOf(issue: RuleIssue): ErrorDetail {
  return { code: issue.code, message: formatRuleIssue(issue), target: issue.pointer };
}

/** The issues that stop a request. */
export function errorDetails(issues: readonly RuleIssue[]): readonly ErrorDetail[] {
  return issues.filter(({ severity }) => severity === "error").map(detailOf);
}
