import { expect, test } from "vitest";
import { secret } from "../secret.ts";
import { kafkaConnection } from "./kafka-connection.ts";

const role = "arn:aws:iam::012345678901:role/demo-role";
const login = { mechanism: "SCRAM-SHA-512", username: "reader", password: secret("KAFKA_PASSWORD") } as const;
const events = kafkaConnection("events").servers("kafka.example.com:9092").topic("koalas").sasl(login);
const open = kafkaConnection("events").servers("kafka.example.com:9092");
const certificates = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

test("a connection has the request of the contract", () => {
  const { request } = events.rack("use1-az1").describe("Events.").toNode();
  expect(request).toEqual({
    type: "kafka",
    name: "events",
    bootstrapServers: "kafka.example.com:9092",
    topicName: "koalas",
    clientRack: "use1-az1",
    description: "Events.",
    secrets: {
      type: "sasl_scram",
      mechanism: "SCRAM-SHA-512",
      username: "reader",
      password: secret("KAFKA_PASSWORD"),
    },
  });
});

test("SASL PLAIN and a role have their own types of secrets", () => {
  const plain = open
    .topic("koalas")
    .sasl({ mechanism: "PLAIN", username: secret("KAFKA_USER"), password: secret("KAFKA_PASSWORD") });
  expect(plain.toNode().request.secrets).toEqual({
    type: "sasl_plain",
    username: secret("KAFKA_USER"),
    password: secret("KAFKA_PASSWORD"),
  });
  const { secrets } = open.topic("koalas").role(role).toNode().request;
  expect(secrets).toEqual({ type: "aws_iam", awsAssumedRoleArn: role });
  // @ts-expect-error the credentials are given
  expect(() => plain.role(role)).toThrow("credentials are given by .sasl() already, and .role() contradicts it");
  // @ts-expect-error the credentials are given
  expect(() => open.role(role).sasl(login)).toThrow("credentials are given by .role() already");
});

test("a pattern and a topic contradict each other", () => {
  const pattern = open
    .topicPattern("old-.*")
    .topicPattern(/koalas-.*/)
    .sasl(login);
  expect(pattern.toNode().request).toMatchObject({ topicName: "koalas-.*", topicNameIsPattern: true });
  expect(events.topic("zoo").toNode().request.topicName).toBe("zoo");
  // @ts-expect-error topics are named
  expect(() => pattern.topic("koalas")).toThrow("topics are named by .topicPattern() already");
  // @ts-expect-error topics are named
  expect(() => events.topicPattern("koalas-.*")).toThrow("topics are named by .topic() already");
});

test.each([
  [["a:9092", "b:9093"], "a:9092,b:9093"],
  [["a:9092, b:9093"], "a:9092,b:9093"],
  [["kafka_1:9092"], "kafka_1:9092"],
  [["10.0.0.1:9092"], "10.0.0.1:9092"],
  [["[2001:db8::1]:9092"], "[2001:db8::1]:9092"],
] as [[string, ...string[]], string][])("servers %j are %s in the request", (servers, want) => {
  expect(events.servers(...servers).toNode().request.bootstrapServers).toBe(want);
});

test.each([
  ["x", '"x"'],
  ["kafka.example.com", '"kafka.example.com"'],
  ["kafka:0", '"kafka:0"'],
  ["kafka:65536", '"kafka:65536"'],
  ["PLAINTEXT://kafka:9092", '"PLAINTEXT://kafka:9092"'],
  ["a:9092,", '""'],
  ["a b:9092", '"a b:9092"'],
])("servers %s are refused", (servers, shown) => {
  expect(() => events.servers(servers)).toThrow(`invalid servers: expected host:port, received ${shown}`);
});

test("no servers at all are refused", () => {
  // @ts-expect-error at least one
  expect(() => events.servers()).toThrow("invalid servers: expected at least one, as host:port");
});

test.each(["", ".", "..", "koalas*", "ko alas", "a".repeat(250)])("topic %j is refused", (topic) => {
  expect(() => events.topic(topic)).toThrow("invalid topic: expected the name of a topic");
});

test.each(["koalas-.*", "(?i)koalas", "a++b", "\\Qa.b(\\E.*", "(?>a|b)c", "[a-z&&[^b]]x", "a{2,3}+"])(
  "pattern %s is taken as it is",
  (pattern) => {
    expect(open.sasl(login).topicPattern(pattern).toNode().request.topicName).toBe(pattern);
  },
);

test.each(["koalas-(", "[a-", "*koalas", "a{3,2}"])("pattern %s is refused", (pattern) => {
  expect(() => open.topicPattern(pattern)).toThrow(
    `invalid topic pattern: expected a regular expression such as koalas-.*, received "${pattern}"`,
  );
});

test("an expression with flags is refused, since the service gets only its source", () => {
  expect(() => open.topicPattern(/koalas/i)).toThrow(
    "invalid topic pattern: expected an expression without flags, received /koalas/i",
  );
});

test("certificates are PEM texts or references, the key and its password references", () => {
  const { request } = events
    .ssl({
      truststore: { certificates },
      keystore: {
        certificates: secret("KAFKA_CERTIFICATE"),
        key: secret("KAFKA_KEY"),
        keyPassword: secret("KAFKA_KEY_PASSWORD"),
      },
    })
    .toNode();
  expect(request.ssl).toEqual({
    keystore: {
      type: "pem",
      certificates: secret("KAFKA_CERTIFICATE"),
      key: secret("KAFKA_KEY"),
      keyPassword: secret("KAFKA_KEY_PASSWORD"),
    },
    truststore: { type: "pem", certificates },
  });
  expect(Object.isFrozen(request.ssl?.keystore)).toBe(true);
});

test("a literal key, also among the certificates, is refused and not shown", () => {
  const key = "-----BEGIN PRIVATE KEY-----\nMIIEv\n-----END PRIVATE KEY-----\n";
  const among = () => events.ssl({ truststore: { certificates: certificates + key } });
  expect(among).toThrow("invalid truststore: expected certificates as PEM");
  expect(among).not.toThrow("MIIEv");
  // @ts-expect-error the key must be a reference
  const written = () => events.ssl({ keystore: { certificates, key } });
  expect(written).toThrow('invalid keystore: expected the key as a reference such as secret("KAFKA_KEY")');
  expect(written).not.toThrow("MIIEv");
});

test("empty options and unknown ones are refused", () => {
  expect(() => events.ssl({})).toThrow("invalid ssl: expected a truststore or a keystore");
  // @ts-expect-error misspelt
  expect(() => events.ssl({ trustore: { certificates } })).toThrow(
    'invalid ssl: expected no other members than truststore, keystore, received "trustore"',
  );
  // @ts-expect-error no mechanism of Kafka
  expect(() => events.sasl({ ...login, mechanism: "OAUTHBEARER" })).toThrow(
    'invalid mechanism: expected one of PLAIN, SCRAM-SHA-256, SCRAM-SHA-512, received "OAUTHBEARER"',
  );
});

test("a literal password is refused and not shown", () => {
  // @ts-expect-error the password must be a reference
  const call = () => events.sasl({ ...login, password: "hunter2" });
  expect(call).toThrow('invalid sasl: expected the password as a reference such as secret("KAFKA_PASSWORD")');
  expect(call).not.toThrow("hunter2");
  // @ts-expect-error nothing but the password
  const alone = () => events.sasl("hunter2");
  expect(alone).toThrow("invalid sasl: expected an object of mechanism, username, password");
  expect(alone).not.toThrow("hunter2");
});

test("an invalid user or role is refused", () => {
  expect(() => events.sasl({ ...login, username: "" })).toThrow("invalid sasl: expected the username as text");
  expect(() => open.role("arn:aws:iam::012345678901:user/demo")).toThrow("invalid role: expected the ARN of a role");
  expect(() => events.rack("")).toThrow("invalid rack: expected a rack or an availability zone");
});

test("an incomplete connection is an error with the missing calls", () => {
  const builder = kafkaConnection("events").rack("use1-az1");
  // @ts-expect-error everything else is missing
  expect(() => builder.toNode()).toThrow(
    'incomplete connection "events": call .servers(…); call .topic(name) or .topicPattern(expression); call .sasl({ mechanism, username, password }) or .role(arn)',
  );
});
