import { createMemoryStore } from "@starfix/store";
import { expect, test } from "vitest";
import { testServer } from "../testing/test-server.ts";
import { createApiKey, hashKey } from "./api-key.ts";
import { PERMISSIONS, type Permission } from "./permissions.ts";
import { readCredentials } from "./read-credentials.ts";

test("a key is shown once and only its hash is stored", async () => {
  const store = createMemoryStore();
  const key = await createApiKey(store, { permissions: ["AccessQueries"] });
  expect(key.key).toMatch(/^pok_[0-9A-Za-z]{43}$/);
  expect(key.redacted).toBe(`${key.key.slice(0, 10)}...${key.key.slice(-6)}`);
  expect((await store.keys.get(hashKey(key.key)))?.record).toMatchObject({
    id: key.id,
    permissions: ["AccessQueries"],
  });
  expect(store.dump()).not.toContain(key.key);
});

test("a key without permissions, or with one that does not exist, is refused", async () => {
  const store = createMemoryStore();
  await expect(createApiKey(store, { permissions: [] })).rejects.toThrow(
    `invalid permissions: expected some of ${PERMISSIONS.join(", ")}, received none`,
  );
  await expect(createApiKey(store, { permissions: ["Manage" as Permission] })).rejects.toThrow('received "Manage"');
  expect((await store.keys.page({ limit: 9 })).items).toEqual([]);
});

test("every spelling of the key is accepted", async () => {
  await using api = await testServer();
  const user = Buffer.from(`${api.key}:`);
  for (const authorization of [
    `Basic ${user.toString("base64")}`,
    `Basic ${user.toString("base64url")}`,
    `Basic ${user.toString("base64").replaceAll("=", "")}`,
    `Basic ${api.key}`,
    `Bearer ${api.key}`,
    `basic ${api.key}`,
  ]) {
    expect([authorization, (await api.call("/tables", { headers: { authorization } })).status]).toEqual([
      authorization,
      200,
    ]);
  }
});

test("everything else is 401", async () => {
  await using api = await testServer();
  const twice = Buffer.from(`${Buffer.from(`${api.key}:`).toString("base64")}:`).toString("base64");
  for (const authorization of [
    "",
    "Basic",
    "Basic ",
    "Bearer",
    `Digest ${api.key}`,
    api.key,
    `Basic ${api.key}x`,
    `Basic ${api.key.slice(0, -1)}`,
    `Bearer ${api.key.toLowerCase()}`,
    `Bearer ${Buffer.from(`${api.key}:`).toString("base64")}`,
    `Basic ${Buffer.from(`${api.key}:password`).toString("base64")}`,
    `Basic ${Buffer.from(`:${api.key}`).toString("base64")}`,
    `Basic ${Buffer.from(api.key).toString("base64")}`,
    `Basic ${twice}`,
    `Basic ${hashKey(api.key)}`,
  ]) {
    const response = await api.call("/tables", { headers: { authorization } });
    expect([authorization, response.status]).toEqual([authorization, 401]);
    expect(await response.text()).not.toContain(api.key);
  }
});

test("a header that can be read in two ways gives both readings", () => {
  expect(readCredentials("Basic cG9rX2E6")).toEqual(["pok_a", "cG9rX2E6"]);
  expect(readCredentials("Basic pok_a")).toEqual(["pok_a"]);
  expect(readCredentials(undefined)).toEqual([]);
});
