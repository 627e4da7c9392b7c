import { operations } from "@starfix/schema/operations";
import { expect, test } from "vitest";
import * as client from "./index.ts";
import * as node from "./node.ts";
import { bundle } from "./testing/bundle.ts";
import * as validation from "./validation.ts";

const own = (names: object): string[] => Object.keys(names).filter((name) => !Object.hasOwn(operations, name));

test("the public names are the operations of the contract and these", () => {
  const standalone = Object.keys(client).filter((name) => Object.hasOwn(operations, name));
  expect(standalone.sort()).toEqual(Object.keys(operations).sort());
  expect([own(client).sort(), own(node), own(validation).sort()]).toMatchInlineSnapshot(`
    [
      [
        "ConnectionLostError",
        "JobFailedError",
        "NetworkError",
        "PolarisError",
        "apiKeysGroup",
        "clientCredentials",
        "connectionsGroup",
        "createClient",
        "createTransport",
        "eachFile",
        "eachJob",
        "eventsGroup",
        "filesGroup",
        "isBadRequest",
        "isConflict",
        "isForbidden",
        "isNotFound",
        "isRateLimited",
        "isUnauthorized",
        "isUnavailable",
        "jobProblem",
        "jobsGroup",
        "lookupsGroup",
        "parseTimestamp",
        "projectsGroup",
        "queryArrays",
        "queryCsv",
        "queryGroup",
        "queryRows",
        "streamArrays",
        "streamRows",
        "tablesGroup",
        "upload",
        "waitForJob",
      ],
      [
        "uploadPath",
      ],
      [
        "ValidationError",
        "validation",
      ],
    ]
  `);
});

test("every operation of the contract is in the group of its tag", async () => {
  const sent: string[] = [];
  const fetch = async (): Promise<Response> => Response.json({});
  const hooks = { onRequest: ({ operation }: { operation: string }) => sent.push(operation) };
  const all = client.createClient({ url: "http://host", projectId: "p", apiKey: "k", fetch, hooks });
  // Every path parameter and a body are there, and no option of a call.
  const options = ["signal", "timeout", "headers", "retry"];
  const anything = new Proxy({}, { get: (_, name) => (options.includes(String(name)) ? undefined : "a") });
  const groups = Object.entries(all).filter(([, group]) => typeof group === "object");
  for (const { tag } of Object.values(operations)) expect(all).toHaveProperty(tag ?? "");
  for (const [, group] of groups) {
    for (const [name, call] of Object.entries<(...args: readonly unknown[]) => unknown>(group)) {
      if (HELPERS.has(name)) continue;
      await call(anything);
    }
  }
  expect([...new Set(sent)].sort()).toEqual(Object.keys(operations).sort());
});

/** Members that make several requests, or read an answer in another way. */
const HELPERS: ReadonlySet<string> = new Set(["wait", "each", "rows", "arrays", "stream", "streamArrays", "csv"]);

test("the client runs wherever fetch is: it imports nothing but itself and the operations", async () => {
  const { inputs } = await bundle('export * from "./index.ts";');
  const outside = inputs.filter((path) => !/^(<stdin>|packages\/client\/src\/[\w-]+\.ts)$/.test(path));
  expect(outside).toMatchInlineSnapshot(`
    [
      "packages/schema/src/generated/operations-runtime.gen.js",
      "packages/schema/src/generated/operations.gen.ts",
      "packages/schema/src/operations.ts",
    ]
  `);
  await expect(bundle('export * from "./node.ts";')).rejects.toThrow("node:fs");
});

test("a bundle has validation only where it is asked for", async () => {
  const without = await bundle('export { createClient } from "./index.ts";');
  const having = await bundle(
    'export { createClient } from "./index.ts"; export { validation } from "./validation.ts";',
  );
  expect(without.inputs.filter((path) => /zod|validators/.test(path))).toEqual([]);
  expect(without.text).not.toContain("does not match the contract");
  expect(having.inputs.some((path) => path.endsWith("validators.gen.js"))).toBe(true);
  expect(having.text).toContain("does not match the contract");
});
