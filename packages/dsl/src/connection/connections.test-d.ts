import { expectTypeOf, test } from "vitest";
import {
  azureConnection,
  type ConfluentSchemaRegistryConnectionDefinition,
  type ConnectionDefinition,
  confluentConnection,
  confluentSchemaRegistryConnection,
  type KafkaConnectionBuilder,
  type KafkaConnectionNode,
  kafkaConnection,
  kinesisConnection,
  type ObjectStoreConnection,
  pushStreamingConnection,
  type StreamConnection,
  s3Connection,
  secret,
} from "../index.ts";

declare function take(connection: ConnectionDefinition): void;
declare function takeObjects(connection: ObjectStoreConnection): void;
declare function takeStream(connection: StreamConnection): void;
declare function takeRegistry(connection: ConfluentSchemaRegistryConnectionDefinition): void;

const s3 = s3Connection("s3").bucket("b").region("us-east-1").role("arn");
const azure = azureConnection("azure").container("b").account("a").sasToken(secret("SAS"));
const kafka = kafkaConnection("kafka").topic("t").servers("a:1", "b:1").role("arn");
const confluent = confluentConnection("confluent")
  .topicPattern(/t.*/)
  .key({ id: "a", secret: secret("B") })
  .servers("a:1");
const registry = confluentSchemaRegistryConnection("registry").basic({ username: "a", password: secret("B") });
const kinesis = kinesisConnection("kinesis").stream("s").role("arn").endpoint("host");
const push = pushStreamingConnection("push");

test("a complete connection of any type is one, in any order of calls", () => {
  for (const connection of [s3, azure, kafka, confluent, registry, kinesis, push]) take(connection);
  take(kafka.patch((json) => ({ ...json, clientRack: "a" })));
  expectTypeOf(kafka).toEqualTypeOf<KafkaConnectionBuilder<never, "topic" | "role">>();
  expectTypeOf(kafka.toNode()).toEqualTypeOf<KafkaConnectionNode>();
});

test("what a job reads is told by the type of its connection", () => {
  takeObjects(s3);
  takeObjects(azure);
  takeStream(kafka);
  takeStream(confluent);
  takeStream(kinesis);
  takeStream(push);
  takeRegistry(registry);
  // @ts-expect-error a stream holds no objects
  takeObjects(kafka);
  // @ts-expect-error nothing is read from a registry
  takeObjects(registry);
  // @ts-expect-error objects are no stream
  takeStream(s3);
  // @ts-expect-error nothing is read from a registry
  takeStream(registry);
  // @ts-expect-error a cluster is no registry
  takeRegistry(confluent);
});

test("a connection that lacks something says what to call", () => {
  expectTypeOf(azureConnection("a")[" incomplete"]).toEqualTypeOf<
    "call .account(name)" | "call .container(name)" | "call .accountKey(secret) or .sasToken(secret)"
  >();
  expectTypeOf(kafkaConnection("a").topic("t")[" incomplete"]).toEqualTypeOf<
    "call .servers(…)" | "call .sasl({ mechanism, username, password }) or .role(arn)"
  >();
  expectTypeOf(confluentConnection("a").servers("a:1")[" incomplete"]).toEqualTypeOf<
    "call .topic(name) or .topicPattern(expression)" | "call .key({ id, secret })"
  >();
  expectTypeOf(
    confluentSchemaRegistryConnection("a")[" incomplete"],
  ).toEqualTypeOf<"call .basic({ username, password })">();
  expectTypeOf(kinesisConnection("a").role("arn")[" incomplete"]).toEqualTypeOf<
    "call .stream(name)" | "call .endpoint(host) or .region(name)"
  >();
  // @ts-expect-error everything is missing
  take(azureConnection("a"));
  // @ts-expect-error brokers and a way to get in are missing
  takeStream(kafkaConnection("a").topic("t"));
  const cloud = confluentConnection("a").servers("a:1");
  // @ts-expect-error a topic and a key are missing
  takeStream(cloud);
  // @ts-expect-error a user is missing
  takeRegistry(confluentSchemaRegistryConnection("a").urls(["https://a.example.com"]));
  // @ts-expect-error a stream and an endpoint are missing
  takeStream(kinesisConnection("a").role("arn"));
});

test("a secret is a reference in the types", () => {
  // @ts-expect-error not as text
  azureConnection("a").sasToken("?sv=");
  // @ts-expect-error not as text
  azureConnection("a").accountKey("key");
  // @ts-expect-error not as text
  kafkaConnection("a").sasl({ mechanism: "PLAIN", username: "a", password: "b" });
  // @ts-expect-error not as text
  kafkaConnection("a").ssl({ keystore: { certificates: "PEM", key: "PEM" } });
  // @ts-expect-error not as text
  confluentConnection("a").key({ id: "a", secret: "b" });
  // @ts-expect-error not as text
  confluentSchemaRegistryConnection("a").basic({ username: "a", password: "b" });
  // @ts-expect-error a name may be a reference, but not a number
  confluentConnection("a").key({ id: 1, secret: secret("B") });
});

test("what another type of connection has is no method", () => {
  // @ts-expect-error of Kafka
  kinesisConnection("a").topic("t");
  // @ts-expect-error of S3
  azureConnection("a").bucket("b");
  // @ts-expect-error of no mechanism
  kafkaConnection("a").sasl({ mechanism: "GSSAPI", username: "a", password: secret("B") });
  // @ts-expect-error .topicPattern takes the expression
  kafkaConnection("a").topicPattern(true);
});

test("a patch is handed the request of its type and must return one", () => {
  s3.patch((json) => {
    expectTypeOf(json.bucket).toEqualTypeOf<string>();
    return { ...json, somethingNew: true };
  });
  // @ts-expect-error no member of an S3 connection
  s3.patch((json) => ({ ...json, topic: json.topicName }));
  // @ts-expect-error nothing is returned
  s3.patch(() => {});
});
