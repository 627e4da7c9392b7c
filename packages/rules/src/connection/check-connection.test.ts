import type { CreateConnectionRequest } from "@starfix/schema";
import { expect, test } from "vitest";
import { formatRuleIssue } from "../issues/rule-issue.ts";
import { type ConnectionOptions, checkConnection } from "./check-connection.ts";

const role = "arn:aws:iam::012345678901:role/demo-role";
const s3 = { type: "s3", name: "lake", bucket: "demo-bucket", awsEndpoint: "s3.us-east-1.amazonaws.com" } as const;
const accessKey = { type: "access_key", accessKeyId: "id", accessKeySecret: "sesame" } as const;
const login = { username: "reader", password: "sesame" };
const kafka = {
  type: "kafka",
  name: "events",
  bootstrapServers: "a_1.example.com:9092, [::1]:9093",
  topicName: "koalas",
  secrets: { type: "sasl_plain", ...login },
} as const;
const azure = {
  type: "azure",
  name: "blobs",
  storageAccount: "demoaccount",
  container: "$web",
  secrets: { type: "sas_token", sasToken: "sesame" },
} as const;
const kinesis = {
  type: "kinesis",
  name: "stream",
  awsAssumedRoleArn: role,
  awsEndpoint: "kinesis.us-east-2.amazonaws.com",
  stream: "koalas",
} as const;
const registry = { type: "confluent_schema_registry", name: "registry", secrets: { type: "basic", ...login } } as const;

function issuesOf(request: CreateConnectionRequest, options?: ConnectionOptions): readonly string[] {
  return checkConnection(request, options).map((issue) => `${issue.code} ${issue.pointer}: ${formatRuleIssue(issue)}`);
}

test.each<CreateConnectionRequest>([
  { ...s3, awsAssumedRoleArn: role },
  { ...s3, secrets: accessKey, awsEndpoint: "localhost:9000", name: ".x-1_" },
  kafka,
  { ...kafka, topicName: "koalas-(a|b)", topicNameIsPattern: true },
  { ...kafka, secrets: { type: "aws_iam", awsAssumedRoleArn: role } },
  { ...kafka, type: "confluent", secrets: { type: "confluent", key: "k", secret: "s" } },
  azure,
  { ...azure, secrets: { type: "access_key", accessKeySecret: "sesame" } },
  kinesis,
  registry,
  { type: "push_streaming", name: "push" },
])("a connection that the service takes has no issue: %j", (request) => {
  expect(issuesOf(request)).toEqual([]);
});

test.each(["a/b", "käse", "..", ".", "", "x".repeat(65)])("a connection cannot be named %j", (name) => {
  expect(issuesOf({ ...s3, awsAssumedRoleArn: role, name })).toEqual([
    expect.stringMatching(
      /^invalid_name \/name: invalid connection name: expected 1 to 64 ASCII letters, digits and the characters \. _ -, received "/,
    ),
  ]);
});

test.each<[CreateConnectionRequest, string]>([
  [
    { ...s3, awsAssumedRoleArn: role, bucket: "s3://demo-bucket" },
    'invalid_value /bucket: invalid bucket: expected the name of a bucket such as demo-bucket, without s3://, received "s3://demo-bucket"',
  ],
  [
    { ...s3, awsAssumedRoleArn: "demo-role" },
    'invalid_value /awsAssumedRoleArn: invalid awsAssumedRoleArn: expected the ARN of a role such as arn:aws:iam::012345678901:role/demo-role, received "demo-role"',
  ],
  [
    { ...s3, awsAssumedRoleArn: role, awsEndpoint: "https://s3.us-east-1.amazonaws.com" },
    'invalid_value /awsEndpoint: invalid awsEndpoint: expected a host such as s3.us-east-1.amazonaws.com, without a scheme, received "https://s3.us-east-1.amazonaws.com"',
  ],
  [s3, "invalid_credentials : invalid credentials: expected awsAssumedRoleArn or secrets, received neither"],
  [
    { ...s3, awsAssumedRoleArn: role, secrets: accessKey },
    "invalid_credentials /secrets: invalid credentials: expected either awsAssumedRoleArn or secrets, received both",
  ],
  [
    { ...s3, secrets: { type: "access_key", accessKeySecret: "sesame" } },
    "invalid_credentials /secrets/accessKeyId: invalid credentials: expected accessKeyId in the secrets, received none",
  ],
  [
    { ...s3, secrets: { type: "basic", ...login } },
    'invalid_credentials /secrets/type: invalid credentials: expected secrets of type access_key, received "basic"',
  ],
  [
    { ...kafka, secrets: { type: "aws_iam", awsAssumedRoleArn: "me" } },
    'invalid_value /secrets/awsAssumedRoleArn: invalid awsAssumedRoleArn: expected the ARN of a role such as arn:aws:iam::012345678901:role/demo-role, received "me"',
  ],
  [
    { ...kafka, bootstrapServers: "a:9092,b" },
    'invalid_value /bootstrapServers: invalid bootstrapServers: expected host:port, or several with commas between them, received "a:9092,b"',
  ],
  [
    { ...kafka, bootstrapServers: "a:65536" },
    'invalid_value /bootstrapServers: invalid bootstrapServers: expected host:port, or several with commas between them, received "a:65536"',
  ],
  [
    { ...kafka, topicName: "koalas-(a|b)" },
    'invalid_value /topicName: invalid topicName: expected the name of a topic, of 1 to 249 ASCII letters, digits and the characters . _ -, received "koalas-(a|b)"',
  ],
  [
    { ...kafka, topicName: "", topicNameIsPattern: true },
    'invalid_value /topicName: invalid topicName: expected a regular expression such as koalas-.*, received ""',
  ],
  [
    { ...azure, storageAccount: "demo.blob.core.windows.net" },
    'invalid_value /storageAccount: invalid storageAccount: expected the name of a storage account such as demoaccount, without a domain, received "demo.blob.core.windows.net"',
  ],
  [
    { ...azure, container: "a" },
    'invalid_value /container: invalid container: expected the name of a container such as demo-container, of 3 to 63 lower-case letters, digits and single hyphens, received "a"',
  ],
  [
    { ...kinesis, stream: "a b" },
    'invalid_value /stream: invalid stream: expected the name of a stream, of 1 to 128 ASCII letters, digits and the characters . _ -, received "a b"',
  ],
  [
    { ...registry, secrets: { type: "sasl_plain", ...login } },
    'invalid_credentials /secrets/type: invalid credentials: expected secrets of type basic, received "sasl_plain"',
  ],
])("%j is refused, and no secret is repeated", (request, want) => {
  expect(issuesOf(request)).toEqual([want]);
  expect(want).not.toContain("sesame");
});

test("secrets that are stored count as given", () => {
  expect(issuesOf(s3, { storedSecrets: true })).toEqual([]);
  expect(issuesOf({ ...s3, awsAssumedRoleArn: role }, { storedSecrets: true })).toEqual([
    "invalid_credentials /awsAssumedRoleArn: invalid credentials: expected either awsAssumedRoleArn or secrets, received both",
  ]);
});
