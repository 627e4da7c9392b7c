import { expect, test } from "vitest";
import { definitionMarkOf } from "../definition-builder.ts";
import { createdDefinitions } from "../origin.ts";
import type { Patch } from "../patch.ts";
import { secret } from "../secret.ts";
import { azureConnection } from "./azure-connection.ts";
import { confluentConnection } from "./confluent-connection.ts";
import { confluentSchemaRegistryConnection } from "./confluent-schema-registry-connection.ts";
import type { ConnectionDefinition } from "./connection-definition.ts";
import { kafkaConnection } from "./kafka-connection.ts";
import { kinesisConnection } from "./kinesis-connection.ts";
import { pushStreamingConnection } from "./push-streaming-connection.ts";
import { s3Connection } from "./s3-connection.ts";

const role = "arn:aws:iam::012345678901:role/demo-role";

/** A complete connection of every type. */
const every = {
  s3: () => s3Connection("one").bucket("demo-bucket").region("us-east-1").role(role),
  azure: () => azureConnection("one").account("demoaccount").container("events").accountKey(secret("KEY")),
  kafka: () => kafkaConnection("one").servers("kafka:9092").topic("koalas").role(role),
  confluent: () =>
    confluentConnection("one")
      .servers("kafka:9092")
      .topic("koalas")
      .key({ id: "A", secret: secret("KEY") }),
  confluent_schema_registry: () =>
    confluentSchemaRegistryConnection("one").basic({ username: "reader", password: secret("KEY") }),
  kinesis: () => kinesisConnection("one").stream("koalas").region("us-east-1").role(role),
  push_streaming: () => pushStreamingConnection("one"),
};
const types = Object.keys(every) as (keyof typeof every)[];

/** The builder of one type as what all of them share. */
interface AnyConnection extends ConnectionDefinition {
  patch(change: Patch): AnyConnection;
  describe(text: string): AnyConnection;
}

test.each(types)("a connection of type %s has a mark and a frozen node", (type) => {
  const connection: AnyConnection = every[type]();
  const node = connection.toNode();
  expect(definitionMarkOf(connection)).toEqual({ kind: "connection", format: 2, name: "one", origin: node.origin });
  expect(node).toMatchObject({ kind: "connection", name: "one", request: { type, name: "one" }, patches: [] });
  expect(Object.isFrozen(node)).toBe(true);
  expect(Object.isFrozen(node.request)).toBe(true);
  expect(Object.isFrozen(node.patches)).toBe(true);
});

test.each(types)("a connection of type %s is recorded at the line of its call", (type) => {
  const created: { origin: { stack?: string } }[] = [];
  Reflect.set(globalThis, createdDefinitions, created);
  try {
    every[type]();
  } finally {
    Reflect.deleteProperty(globalThis, createdDefinitions);
  }
  expect(created).toMatchObject([{ kind: "connection", name: "one" }]);
  expect(created[0]?.origin.stack).toContain("connections.test.ts");
});

test.each(types)("patches of a connection of type %s are kept in order, by the new builder only", (type) => {
  const first = (json: object) => ({ ...json });
  const second = (json: object) => json;
  const connection: AnyConnection = every[type]();
  const changed = connection.patch(first).patch(second);
  expect(changed.toNode().patches).toEqual([first, second]);
  expect(changed.describe("Still changed.").toNode().patches).toEqual([first, second]);
  expect(connection.toNode().patches).toEqual([]);
});

test("a patch that is not a function is refused", () => {
  // @ts-expect-error a function is wanted
  expect(() => every.s3().patch({ bucket: "other" })).toThrow(
    'invalid patch: expected a function such as (json) => ({ ...json }), received {"bucket":"other"}',
  );
});
