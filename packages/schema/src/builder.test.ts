import { expect, test } from "vitest";
import { Builder } from "./builders.ts";
import { ConnectionBuilder, compile, connection } from "./testing/connection-builder.ts";

test("a chain fills in the request", () => {
  const builder = connection("demo").bucket("b").region("us-east-1").role("arn").prefix("p/").describe("d");
  expect(compile(builder)).toEqual({
    type: "s3",
    name: "demo",
    bucket: "b",
    awsEndpoint: "s3.us-east-1.amazonaws.com",
    awsAssumedRoleArn: "arn",
    prefix: "p/",
    description: "d",
  });
});

test("each call makes a new builder of the same class and keeps the origin", () => {
  const first = connection("demo");
  const second = first.bucket("b");
  expect(second).toBeInstanceOf(ConnectionBuilder);
  expect(first.toNode().props).toEqual({ type: "s3", name: "demo" });
  expect(second.toNode()).toEqual({
    props: { type: "s3", name: "demo", bucket: "b" },
    origin: "definitions/demo.ts:3:1",
  });
});

test("a repeated call replaces the earlier value", () => {
  expect(connection("demo").bucket("a").bucket("b").toNode().props).toMatchObject({ bucket: "b" });
});

test("one of a group takes the place of the others", () => {
  const secrets = { type: "access_key", accessKeyId: "i", accessKeySecret: "s" } as const;
  expect(connection("demo").role("arn").secrets(secrets).toNode().props).toEqual({ type: "s3", name: "demo", secrets });
  expect(connection("demo").secrets(secrets).role("arn").toNode().props).toEqual({
    type: "s3",
    name: "demo",
    awsAssumedRoleArn: "arn",
  });
});

test("what was given is copied and frozen to the bottom", () => {
  const secrets = { type: "access_key" as const, accessKeySecret: "s" };
  const props = connection("demo").secrets(secrets).toNode().props;
  secrets.accessKeySecret = "changed";
  expect(props.secrets).toEqual({ type: "access_key", accessKeySecret: "s" });
  expect(Object.isFrozen(props)).toBe(true);
  expect(Object.isFrozen(props.secrets)).toBe(true);
});

test("an object that is frozen at the top only is copied all the same", () => {
  const list = ["a"];
  class Lists extends Builder<{ deep: { list: string[] } }> {
    deep(value: { list: string[] }): Lists {
      return this.set("deep", value);
    }
    toNode(): object {
      return this.props;
    }
  }
  const node = new Lists({ props: {} }).deep(Object.freeze({ list })).toNode();
  list.push("b");
  expect(node).toEqual({ deep: { list: ["a"] } });
});

test("an instance of a class is a value of its own", () => {
  class Reference {
    name = "n";
  }
  class Holder extends Builder<{ value: Reference }> {
    value(value: Reference): Holder {
      return this.set("value", value);
    }
    toNode(): Readonly<Partial<{ value: Reference }>> {
      return this.props;
    }
  }
  const reference = new Reference();
  expect(new Holder({ props: {} }).value(reference).toNode().value).toBe(reference);
  expect(Object.isFrozen(reference)).toBe(false);
});
