import { expect, test } from "vitest";
import { secret } from "../secret.ts";
import { azureConnection } from "./azure-connection.ts";

const lake = azureConnection("lake").account("demoaccount").container("events");

test("a connection with an account key has the request of the contract", () => {
  const { request } = lake.prefix("projectA/").describe("The lake.").accountKey(secret("AZURE_KEY")).toNode();
  expect(request).toEqual({
    type: "azure",
    name: "lake",
    storageAccount: "demoaccount",
    container: "events",
    prefix: "projectA/",
    description: "The lake.",
    secrets: { type: "access_key", accessKeySecret: secret("AZURE_KEY") },
  });
});

test("a signature and an account key contradict each other, and the same call replaces", () => {
  const signed = lake.sasToken(secret("OLD_SAS")).sasToken(secret("AZURE_SAS"));
  expect(signed.toNode().request.secrets).toEqual({ type: "sas_token", sasToken: secret("AZURE_SAS") });
  // @ts-expect-error Argument of type 'SecretRef' is not assignable to parameter of type 'TypeMessage<"credentials are given by .sasToken() already; …">'
  expect(() => signed.accountKey(secret("AZURE_KEY"))).toThrow(
    "credentials are given by .sasToken() already, and .accountKey() contradicts it; remove one of the two calls",
  );
  // @ts-expect-error in the other order too
  expect(() => lake.accountKey(secret("AZURE_KEY")).sasToken(secret("AZURE_SAS"))).toThrow("by .accountKey() already");
});

test.each(["abc", "demo2account", "my-account", "demoaccount-secondary"])("account %s is accepted", (account) => {
  expect(lake.accountKey(secret("AZURE_KEY")).account(account).toNode().request.storageAccount).toBe(account);
});

test.each(["ab", "Demo", "demo_account", "-demo", "demo--account", "demoaccount.blob.core.windows.net"])(
  "account %s is refused",
  (account) => {
    expect(() => lake.account(account)).toThrow(
      `invalid account: expected the name of a storage account such as demoaccount, of lower-case letters and digits, without a domain, received "${account}"`,
    );
  },
);

test.each(["$root", "$web", "a1b", "demo-container", "a".repeat(63)])("container %s is accepted", (container) => {
  expect(lake.container(container).accountKey(secret("K")).toNode().request.container).toBe(container);
});

test.each(["ab", "Events", "events-", "a--b", "$other", "a".repeat(64), "demo/events"])(
  "container %s is refused",
  (container) => {
    expect(() => lake.container(container)).toThrow("invalid container: expected the name of a container");
  },
);

test("a literal secret is refused and not shown", () => {
  // @ts-expect-error the token must be a reference
  const token = () => lake.sasToken("?sv=2023-11-03&sig=abc");
  expect(token).toThrow('invalid sas token: expected the token as a reference such as secret("AZURE_SAS_TOKEN")');
  expect(token).not.toThrow("sig=abc");
  // @ts-expect-error the key must be a reference
  const key = () => lake.accountKey("k3y==");
  expect(key).toThrow('invalid account key: expected the key as a reference such as secret("AZURE_ACCOUNT_KEY")');
  expect(key).not.toThrow("k3y==");
});

test("an incomplete connection is an error with the missing calls", () => {
  const builder = azureConnection("lake");
  // @ts-expect-error everything is missing
  expect(() => builder.toNode()).toThrow(
    'incomplete connection "lake": call .account(name); call .container(name); call .accountKey(secret) or .sasToken(secret)',
  );
});
