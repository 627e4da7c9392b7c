import { formatWithCaret } from "@starfix/expr/parse";
import {
  type CheckedJob,
  checkConnection,
  checkJob,
  checkTable,
  formatRuleIssue,
  type RuleCode,
  type RuleIssue,
} from "@starfix/rules";
import type { CreateConnectionRequest, CreateJobRequest, TableRequest } from "@starfix/schema";
import type { DeclaredTables } from "../emit/emit-definition.ts";
import { resolveSecrets } from "../emit/resolve-secrets.ts";
import type { CompileIssue } from "../issues/compile-issue.ts";
import { partOfRequest } from "../locate/part-of-request.ts";
import type { PreparedRequest } from "./prepare-request.ts";
import { type NamedConnections, ruleContextOf } from "./rule-context.ts";

/** What the rules of the service give for a request: issues and, for a job without errors, the checked job. */
export interface RuledRequest {
  readonly issues: readonly CompileIssue[];
  readonly job?: CheckedJob | undefined;
}

/** Checks a request that fits the contract against the rules of the service. */
export function checkRules(
  prepared: PreparedRequest,
  tables: DeclaredTables,
  connections?: NamedConnections,
): RuledRequest {
  const { issues, job } = rulesOf(prepared, tables, connections);
  return { issues: issues.length === 0 ? [] : issues.map((issue) => compileIssueOf(issue, prepared)), job };
}

function rulesOf(
  { emitted, json }: PreparedRequest,
  tables: DeclaredTables,
  connections: NamedConnections | undefined,
): { readonly issues: readonly RuleIssue[]; readonly job?: CheckedJob | undefined } {
  // The guard of the contract has accepted each of these.
  switch (emitted.kind) {
    case "connection":
      return { issues: checkConnection(json as CreateConnectionRequest) };
    case "table":
      return { issues: checkTable(json as TableRequest) };
    case "job":
      return checkJob(json as CreateJobRequest, ruleContextOf(emitted, tables, connections));
    default:
      throw new Error(`unexpected kind: ${emitted.kind satisfies never}`);
  }
}

/** A rule's issue as one of the definition: with its sentence, and the part of the definition that it is about. */
export function compileIssueOf(
  issue: RuleIssue,
  { emitted, json }: Pick<PreparedRequest, "emitted" | "json">,
): CompileIssue<RuleCode> {
  const { kind, name, position, request, node } = emitted;
  const { span, pointer } = issue;
  const message = formatRuleIssue(issue);
  const unpatched = node === undefined || node.patches.length === 0 ? undefined : resolveSecrets(request).json;
  const place = partOfRequest({ json, unpatched }, pointer, span);
  const part = "of" in issue && issue.of === "name" ? { ...place, of: issue.of } : place;
  const text = "text" in issue ? issue.text : undefined;
  const excerpt = text !== undefined && span ? formatWithCaret(text, { offset: span.start }) : text;
  return {
    ...issue,
    kind,
    name,
    position,
    part,
    message,
    ...(excerpt !== undefined && { excerpt }),
  } as CompileIssue<RuleCode>;
}
