import { readFileSync } from "node:fs";
import { zCreateJobRequest, zTableRequest } from "@starfix/schema/zod";
import { expect, test } from "vitest";
import { RECORD_KINDS } from "./kinds.ts";
import { indexRecord, migrateRecord } from "./record-kind.ts";

/** Records as an old server kept them: key and document, by kind. */
const OLD: Readonly<Record<keyof typeof RECORD_KINDS, readonly (readonly [key: string, record: never])[]>> = JSON.parse(
  readFileSync(new URL("../../fixtures/records-format-1.json", import.meta.url), "utf8"),
);

const USER = { username: "api-key-pok_AgGMjP...BSvXSB", userId: "2db7e715-3080-481a-879f-359d95a51e12" };
const TIMES = {
  submittedByUser: USER,
  submittedOnTimestamp: "2026-11-30T22:38:13Z",
  modifiedByUser: USER,
  modifiedOnTimestamp: "2026-11-30T22:38:13Z",
};

test("connections of format 1 keep their members, in their order, and their secrets", () => {
  const migrated = OLD.connections.map(([, record]) => migrateRecord(RECORD_KINDS.connections, 1, record));
  expect(migrated).toEqual([
    {
      type: "s3",
      name: "demo-conn",
      members: {
        bucket: "demo-bucket",
        awsEndpoint: "s3.us-east-1.amazonaws.com",
        awsAssumedRoleArn: "arn:aws:iam::012345678901:role/demo-role",
      },
      ...TIMES,
    },
    {
      type: "s3",
      name: "keys-conn",
      members: {
        bucket: "demo-bucket",
        awsEndpoint: "s3.us-east-1.amazonaws.com",
        description: "with keys",
        prefix: "polaris-ingest/",
      },
      secrets: expect.stringMatching(/^v1\./),
      ...TIMES,
    },
  ]);
});

test("jobs of format 1 keep their request, count their totals and are checked again", () => {
  const old: readonly (readonly [string, { spec: object }])[] = OLD.jobs;
  const migrated = OLD.jobs.map(([, record]) => migrateRecord(RECORD_KINDS.jobs, 1, record));
  expect(migrated.map(({ request }) => request)).toEqual(old.map(([, { spec }]) => spec));
  for (const { request } of migrated) zCreateJobRequest.parse(request);
  expect(migrated.map(({ attempt, checked, executionStatus }) => [executionStatus, attempt, checked])).toEqual([
    ["completed", 1, null],
    ["failed", 1, null],
    ["completed", 1, null],
    ["running", 1, null],
    ["pending", 0, null],
  ]);
  const { request: _, ...others } = migrated[2] ?? {};
  expect(others).toEqual({
    id: "2696c814-9244-4f34-8350-8411531f00cc",
    checked: null,
    attempt: 1,
    executionStatus: "completed",
    desiredExecutionStatus: "running",
    warning: { code: "invalid_rows_found", message: "2 unreadable records were skipped" },
    totals: { numBytesProcessed: 559, numRowsProcessed: 6, numRowsPersisted: 4, numRowsSkippedByError: 2 },
    progress: 1,
    createdBy: USER,
    lastModifiedBy: USER,
    createdTimestamp: "2026-11-30T22:38:13.700Z",
    startedTimestamp: "2026-11-30T22:38:13.705Z",
    completedTimestamp: "2026-11-30T22:38:13.735Z",
    lastUpdatedTimestamp: "2026-11-30T22:38:13.735Z",
  });
});

test("tables of format 1 have their declaration as a request", () => {
  const migrated = OLD.tables.map(([, record]) => migrateRecord(RECORD_KINDS.tables, 1, record));
  expect(migrated[1]).toEqual({
    id: "9d7c56a4-6e5c-4ad7-9c4d-a954126cd628",
    request: {
      type: "aggregate",
      name: "Ünï koalas",
      version: 0,
      schemaMode: "flexible",
      partitioningGranularity: "day",
      clusteringColumns: [],
    },
    version: 0,
    createdByUser: USER,
    createdOnTimestamp: "2026-11-30T22:38:13.731Z",
    modifiedByUser: USER,
    modifiedOnTimestamp: "2026-11-30T22:38:13.731Z",
  });
  for (const { request } of migrated) zTableRequest.parse(request);
});

test("keys and settings are as they were in format 1", () => {
  const [[hash, key] = ["", {}]] = OLD.keys;
  expect(migrateRecord(RECORD_KINDS.keys, 1, key)).toEqual({ ...key, hash });
  expect(migrateRecord(RECORD_KINDS.settings, 1, "text")).toBe("text");
});

test("a record of the newest format stays as it is, and one of a newer release is refused", () => {
  const [[, old] = []] = OLD.jobs;
  const job = migrateRecord(RECORD_KINDS.jobs, 1, old);
  expect(migrateRecord(RECORD_KINDS.jobs, 2, job)).toBe(job);
  expect(() => migrateRecord(RECORD_KINDS.jobs, 3, job)).toThrow(
    "unknown format of jobs: expected 2 or older, received 3; a newer release wrote it",
  );
});

test("a migrated job is filtered and searched like a new one", () => {
  const [, , [, warned] = []] = OLD.jobs;
  const { fields, search } = indexRecord(RECORD_KINDS.jobs, migrateRecord(RECORD_KINDS.jobs, 1, warned));
  expect(fields).toEqual({
    type: "batch",
    executionStatus: "completed",
    healthStatus: "warn",
    connectionName: "demo-conn",
    sourceType: "s3",
    sourceTable: "",
    targetTable: "Ünï koalas",
    createdBy: "api-key-pok_AgGMjP...BSvXSB",
    created: "2026-11-30T22:38:13.700Z",
    lastUpdated: "2026-11-30T22:38:13.735Z",
  });
  expect(search).toContain("2 unreadable records were skipped");
});
