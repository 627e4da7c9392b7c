import { expect, test, vi } from "vitest";

vi.mock("zod", () => {
  throw new Error("zod was loaded");
});

test("only the zod entry and the validators load zod", async () => {
  expect(Object.keys(await import("./index.ts"))).toEqual([]);
  expect(Object.keys(await import("./builders.ts")).sort()).toEqual([
    "AggregateTableBase",
    "AzureConnectionBase",
    "BatchJobBase",
    "Builder",
    "ConfluentConnectionBase",
    "ConfluentSchemaRegistryConnectionBase",
    "DeleteDataJobBase",
    "DetailTableBase",
    "DropTableJobBase",
    "KafkaConnectionBase",
    "KinesisConnectionBase",
    "LookupBase",
    "PushStreamingConnectionBase",
    "RestoreDataJobBase",
    "S3ConnectionBase",
    "SqlJobBase",
    "StreamingJobBase",
    "createAggregateTableProps",
    "createAzureConnectionProps",
    "createBatchJobProps",
    "createConfluentConnectionProps",
    "createConfluentSchemaRegistryConnectionProps",
    "createDeleteDataJobProps",
    "createDetailTableProps",
    "createDropTableJobProps",
    "createKafkaConnectionProps",
    "createKinesisConnectionProps",
    "createLookupProps",
    "createPushStreamingConnectionProps",
    "createRestoreDataJobProps",
    "createS3ConnectionProps",
    "createSqlJobProps",
    "createStreamingJobProps",
  ]);
  expect(Object.keys(await import("./descriptors.ts"))).toEqual(["connectionDescriptors"]);
  expect(await import("./operations.ts")).toHaveProperty("createJob");
  expect(await import("./guards.ts")).toHaveProperty("isCreateJobRequest");
  expect(await import("./json-schema.ts")).toHaveProperty("jsonSchemas");
  await expect(import("./zod.ts")).rejects.toThrow();
  await expect(import("./validators.ts")).rejects.toThrow();
});
