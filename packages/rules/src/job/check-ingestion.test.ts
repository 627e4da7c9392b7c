import type { CreateJobRequest } from "@starfix/schema";
import { expect, test } from "vitest";
import type { KnownTable } from "../rule-context.ts";
import { issuesOf, koalas, s3 } from "../testing/requests.ts";

const daily: KnownTable = {
  name: "Koalas",
  type: "aggregate",
  timeResolution: "day",
  partitioningGranularity: "month",
  columns: [{ name: "max_session_length", role: "measure", dataType: "long" }],
};
const { uris: _, connectionName, formatSettings, inputSchema } = s3;
const stream: CreateJobRequest = {
  type: "streaming",
  target: koalas.target,
  source: {
    type: "connection",
    connectionName,
    ...(formatSettings && { formatSettings }),
    ...(inputSchema && { inputSchema }),
  },
  mappings: [...(koalas.mappings ?? [])],
};

test.each<[CreateJobRequest]>([[koalas], [stream]])("chunks of a job hold what its table rolls up to: %j", (job) => {
  const known = { tables: [daily], connections: [] };
  const codesOf = (partitionedBy: "hour" | "day" | "week", table: KnownTable = daily): readonly string[] =>
    issuesOf({ ...job, partitionedBy } as CreateJobRequest, { ...known, tables: [table] }).filter((issue) =>
      issue.includes("rolled up"),
    );
  expect(codesOf("day")).toEqual([]);
  expect(codesOf("week")).toEqual([]);
  expect(codesOf("hour", { ...daily, timeResolution: "hour" })).toEqual([]);
  expect(codesOf("hour")).toEqual([
    "rollup_coarser_than_chunk /partitionedBy: times are rolled up to day, and time chunks are only of length hour: choose longer chunks, or a finer rollup",
  ]);
});

test.each<[CreateJobRequest]>([[koalas], [{ type: "sql", query: 'INSERT INTO x SELECT 1 AS "n" PARTITIONED BY ALL' }]])(
  "the time zone of a context is one that there is: %j",
  (job) => {
    const zoned = (sqlTimeZone: string): readonly string[] =>
      issuesOf({ ...job, context: { sqlTimeZone } } as CreateJobRequest);
    for (const zone of ["Europe/Paris", "US/Pacific", "+05:30", "UTC"]) expect(zoned(zone)).toEqual([]);
    expect(zoned("Europe/Pariss")).toEqual([
      "unknown_time_zone /context/sqlTimeZone: sqlTimeZone: unknown time zone: there is no 'Europe/Pariss', and Druid takes UTC for it; did you mean Europe/Paris?",
    ]);
  },
);
