import type { CreateConnectionRequest } from "@starfix/schema";
import { zConnectionResponse } from "@starfix/schema/zod";
import { expect, test } from "vitest";
import { testServer } from "../testing/test-server.ts";
import { partsOf, requestOf, updatedParts } from "./connection-parts.ts";

const kafka = {
  type: "kafka",
  name: "events",
  bootstrapServers: "kafka.example.com:9092",
  topicName: "koalas",
  ssl: { keystore: { certificate: "public", key: "s3cr3t" }, truststore: { certificate: "authority" } },
  secrets: { type: "sasl_scram", mechanism: "SCRAM-SHA-512", username: "reader", password: "s3cr3t" },
} as unknown as CreateConnectionRequest; // What is inside the certificates does not matter here.

test("secrets and secret parts of members are apart from what is answered, and come together again", () => {
  const parts = partsOf(kafka);
  expect(JSON.stringify(parts.members)).not.toContain("s3cr3t");
  expect(Object.keys(parts.secrets)).toEqual(["/ssl/keystore", "/secrets"]);
  expect(parts.members.ssl).toEqual({ truststore: { certificate: "authority" } });
  expect(requestOf({ type: "kafka", name: "events" }, parts)).toEqual(kafka);
});

test("an update clears what gets its default, and keeps what it leaves out", () => {
  const before = partsOf({ ...kafka, description: "old" });
  const secrets = { type: "sasl_scram", password: "new" };
  const update = {
    members: { description: "", topicNameIsPattern: false, topicName: "emus" },
    secrets: { "/secrets": secrets },
  };
  const after = updatedParts(before, "kafka", update);
  expect(after.members).toEqual({ ...partsOf(kafka).members, topicName: "emus" });
  expect(after.secrets).toEqual({
    ...before.secrets,
    "/secrets": { type: "sasl_scram", mechanism: "SCRAM-SHA-512", username: "reader", password: "new" },
  });
});

test("secrets of another type replace those that are there", () => {
  const update = { members: {}, secrets: { "/secrets": { type: "sasl_plain", username: "u", password: "p" } } };
  expect(updatedParts(partsOf(kafka), "kafka", update).secrets["/secrets"]).toEqual(update.secrets["/secrets"]);
});

const kinds: readonly object[] = [
  { type: "azure", storageAccount: "zoo1", container: "koalas", secrets: { type: "sas_token", sasToken: "s3cr3t" } },
  {
    type: "confluent",
    bootstrapServers: "k:9092",
    topicName: "t",
    secrets: { type: "confluent", key: "k", secret: "s3cr3t" },
  },
  {
    type: "confluent_schema_registry",
    urls: ["https://registry.example.com"],
    secrets: { type: "basic", username: "u", password: "s3cr3t" },
  },
  {
    type: "kafka",
    bootstrapServers: "k:9092",
    topicName: "t",
    secrets: { type: "sasl_plain", username: "u", password: "s3cr3t" },
  },
  {
    type: "kinesis",
    stream: "events",
    awsEndpoint: "kinesis.us-east-1.amazonaws.com",
    awsAssumedRoleArn: "arn:aws:iam::012345678901:role/demo",
  },
  { type: "push_streaming" },
];

test.each(kinds)("a connection of $type is stored, answered, changed and deleted", async (kind) => {
  await using api = await testServer();
  const { secrets: _, ...shown } = { secrets: undefined, ...kind };
  const body = { ...kind, name: "conn", description: "first" };
  const created = await api.call("/connections", { body });
  expect([created.status, await created.clone().text()]).toEqual([201, expect.any(String)]);
  expect(zConnectionResponse.parse(await created.json())).toMatchObject({
    ...shown,
    name: "conn",
    description: "first",
  });
  const { type } = { type: "", ...kind };
  const changed = await api.call("/connections/conn", { method: "PATCH", body: { type, description: "second" } });
  expect(await changed.json()).toMatchObject({ ...shown, description: "second" });
  const cleared = await api.call("/connections/conn", { method: "PATCH", body: { type, description: "" } });
  expect(cleared.status).toBe(200);
  expect(await cleared.json()).not.toHaveProperty("description");
  expect(api.store.dump()).not.toContain("s3cr3t");
  // It can be stored and not read from.
  const tested = await api.call("/connections/conn/test", { method: "POST" });
  expect([tested.status, (await tested.json()).message]).toEqual([
    400,
    `cannot read the ${type} connection conn: this server reads S3 connections only`,
  ]);
  expect((await api.call("/connections/conn", { method: "DELETE" })).status).toBe(200);
});
