import { both, closed, type Json, oneOf, open, type Samples, text } from "./sample.ts";

const user = { username: "ada", userId: "631db145-a6d9-492f-9c9e-99240345628a" };
const time = "2022-10-27T21:04:03Z";
const head = { submittedByUser: user, submittedOnTimestamp: time, modifiedByUser: user, modifiedOnTimestamp: time };
const basic: Json = { type: "basic", username: "u", password: "p" };
const plain: Json = { type: "sasl_plain", username: "u", password: "p" };
const scram: Json = { type: "sasl_scram", mechanism: "SCRAM-SHA-256", username: "u", password: "p" };
const sas: Json = { type: "sas_token", sasToken: "?s" };
const keystore: Json = { type: "pem", certificates: "c", key: "k", keyPassword: "p" };
const truststore: Json = { type: "pem", certificates: "c" };
const topic: Json = { bootstrapServers: "b:9092", topicName: "t", topicNameIsPattern: true };

const azure: Json = { storageAccount: "a", container: "c", prefix: "p" };
const kafka: Json = { ...topic, clientRack: "r", ssl: { keystore, truststore } };
const registry: Json = { urls: ["https://r"] };
const kinesis: Json = { awsAssumedRoleArn: "arn", awsEndpoint: "e", stream: "s" };

function connection(name: string, type: string, members: Json, required: string[], secrets?: Json) {
  const given = secrets === undefined ? {} : { secrets };
  const needed = ["type", ...required];
  return {
    [`Create${name}ConnectionRequest`]: closed(
      { type, name: "n", ...members, ...given },
      ...needed,
      "name",
      ...Object.keys(given),
    ),
    [`Update${name}ConnectionRequest`]: both(closed({ type, description: "d", ...members }, "type"), {
      valid: [{ type }, ...(secrets === undefined ? [] : [{ type, secrets: { type: secrets.type } }])],
      invalid: [{ type, name: "n" }],
    }),
    [`${name}ConnectionResponse`]: open({ type, name: "n", ...head, ...members }, ...needed, "name", "modifiedByUser"),
  };
}

/** Secrets are sent and never answered: where `hidden` is named, an answer may be without it. */
function secrets(name: string, value: Json, hidden: string | undefined, ...required: string[]) {
  const sent = hidden === undefined ? required : [...required, hidden];
  return {
    [name]: closed(value, "type", ...required),
    ...(hidden === undefined ? {} : { [`${name}Writable`]: closed(value, "type", ...sent) }),
    [`Update${name}`]: both(closed(value, "type"), { valid: [{ type: value.type }], invalid: [{}] }),
  };
}

/** Samples of connections and their secrets, but for those to S3. */
export const connectionSamples: Readonly<Record<string, Samples>> = {
  ConnectionType: oneOf("azure", "confluent", "kafka", "s3"),
  AzureStorageAccount: text,
  AzureContainer: text,
  AzurePrefix: text,
  BootstrapServers: text,
  TopicName: text,
  TopicNameIsPattern: { valid: [true, false], invalid: ["true", 1, null] },
  KafkaClientRack: text,
  KafkaSsl: { valid: [{}, { keystore }, { truststore }], invalid: [{ keystore: truststore }, { key: "k" }, null, []] },
  KafkaKeystore: closed(keystore, "type", "certificates", "key"),
  KafkaKeystoreType: oneOf("pem"),
  KafkaPemKeystore: closed(keystore, "type", "certificates", "key"),
  KafkaTruststore: closed(truststore, "type", "certificates"),
  KafkaTruststoreType: oneOf("pem"),
  KafkaPemTruststore: closed(truststore, "type", "certificates"),
  KinesisStream: text,
  SchemaRegistryUrls: { valid: [[], ["https://r"]], invalid: ["https://r", [1], null] },
  PushEndpointUrl: { valid: ["https://e/push"], invalid: ["", "e", "/push", 1, null] },
  ScramMechanism: oneOf("SCRAM-SHA-256", "SCRAM-SHA-512"),
  ...connection("Azure", "azure", azure, ["storageAccount", "container"], sas),
  ...connection("Confluent", "confluent", topic, ["bootstrapServers", "topicName"], plain),
  ...connection("ConfluentSchemaRegistry", "confluent_schema_registry", registry, [], basic),
  ...connection("Kafka", "kafka", kafka, ["bootstrapServers", "topicName"], scram),
  ...connection("Kinesis", "kinesis", kinesis, ["awsAssumedRoleArn", "awsEndpoint", "stream"]),
  ...connection("PushStreaming", "push_streaming", { endpointUrl: "https://e" }, []),
  ...secrets("AwsIamSecrets", { type: "aws_iam", awsAssumedRoleArn: "arn" }, undefined, "awsAssumedRoleArn"),
  ...secrets("BasicSecrets", basic, "password", "username"),
  ...secrets("ConfluentSecrets", { type: "confluent", key: "k", secret: "s" }, "secret", "key"),
  ...secrets("SasTokenSecrets", sas, undefined, "sasToken"),
  ...secrets("SaslPlainSecrets", plain, "password", "username"),
  ...secrets("SaslScramSecrets", scram, "password", "mechanism", "username"),
  ConnectionsMetaResponse: {
    valid: [{}, { externalId: "e", implyArn: "a", extra: 1 }],
    invalid: [{ implyArn: 1 }, []],
  },
  EventRequest: text,
};
