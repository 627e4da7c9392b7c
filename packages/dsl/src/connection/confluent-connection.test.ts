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

test("the older words for an API key are there too, and take the place of the newer ones", () => {
  const older = cloud.legacyKey({ ...key, id: "TSEGMKWIATNPQ6UY" });
  expect(older.toNode().request.secrets).toEqual({ type: "confluent", key: "TSEGMKWIATNPQ6UY", secret: key.secret });
  expect(older.key(key).toNode().request.secrets.type).toBe("sasl_plain");
});

test("a pattern takes the place of a topic, and a topic that of a pattern", () => {
  const pattern = cloud.topicPattern("koalas-.*");
  expect(pattern.toNode().request).toMatchObject({ topicName: "koalas-.*", topicNameIsPattern: true });
  expect(pattern.topic("koalas").toNode().request).not.toHaveProperty("topicNameIsPattern");
});

test("servers, topics and patterns that are none are refused", () => {
  expect(() => cloud.servers("confluent.cloud")).toThrow("invalid servers: expected host:port");
  expect(() => cloud.topic("koalas/1")).toThrow("invalid topic: expected the name of a topic");
  expect(() => cloud.topicPattern("(")).toThrow("invalid topic pattern: expected a regular expression");
});

test("a secret written out is refused and not repeated", () => {
  // @ts-expect-error the secret must be a reference
  const call = () => cloud.key({ id: "TSEGMKWIATNPQ6UY", secret: "s3cr3t" });
  expect(call).toThrow('invalid key: expected the secret as a reference such as secret("CONFLUENT_SECRET")');
  expect(call).not.toThrow("s3cr3t");
  // @ts-expect-error the same in the older words
  expect(() => cloud.legacyKey({ id: "TSEGMKWIATNPQ6UY", secret: "s3cr3t" })).not.toThrow("s3cr3t");
});

test("a connection that lacks something says what to call", () => {
  const builder = confluentConnection("cloud").topic("koalas");
  // @ts-expect-error brokers and a key are missing
  expect(() => builder.toNode()).toThrow('incomplete connection "cloud": call .servers(…); call .key({ id, secret })');
});
