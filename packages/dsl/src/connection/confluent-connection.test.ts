import { expect, test } from "vitest";
import { secret } from "../secret.ts";
import { confluentConnection } from "./confluent-connection.ts";

const key = { id: secret("CONFLUENT_ID"), secret: secret("CONFLUENT_SECRET") };
const cloud = confluentConnection("cloud")
  .servers("pkc-12345.us-east-1.aws.confluent.cloud:9092")
  .topic("koalas")
  .key(key);

test("an API key is a user and a password of SASL PLAIN", () => {
  expect(cloud.describe("The cloud.").toNode().request).toEqual({
    type: "confluent",
    name: "cloud",
    bootstrapServers: "pkc-12345.us-east-1.aws.confluent.cloud:9092",
    topicName: "koalas",
    description: "The cloud.",
    secrets: { type: "sasl_plain", username: key.id, password: key.secret },
  });
});

const bare = confluentConnection("cloud").servers("pkc-12345.us-east-1.aws.confluent.cloud:9092");

test("the deprecated form of an API key contradicts the current one", () => {
  const older = bare.topic("koalas").legacyKey({ ...key, id: "TSEGMKWIATNPQ6UY" });
  expect(older.toNode().request.secrets).toEqual({ type: "confluent", key: "TSEGMKWIATNPQ6UY", secret: key.secret });
  // @ts-expect-error the credentials are given
  expect(() => older.key(key)).toThrow("credentials are given by .legacyKey() already");
  // @ts-expect-error the credentials are given
  expect(() => cloud.legacyKey(key)).toThrow("credentials are given by .key() already");
});

test("a pattern and a topic contradict each other", () => {
  const pattern = bare.topicPattern("koalas-.*").key(key);
  expect(pattern.toNode().request).toMatchObject({ topicName: "koalas-.*", topicNameIsPattern: true });
  // @ts-expect-error topics are named
  expect(() => pattern.topic("koalas")).toThrow("topics are named by .topicPattern() already");
});

test("invalid servers, topics and patterns are refused", () => {
  expect(() => cloud.servers("confluent.cloud")).toThrow("invalid servers: expected host:port");
  expect(() => cloud.topic("koalas/1")).toThrow("invalid topic: expected the name of a topic");
  expect(() => bare.topicPattern("(")).toThrow("invalid topic pattern: expected a regular expression");
});

test("a literal secret is refused and not shown", () => {
  // @ts-expect-error the secret must be a reference
  const call = () => cloud.key({ id: "TSEGMKWIATNPQ6UY", secret: "s3cr3t" });
  expect(call).toThrow('invalid key: expected the secret as a reference such as secret("CONFLUENT_SECRET")');
  expect(call).not.toThrow("s3cr3t");
  // @ts-expect-error the same in the older words
  expect(() => cloud.legacyKey({ id: "TSEGMKWIATNPQ6UY", secret: "s3cr3t" })).not.toThrow("s3cr3t");
});

test("an incomplete connection is an error with the missing calls", () => {
  const builder = confluentConnection("cloud").topic("koalas");
  // @ts-expect-error brokers and a key are missing
  expect(() => builder.toNode()).toThrow('incomplete connection "cloud": call .servers(…); call .key({ id, secret })');
});
