import type { ConnectionSecretsWritable, CreateConnectionRequest } from "@starfix/schema";
import { describeValue } from "../issues/describe-value.ts";
import type { Report } from "../issues/rule-issue.ts";
import { roleRule } from "./connection-members.ts";

type SecretsType = ConnectionSecretsWritable["type"];

/** The types of secrets of each type of connection, and the members that each needs. */
const SECRETS: Readonly<
  Record<CreateConnectionRequest["type"], Readonly<Partial<Record<SecretsType, readonly string[]>>>>
> = {
  s3: { access_key: ["accessKeyId", "accessKeySecret"] },
  azure: { access_key: ["accessKeySecret"], sas_token: ["sasToken"] },
  kafka: {
    sasl_plain: ["username", "password"],
    sasl_scram: ["username", "password"],
    aws_iam: ["awsAssumedRoleArn"],
  },
  confluent: { sasl_plain: ["username", "password"], confluent: ["key", "secret"] },
  confluent_schema_registry: { basic: ["username", "password"] },
  kinesis: {},
  push_streaming: {},
};

/** Checks that a connection proves who reads in exactly one way that its type knows. No value is repeated. */
export function checkCredentials(request: CreateConnectionRequest, storedSecrets: boolean, report: Report): void {
  const secrets = "secrets" in request ? request.secrets : undefined;
  if (request.type === "s3") {
    const role = request.awsAssumedRoleArn !== undefined;
    const hasSecrets = secrets !== undefined || storedSecrets;
    if (role && hasSecrets) {
      const pointer = secrets === undefined ? "/awsAssumedRoleArn" : "/secrets";
      report("invalid_credentials", pointer, { expected: "either awsAssumedRoleArn or secrets", received: "both" });
    } else if (!role && !hasSecrets) {
      report("invalid_credentials", "", { expected: "awsAssumedRoleArn or secrets", received: "neither" });
    }
  }
  if (secrets === undefined) return;
  const types = SECRETS[request.type];
  const members = types[secrets.type];
  if (members === undefined) {
    const expected = `secrets of type ${Object.keys(types).join(" or ")}`;
    report("invalid_credentials", "/secrets/type", { expected, received: describeValue(secrets.type) });
    return;
  }
  for (const member of members) {
    const value: unknown = Reflect.get(secrets, member);
    const pointer = `/secrets/${member}`;
    if (typeof value !== "string" || value === "") {
      report("invalid_credentials", pointer, { expected: `${member} in the secrets`, received: "none" });
    } else if (member === "awsAssumedRoleArn" && !roleRule.test(value)) {
      const { expected } = roleRule;
      report("invalid_value", pointer, { what: member, expected, received: describeValue(value) });
    }
  }
}
