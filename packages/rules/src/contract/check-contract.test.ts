import { expect, test } from "vitest";
import { formatRuleIssue } from "../issues/rule-issue.ts";
import { koalas, s3 } from "../testing/requests.ts";
import { checkBody } from "./check-contract.ts";

const lake = {
  type: "s3",
  name: "lake",
  bucket: "demo-bucket",
  awsEndpoint: "s3.us-east-1.amazonaws.com",
  secrets: { type: "access_key", accessKeyId: "id", accessKeySecret: "sesame" },
};
const kafka = {
  type: "kafka",
  name: "events",
  bootstrapServers: "a:9092",
  topicName: "koalas",
  secrets: { type: "sasl_plain", username: "u", password: "sesame" },
};
const table = { type: "detail", name: "Koalas", version: 0 };

function issuesOf(kind: "connection" | "table" | "job", body: unknown): readonly string[] {
  return checkBody(kind, body).map((issue) => `${issue.pointer}: ${formatRuleIssue(issue)}`);
}

test("bodies that fit the contract have no issue", () => {
  expect(issuesOf("connection", lake)).toEqual([]);
  expect(issuesOf("table", table)).toEqual([]);
  expect(issuesOf("job", koalas)).toEqual([]);
});

test.each<["connection" | "table" | "job", unknown, string]>([
  ["connection", [], ": invalid body: expected an object, received an array"],
  ["connection", { ...lake, bucket: 7 }, "/bucket: invalid bucket: expected a string, received 7"],
  ["connection", { ...lake, bucket: undefined }, "/bucket: invalid bucket: expected a string, received nothing"],
  ["connection", { ...lake, name: "" }, '/name: invalid name: expected at least 1 character, received ""'],
  [
    "connection",
    { ...lake, name: "x".repeat(65) },
    `/name: invalid name: expected at most 64 characters, received "${"x".repeat(60)}…"`,
  ],
  [
    "connection",
    { ...lake, type: "s4" },
    '/type: invalid type: expected one of "azure", "confluent", "confluent_schema_registry", "kafka", "kinesis", "push_streaming", "s3", received "s4"',
  ],
  [
    "connection",
    { ...lake, "a/b~c": 1 },
    '/a~1b~0c: invalid body: expected only the keys of the contract, received "a/b~c"',
  ],
  [
    "job",
    { ...koalas, source: { ...s3, uris: [1] } },
    "/source/uris/0: invalid source.uris.0: expected a string, received 1",
  ],
  [
    "job",
    { ...koalas, source: { ...s3, uris: 1 } },
    "/source/uris: invalid source.uris: expected an array, received 1",
  ],
  [
    "job",
    { ...koalas, maxParseExceptions: 1.5 },
    "/maxParseExceptions: invalid maxParseExceptions: expected a whole number, received 1.5",
  ],
  ["job", { ...koalas, context: 1 }, "/context: invalid context: expected an object, received 1"],
  [
    "job",
    { ...koalas, ingestionMode: "merge" },
    '/ingestionMode: invalid ingestionMode: expected one of "append", "replace", received "merge"',
  ],
  ["table", { ...table, id: "x" }, '/id: invalid id: expected a text of the format uuid, received "x"'],
])("%s %j is refused", (kind, body, want) => {
  expect(issuesOf(kind, body)).toEqual([want]);
});

test("every key that the contract does not know is an issue of its own, at the key", () => {
  const [first, second, ...others] = checkBody("job", { ...koalas, source: { ...s3, uri: "x", file: "y" } });
  expect([first?.pointer, second?.pointer, others]).toEqual(["/source/uri", "/source/file", []]);
  expect(first).toMatchObject({ code: "invalid_request", severity: "error", of: "name", received: '"uri"' });
});

test.each([
  ["/secrets/accessKeySecret", { ...lake, secrets: { ...lake.secrets, accessKeySecret: ["sesame"] } }, "an array"],
  ["/secrets/type", { ...lake, secrets: { ...lake.secrets, type: "sesame" } }, "a string"],
  ["/secrets/password", { ...kafka, secrets: { ...kafka.secrets, password: { sesame: 1 } } }, "an object"],
  ["/ssl/keystore/key", { ...kafka, ssl: { keystore: { type: "pem", certificates: "c", key: 12345 } } }, "a number"],
])("what may be a secret is not repeated: %s", (pointer, body, received) => {
  const issues = checkBody("connection", body);
  expect(issues.map((issue) => [issue.pointer, issue.received])).toEqual([[pointer, received]]);
  expect(JSON.stringify(issues)).not.toMatch(/sesame|12345/);
});
