import { expect, test, vi } from "vitest";

vi.mock("zod", () => {
  throw new Error("zod was loaded");
});

test("only the zod entry loads zod", async () => {
  expect(Object.keys(await import("./index.ts"))).toEqual([]);
  expect(Object.keys(await import("./builders.ts")).sort()).toEqual([
    "Builder",
    "S3ConnectionBase",
    "createS3ConnectionProps",
  ]);
  expect(await import("./operations.ts")).toHaveProperty("createJob");
  expect(await import("./json-schema.ts")).toHaveProperty("jsonSchemas");
  await expect(import("./zod.ts")).rejects.toThrow();
});
