import { batchJob, max, s3Connection, timeParse } from "@starfix/dsl";
import type { CreateBatchJobRequest } from "@starfix/schema";
import { zTableRequest } from "@starfix/schema/zod";
import { expect, test } from "vitest";
import {
  type CompileDefinitionOptions,
  compileDefinition,
  type DefinitionBuilder,
} from "../compile/compile-definition.ts";
import { deriveTable } from "./derive-table.ts";

const demo = s3Connection("demo").bucket("demo-bucket").region("us-east-1").role("arn:aws:iam::012345678901:role/r");
const base = batchJob("koalas")
  .from(demo)
  .prefixes("a/")
  .input({ timestamp: "string", city: "string", length: "long", place: "json", tags: "stringArray", ip: "ipAddress" })
  .into("Koalas", { createIfMissing: true });

function requestOf(definition: DefinitionBuilder, options?: CompileDefinitionOptions): CreateBatchJobRequest {
  const { artifact, issues } = compileDefinition(definition, options);
  expect(issues).toEqual([]);
  return artifact?.json as CreateBatchJobRequest;
}

test("a job that does not aggregate makes a detail table", () => {
  const job = base
    .map((c) => ({ __time: timeParse(c.timestamp), city: c.city, place: c.place, tags: c.tags, ip: c.ip }))
    .map({ long: '"length" > 3', half: '"length" / 2.0', day: 'TIME_PARSE("timestamp")' })
    .partitionBy("hour")
    .clusterBy("city");
  const derived = deriveTable([requestOf(job)]);
  expect(derived).toEqual({
    table: {
      type: "detail",
      name: "Koalas",
      version: 0,
      schemaMode: "flexible",
      partitioningGranularity: "hour",
      clusteringColumns: ["city"],
      schema: [
        { name: "city", dataType: "string" },
        { name: "place", dataType: "json" },
        { name: "tags", dataType: "stringArray" },
        { name: "ip", dataType: "ipAddress" },
        { name: "long", dataType: "long" },
        { name: "half", dataType: "double" },
        { name: "day", dataType: "long" },
      ],
    },
  });
  expect(zTableRequest.safeParse("table" in derived && derived.table).success).toBe(true);
});

test("a job that aggregates makes an aggregate table, and a second job adds its columns", () => {
  const time = base.map((c) => ({ __time: timeParse(c.timestamp), city: c.city }));
  const first = requestOf(time.map((c) => ({ longest: max(c.length) })));
  const second = requestOf(time.map({ users: 'DS_HLL("city")' }));
  expect(deriveTable([first, second])).toEqual({
    table: {
      type: "aggregate",
      name: "Koalas",
      version: 0,
      schemaMode: "flexible",
      partitioningGranularity: "day",
      schema: [
        { type: "dimension", name: "city", dataType: "string" },
        { type: "measure", name: "longest", dataType: "long" },
        { type: "measure", name: "users", dataType: "HLLSketch" },
      ],
    },
  });
});

test("jobs that disagree about a table are reported", () => {
  const time = base.map((c) => ({ __time: timeParse(c.timestamp) }));
  const text = requestOf(time.map({ x: '"city"' }));
  expect(deriveTable([text, requestOf(time.map({ x: '"length"' }))])).toEqual({
    reason: 'column "x" of Koalas is a dimension of type string in one job and a dimension of type long in another',
  });
  expect(deriveTable([text, requestOf(time.partitionBy("month"))])).toEqual({
    reason: "jobs write Koalas in time chunks of different lengths: day, month",
  });
  expect(deriveTable([])).toEqual({ reason: "expected at least one job, received none" });
});
