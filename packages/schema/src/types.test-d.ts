import { expectTypeOf, test } from "vitest";
import type { CreateJobRequest, JobHealth, JobResponse, Mapping, TableResponse } from "./index.ts";
import { createJob, deleteConnection, type Transport } from "./operations.ts";
import { zCreateJobRequest } from "./zod.ts";

declare const transport: Transport;
declare const health: JobHealth;
declare const table: TableResponse;

test("a union narrows on its discriminator", () => {
  // @ts-expect-error health may be unknown, which is null
  health.status;
  if (health === null) return;
  if (health.status === "error") expectTypeOf(health.message).toEqualTypeOf<string | null | undefined>();
  // @ts-expect-error only an error has a message
  health.message;
  if (table.type === "aggregate") expectTypeOf(table.timeResolution).not.toBeAny();
  // @ts-expect-error only an aggregate table has a time resolution
  table.timeResolution;
});

test("a default does not make a member required, and null is no absence", () => {
  expectTypeOf<Mapping>().toEqualTypeOf<{ columnName: string; expression: string; isAggregation?: boolean | null }>();
  // @ts-expect-error a job has a source
  const job: CreateJobRequest = { type: "batch", target: { type: "table", tableName: "T" } };
  void job;
});

test("an unknown member is refused where it is written", () => {
  const mapping: Mapping = {
    columnName: "a",
    expression: "b",
    // @ts-expect-error the name is isAggregation
    isAggregate: true,
  };
  void mapping;
});

test("operations are typed", () => {
  expectTypeOf(createJob).returns.toEqualTypeOf<Promise<JobResponse>>();
  expectTypeOf(deleteConnection(transport, { name: "c" })).toEqualTypeOf<Promise<void>>();
  // @ts-expect-error a connection is deleted by its name
  deleteConnection(transport, { id: "c" });
});

test("a zod schema gives the type of its component", () => {
  expectTypeOf(zCreateJobRequest.parse({})).toEqualTypeOf<CreateJobRequest>();
});
