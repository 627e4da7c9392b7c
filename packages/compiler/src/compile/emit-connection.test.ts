import {
  azureConnection,
  type ConnectionDefinition,
  confluentConnection,
  confluentSchemaRegistryConnection,
  kafkaConnection,
  kinesisConnection,
  pushStreamingConnection,
  s3Connection,
  secret,
} from "@starfix/dsl";
import { expect, test } from "vitest";
import type { RequestArtifact } from "../emit/artifact.ts";
import { emitConnection } from "../emit/emit-connection.ts";
import { type CompiledRequest, compileRequest } from "./compile-request.ts";

const role = "arn:aws:iam::012345678901:role/demo-role";
const certificates = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
const key = { id: secret("KEY_ID"), secret: secret("KEY_SECRET") };

function emit(definition: ConnectionDefinition): CompiledRequest {
  const node = definition.toNode();
  return compileRequest({
    kind: "connection",
    name: node.name,
    dependsOn: [],
    position: { file: "/project/definitions/a.ts", line: 1, column: 14 },
    request: emitConnection(node),
    node,
  });
}

function artifactOf(definition: ConnectionDefinition): RequestArtifact {
  const { artifact, issues } = emit(definition);
  return artifact ?? expect.fail(JSON.stringify(issues));
}

test.each([
  [
    s3Connection("one").accessKey(key).prefix("a/").region("us-east-1").bucket("demo-bucket").describe("Objects."),
    `{
  "type": "s3",
  "name": "one",
  "description": "Objects.",
  "bucket": "demo-bucket",
  "awsEndpoint": "s3.us-east-1.amazonaws.com",
  "prefix": "a/",
  "secrets": {
    "type": "access_key",
    "accessKeyId": "\${KEY_ID}",
    "accessKeySecret": "\${KEY_SECRET}"
  }
}
`,
    ["KEY_ID /secrets/accessKeyId", "KEY_SECRET /secrets/accessKeySecret"],
  ],
  [
    s3Connection("one").role(role).region("us-east-1").bucket("demo-bucket"),
    `{
  "type": "s3",
  "name": "one",
  "bucket": "demo-bucket",
  "awsEndpoint": "s3.us-east-1.amazonaws.com",
  "awsAssumedRoleArn": "${role}"
}
`,
    [],
  ],
  [
    azureConnection("one").accountKey(secret("AZURE_KEY")).prefix("a/").container("events").account("demoaccount"),
    `{
  "type": "azure",
  "name": "one",
  "storageAccount": "demoaccount",
  "container": "events",
  "prefix": "a/",
  "secrets": {
    "type": "access_key",
    "accessKeySecret": "\${AZURE_KEY}"
  }
}
`,
    ["AZURE_KEY /secrets/accessKeySecret"],
  ],
  [
    azureConnection("one").sasToken(secret("AZURE_SAS")).container("events").account("demoaccount").describe("Blobs."),
    `{
  "type": "azure",
  "name": "one",
  "description": "Blobs.",
  "storageAccount": "demoaccount",
  "container": "events",
  "secrets": {
    "type": "sas_token",
    "sasToken": "\${AZURE_SAS}"
  }
}
`,
    ["AZURE_SAS /secrets/sasToken"],
  ],
  [
    kafkaConnection("one")
      .ssl({
        truststore: { certificates },
        keystore: { certificates, key: secret("KAFKA_KEY"), keyPassword: secret("KAFKA_KEY_PASSWORD") },
      })
      .sasl({ password: secret("KAFKA_PASSWORD"), username: "reader", mechanism: "SCRAM-SHA-256" })
      .rack("use1-az1")
      .topicPattern("koalas-.*")
      .servers("a:9092", "b:9092"),
    `{
  "type": "kafka",
  "name": "one",
  "bootstrapServers": "a:9092,b:9092",
  "topicName": "koalas-.*",
  "topicNameIsPattern": true,
  "clientRack": "use1-az1",
  "ssl": {
    "keystore": {
      "type": "pem",
      "certificates": ${JSON.stringify(certificates)},
      "key": "\${KAFKA_KEY}",
      "keyPassword": "\${KAFKA_KEY_PASSWORD}"
    },
    "truststore": {
      "type": "pem",
      "certificates": ${JSON.stringify(certificates)}
    }
  },
  "secrets": {
    "type": "sasl_scram",
    "mechanism": "SCRAM-SHA-256",
    "username": "reader",
    "password": "\${KAFKA_PASSWORD}"
  }
}
`,
    ["KAFKA_KEY /ssl/keystore/key", "KAFKA_KEY_PASSWORD /ssl/keystore/keyPassword", "KAFKA_PASSWORD /secrets/password"],
  ],
  [
    kafkaConnection("one").role(role).topic("koalas").servers("a:9092"),
    `{
  "type": "kafka",
  "name": "one",
  "bootstrapServers": "a:9092",
  "topicName": "koalas",
  "secrets": {
    "type": "aws_iam",
    "awsAssumedRoleArn": "${role}"
  }
}
`,
    [],
  ],
  [
    confluentConnection("one").key(key).topic("koalas").servers("a:9092"),
    `{
  "type": "confluent",
  "name": "one",
  "bootstrapServers": "a:9092",
  "topicName": "koalas",
  "secrets": {
    "type": "sasl_plain",
    "username": "\${KEY_ID}",
    "password": "\${KEY_SECRET}"
  }
}
`,
    ["KEY_ID /secrets/username", "KEY_SECRET /secrets/password"],
  ],
  [
    confluentConnection("one")
      .legacyKey(key)
      .topicPattern(/koalas-\d+/)
      .servers("a:9092"),
    `{
  "type": "confluent",
  "name": "one",
  "bootstrapServers": "a:9092",
  "topicName": "koalas-\\\\d+",
  "topicNameIsPattern": true,
  "secrets": {
    "type": "confluent",
    "key": "\${KEY_ID}",
    "secret": "\${KEY_SECRET}"
  }
}
`,
    ["KEY_ID /secrets/key", "KEY_SECRET /secrets/secret"],
  ],
  [
    confluentSchemaRegistryConnection("one")
      .basic({ password: secret("REGISTRY_PASSWORD"), username: "reader" })
      .urls(["https://a.example.com:8081", "https://b.example.com:8081"]),
    `{
  "type": "confluent_schema_registry",
  "name": "one",
  "urls": [
    "https://a.example.com:8081",
    "https://b.example.com:8081"
  ],
  "secrets": {
    "type": "basic",
    "username": "reader",
    "password": "\${REGISTRY_PASSWORD}"
  }
}
`,
    ["REGISTRY_PASSWORD /secrets/password"],
  ],
  [
    kinesisConnection("one").role(role).region("us-east-2").stream("koalas"),
    `{
  "type": "kinesis",
  "name": "one",
  "stream": "koalas",
  "awsEndpoint": "kinesis.us-east-2.amazonaws.com",
  "awsAssumedRoleArn": "${role}"
}
`,
    [],
  ],
  [
    pushStreamingConnection("one").describe("Clicks."),
    `{
  "type": "push_streaming",
  "name": "one",
  "description": "Clicks."
}
`,
    [],
  ],
] as [ConnectionDefinition, string, string[]][])(
  "connection %# has these bytes and these secrets",
  (given, want, secrets) => {
    const { text, path, secrets: places } = artifactOf(given);
    expect(text).toBe(want);
    expect(path).toBe("connections/one.json");
    expect(places.map(({ name, pointer }) => `${name} ${pointer}`)).toEqual(secrets);
  },
);

const demo = s3Connection("demo").bucket("demo-bucket").region("us-east-1").accessKey(key);

test("patches change the request in their order, and the request of the node stays as it was", () => {
  const patched = demo
    .patch((json) => {
      json.prefix = "a/";
      return json;
    })
    .patch(({ prefix, ...json }) => ({ ...json, prefix: `${prefix}b/` }));
  expect(artifactOf(patched).json).toMatchObject({ type: "s3", bucket: "demo-bucket", prefix: "a/b/" });
  expect(patched.toNode().request).not.toHaveProperty("prefix");
});

test("a secret that a patch adds or moves is found where it stands in the end", () => {
  const patched = demo.patch(({ secrets, ...json }) => ({
    ...json,
    secrets: { type: "access_key", accessKeyId: "AKIA", accessKeySecret: secret("OTHER_SECRET") },
  }));
  const { json, secrets } = artifactOf(patched);
  expect(json).toMatchObject({ secrets: { accessKeyId: "AKIA", accessKeySecret: "${OTHER_SECRET}" } });
  expect(secrets).toEqual([{ name: "OTHER_SECRET", pointer: "/secrets/accessKeySecret" }]);
});

test.each([
  [
    "throws",
    demo.patch(() => {
      throw new Error("no such stage");
    }),
    "no such stage",
  ],
  ["returns a list", demo.patch(() => []), "expected it to return the whole request, received a list"],
  [
    "returns a promise",
    demo.patch(async (json) => json),
    "expected it to return the whole request, received a promise",
  ],
  ["changes the name", demo.patch((json) => ({ ...json, name: "x" })), 'expected name to stay "demo", received "x"'],
  ["drops the type", demo.patch(({ type, ...json }) => json), 'expected type to stay "s3", received undefined'],
])("a patch that %s is an issue", (_what, given, message) => {
  expect(emit(given)).toEqual({
    issues: [expect.objectContaining({ code: "patch_threw", kind: "connection", name: "demo", message })],
  });
});

test("what a patch returns is held against the contract", () => {
  const emitted = emit(demo.patch((json) => ({ ...json, bucket: 7, color: "red" })));
  expect(emitted).toMatchObject({
    issues: [{ code: "invalid_request", pointer: "/bucket" }, { code: "invalid_request" }],
  });
});
