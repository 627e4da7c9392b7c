import type { CreateConnectionRequest } from "@starfix/schema";
import { describeValue } from "../issues/describe-value.ts";
import { type RuleIssue, reportTo } from "../issues/rule-issue.ts";
import { checkCredentials } from "./check-credentials.ts";
import { checkEndpoint } from "./check-endpoint.ts";
import { connectionName, memberRules, topicPatternRule, topicRule } from "./connection-members.ts";

export interface ConnectionOptions {
  /**
   * Whether the request leaves out secrets that are stored already, as a change of other members does. They were complete
   * when they were stored.
   *
   * @default false
   */
  readonly storedSecrets?: boolean;
}

/**
 * Checks a connection beyond its schema: a request of `POST /connections`, or the connection that a change results in. Which
 * hosts an operator allows is not a rule. Values of secrets are never repeated.
 *
 * @example
 * checkConnection({ type: "s3", name: "lake", bucket: "s3://demo", awsEndpoint: "s3.us-east-1.amazonaws.com" }).map(
 *   formatRuleIssue,
 * );
 * // => ['invalid bucket: expected the name of a bucket such as demo-bucket, without s3://, received "s3://demo"',
 * //     "invalid credentials: expected awsAssumedRoleArn or secrets, received neither"]
 */
export function checkConnection(
  request: CreateConnectionRequest,
  { storedSecrets = false }: ConnectionOptions = {},
): readonly RuleIssue[] {
  const issues: RuleIssue[] = [];
  const report = reportTo(issues);
  const { name } = request;
  if (!connectionName.test(name)) {
    const { expected } = connectionName;
    report("invalid_name", "/name", { what: "connection name", expected, received: describeValue(name) });
  }
  for (const [member, value] of Object.entries(request)) {
    const rule = member === "topicName" ? ruleOfTopic(request) : memberRules[member];
    if (rule === undefined || typeof value !== "string" || rule.test(value)) continue;
    const facts = { what: member, expected: rule.expected, received: describeValue(value) };
    report("invalid_value", `/${member}`, facts);
  }
  checkEndpoint(request, report);
  checkCredentials(request, storedSecrets, report);
  return issues;
}

function ruleOfTopic(request: CreateConnectionRequest): typeof topicRule {
  return "topicNameIsPattern" in request && request.topicNameIsPattern ? topicPatternRule : topicRule;
}
