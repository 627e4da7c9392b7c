import type { ConnectionResponse } from "@starfix/client";
import { connectionDescriptors } from "@starfix/schema/descriptors";
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
    cleared: {},
    secret: ["secrets"],
  });
});

test("a description and a prefix that are gone are emptied, and an empty one is none", () => {
  const server = { ...existing, description: "old", prefix: "p/" };
  expect(plan({}, server)).toMatchObject({ fields: [], cleared: { description: "", prefix: "" } });
  expect(plan({}, { ...existing, description: "", prefix: null })).toEqual({ action: "unchanged", name: "demo" });
});

test("secrets alone make no difference, as no answer shows them", () => {
  expect(plan({ secrets: { type: "access_key", accessKeySecret: "${S}" } })).toEqual({
    action: "unchanged",
    name: "demo",
  });
});

/** What the contract says of every member that an update may give another value. */
const changeable = Object.entries(connectionDescriptors).flatMap(([type, { members }]) =>
  members.filter((member) => member.changeable).map((member) => ({ type, member })),
);
const planOf = (type: string, here: object, there: object) => {
  const artifact = { name: "c", path: "connections/c.json", json: { type, name: "c", ...here }, secrets: [] };
  // Only the members that the test is about.
  const [step] = planConnections([artifact], [{ type, name: "c", ...there } as unknown as ConnectionResponse]);
  return step;
};

test.each(changeable)(
  "$member.name of a $type connection is changed, cleared or refused as the contract says",
  ({ type, member }) => {
    const { name, secret, secretParts } = member;
    expect(planOf(type, { [name]: "new" }, { [name]: "new" })).toMatchObject({ action: "unchanged" });
    const changed = planOf(type, { [name]: "new" }, { [name]: "old" });
    expect(changed).toMatchObject(secret ? { action: "unchanged" } : { action: "update", fields: [name] });
    if (!secret) expect(planOf(type, { [name]: "new" }, {})).toMatchObject({ action: "update", fields: [name] });
    const removed = () => planOf(type, {}, { [name]: "old" });
    if (secret) expect(removed()).toMatchObject({ action: "unchanged" });
    else if ("default" in member) {
      expect(removed()).toMatchObject({ action: "update", fields: [], cleared: { [name]: member.default } });
      expect(planOf(type, {}, { [name]: member.default })).toMatchObject({ action: "unchanged" });
      expect(planOf(type, { [name]: member.default }, { [name]: null })).toMatchObject({ action: "unchanged" });
    } else expect(removed).toThrow(`connection c has ${name} on the server and not here (connections/c.json)`);
    for (const pointer of secretParts ?? []) {
      const part = pointer.slice(1);
      expect(planOf(type, { [name]: { [part]: "hidden", a: 1 } }, { [name]: { a: 1 } })).toMatchObject({
        action: "unchanged",
      });
      const update = planOf(type, { [name]: { [part]: "hidden", a: 2 } }, { [name]: { a: 1 } });
      expect(update).toMatchObject({ action: "update", fields: [name], secret: expect.arrayContaining([name]) });
    }
  },
);

test("a member that the contract does not name makes no difference", () => {
  expect(planOf("s3", {}, { later: 1, modifiedOnTimestamp: "2022-10-27T21:04:03Z" })).toMatchObject({
    action: "unchanged",
  });
});

test("another type is refused", () => {
  expect(() => plan({ type: "kafka" })).toThrow("connection demo is of type s3 on the server and kafka here");
});
