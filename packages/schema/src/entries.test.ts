import { expect, test, vi } from "vitest";

vi.mock("zod", () => {
  throw new Error("zod was loaded");
});

test("only the zod entry and the validators load zod", async () => {
  expect(Object.keys(await import("./index.ts"))).toEqual([]);
  expect(Object.keys(await import("./aws-regions.ts"))).toEqual(["awsRegions"]);
  expect(Object.keys(await import("./descriptors.ts"))).toEqual(["connectionDescriptors"]);
  expect(await import("./operations.ts")).toHaveProperty("createJob");
  expect(await import("./guards.ts")).toHaveProperty("isCreateJobRequest");
  expect(await import("./json-schema.ts")).toHaveProperty("jsonSchemas");
  await expect(import("./zod.ts")).rejects.toThrow();
  await expect(import("./validators.ts")).rejects.toThrow();
});
