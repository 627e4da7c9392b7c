import { formatRuleIssue, type RuleIssue } from "@starfix/rules";
import type { CompileIssue } from "../issues/compile-issue.ts";
import type { Position } from "../project/position.ts";
import type { ResolvedDefinition } from "../resolve/resolve-definitions.ts";

/** The issue of a definition whose name another one has: in this project at a position, or in another package. */
export function duplicateName(
  { kind, name, position }: Pick<ResolvedDefinition, "kind" | "name" | "position">,
  earlier: string,
  other: { readonly related?: Position; readonly package?: string },
): CompileIssue<"duplicate_name"> {
  const difference = { expected: "a name of its own", received: JSON.stringify(name) };
  const issue: Omit<RuleIssue<"duplicate_name">, "related"> = {
    ...{ code: "duplicate_name", severity: "error", pointer: "", kind, name, earlier },
    ...difference,
  };
  const place = other.package === undefined ? "" : ` (the other is in ${JSON.stringify(other.package)})`;
  const message = formatRuleIssue({ ...issue, related: 0 }) + place;
  return { ...issue, position, message, ...(other.related && { related: other.related }) };
}
