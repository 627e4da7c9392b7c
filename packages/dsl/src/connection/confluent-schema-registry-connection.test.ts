import { expect, test } from "vitest";
import { secret } from "../secret.ts";
import { confluentSchemaRegistryConnection } from "./confluent-schema-registry-connection.ts";

const registry = confluentSchemaRegistryConnection("registry").basic({
  username: "reader",
  password: secret("REGISTRY_PASSWORD"),
});

test("a connection has the request of the contract", () => {
  expect(registry.urls(["https://registry.example.com:8081"]).describe("Schemas.").toNode().request).toEqual({
    type: "confluent_schema_registry",
    name: "registry",
    urls: ["https://registry.example.com:8081"],
    description: "Schemas.",
    secrets: { type: "basic", username: "reader", password: secret("REGISTRY_PASSWORD") },
  });
});

test("the list of URLs is copied", () => {
  const urls = ["https://registry.example.com:8081"];
  const { request } = registry.urls(urls).toNode();
  urls.push("https://other.example.com");
  expect(request.urls).toEqual(["https://registry.example.com:8081"]);
});

test.each([[[]], [["registry.example.com:8081"]], [["ftp://registry.example.com"]], [["https://a.example.com", ""]]])(
  "urls %j are refused",
  (urls) => {
    expect(() => registry.urls(urls)).toThrow(
      "invalid urls: expected a list of URLs such as https://registry.example.com:8081",
    );
  },
);

test("a literal password, also in a URL, is refused and not shown", () => {
  const url = () => registry.urls(["https://reader:hunter2@registry.example.com"]);
  expect(url).toThrow("invalid urls: expected a URL without a user and a password");
  expect(url).not.toThrow("hunter2");
  // @ts-expect-error the password must be a reference
  const written = () => registry.basic({ username: "reader", password: "hunter2" });
  expect(written).toThrow('invalid basic: expected the password as a reference such as secret("REGISTRY_PASSWORD")');
  expect(written).not.toThrow("hunter2");
});

test("an incomplete connection is an error with the missing calls", () => {
  const builder = confluentSchemaRegistryConnection("registry");
  // @ts-expect-error a user is missing
  expect(() => builder.toNode()).toThrow('incomplete connection "registry": call .basic({ username, password })');
});
