import type { ConnectionResponse } from "@starfix/client";
import { expect, test } from "vitest";
import { planConnections } from "./plan-connections.ts";

const json = {
  type: "s3",
  name: "demo",
  bucket: "b",
  awsEndpoint: "s3.us-east-1.amazonaws.com",
  awsAssumedRoleArn: "arn:1",
};
const user = { username: "ana", userId: "1" };
const existing = {
  ...json,
  type: "s3" as const,
  submittedByUser: user,
  submittedOnTimestamp: "2022-10-27T21:04:03Z",
  modifiedByUser: user,
  modifiedOnTimestamp: "2022-10-27T21:04:03Z",
};

function plan(changes: object, server: object = existing) {
  const artifact = { name: "demo", path: "connections/demo.json", json: { ...json, ...changes }, secrets: [] };
  const [step] = planConnections([artifact], [server as ConnectionResponse]);
  const { artifact: _, ...rest } = { artifact, ...step };
  return rest;
}

test("what is the same is unchanged, whatever the service adds", () => {
  expect(plan({})).toEqual({ action: "unchanged", name: "demo" });
  expect(plan({}, { ...existing, endpointUrl: "https://later" })).toEqual({ action: "unchanged", name: "demo" });
});

test("a name that is not there is created", () => {
  expect(plan({}, { ...existing, name: "other" })).toEqual({ action: "create", name: "demo" });
});

test("members that differ, or are not there yet, are updated", () => {
  expect(plan({ bucket: "c", prefix: "p/" })).toEqual({
    action: "update",
    name: "demo",
    fields: ["bucket", "prefix"],
    emptied: [],
  });
});

test("a description and a prefix that are gone are emptied, and an empty one is none", () => {
  const server = { ...existing, description: "old", prefix: "p/" };
  expect(plan({}, server)).toEqual({ action: "update", name: "demo", fields: [], emptied: ["description", "prefix"] });
  expect(plan({}, { ...existing, description: "", prefix: null })).toEqual({ action: "unchanged", name: "demo" });
});

test("secrets alone make no difference, as no answer shows them", () => {
  expect(plan({ secrets: { type: "access_key", accessKeySecret: "${S}" } })).toEqual({
    action: "unchanged",
    name: "demo",
  });
});

test("a role that cannot be taken off is refused", () => {
  expect(() => plan({ awsAssumedRoleArn: undefined })).not.toThrow();
  const { awsAssumedRoleArn: _, ...withoutRole } = json;
  const artifact = { name: "demo", path: "connections/demo.json", json: withoutRole, secrets: [] };
  expect(() => planConnections([artifact], [existing as ConnectionResponse])).toThrow(
    "connection demo has awsAssumedRoleArn on the server and not here (connections/demo.json)",
  );
});

test("another type is refused", () => {
  expect(() => plan({ type: "kafka" })).toThrow("connection demo is of type s3 on the server and kafka here");
});
