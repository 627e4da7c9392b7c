import { expect, test } from "vitest";
import { shapeErrors } from "./vendor-shapes.ts";

test.each([
  ["connections", { type: "push_streaming", name: "push", description: "Clicks." }],
  ["tables", { type: "detail", name: "Koalas", version: 0 }],
  [
    "jobs",
    {
      type: "batch",
      target: { type: "table", tableName: "T" },
      source: { type: "uploaded", fileList: ["a"], inputSchema: [{ name: "city", dataType: "string" }] },
      mappings: [{ columnName: "city", expression: '"city"' }],
      context: { maxNumTasks: 3, deep: { anything: true } },
    },
  ],
] as const)("the vendor's shape takes a body of %s", (folder, body) => {
  expect(shapeErrors(folder, body)).toEqual([]);
});

test.each([
  ["a member that it does not know", "connections", { type: "push_streaming", name: "push", color: "red" }, /color/],
  ["a type that it does not know", "connections", { type: "gcs", name: "push" }, /\/type/],
  [
    "a missing member",
    "connections",
    { type: "kinesis", name: "k", stream: "s", awsEndpoint: "h" },
    /awsAssumedRoleArn/,
  ],
  [
    "secrets without their secret",
    "connections",
    { type: "azure", name: "a", storageAccount: "a", container: "c", secrets: { type: "sas_token" } },
    /sasToken/,
  ],
  [
    "secrets with a member of others",
    "connections",
    {
      type: "azure",
      name: "a",
      storageAccount: "a",
      container: "c",
      secrets: { type: "sas_token", sasToken: "t", password: "p" },
    },
    /password/,
  ],
  ["a job without its source", "jobs", { type: "batch", target: { type: "table", tableName: "T" } }, /source/],
  [
    "a source with a member of others",
    "jobs",
    {
      type: "batch",
      target: { type: "table", tableName: "T" },
      source: { type: "uploaded", fileList: ["a"], inputSchema: [], bucket: "b" },
    },
    /bucket/,
  ],
  ["a table of no type", "tables", { name: "T", version: 0 }, /type/],
] as const)("the vendor's shape refuses %s", (_what, folder, body, want) => {
  expect(shapeErrors(folder, body).join("\n")).toMatch(want);
});
