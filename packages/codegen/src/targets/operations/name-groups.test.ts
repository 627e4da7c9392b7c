import { expect, test } from "vitest";
import { groupOperations } from "./name-groups.ts";
import type { OperationModel } from "./operation-model.ts";

const groupsOf = (tags: Readonly<Record<string, string | undefined>>): object => {
  // Of a model only these two are read.
  const models = Object.entries(tags).map(([id, tag]) => ({ id, tag }) as OperationModel);
  return Object.fromEntries(
    groupOperations(models).map(({ name, members }) => [name, members.map(({ method }) => method).join(" ")]),
  );
};

test.each<[what: string, given: Readonly<Record<string, string | undefined>>, want: object]>([
  [
    "the word of the tag goes",
    { createJob: "jobs", listJobs: "jobs", getJobLogs: "jobs" },
    { jobs: "create list getLogs" },
  ],
  ["a tag of two words", { getApiKeyInfo: "api keys", listAPIKeys: "api keys" }, { apiKeys: "getInfo list" }],
  ["a plural in -ies", { listEntries: "entry", getEntry: "entry" }, { entry: "list get" }],
  [
    "an id without the word stays",
    { reset: "jobs", listUnusedSegments: "tables" },
    { jobs: "reset", tables: "listUnusedSegments" },
  ],
  ["an id that is only the word stays", { jobs: "jobs" }, { jobs: "jobs" }],
  [
    "two operations with the same short name keep their ids",
    { getJob: "jobs", getJobs: "jobs" },
    { jobs: "getJob getJobs" },
  ],
  ["a short name that another has in full stays long", { get: "jobs", getJob: "jobs" }, { jobs: "get getJob" }],
  ["no group looks like a promise", { thenJob: "jobs" }, { jobs: "thenJob" }],
  ["no group hides what every object has", { toStringJob: "jobs" }, { jobs: "toStringJob" }],
  ["no tag", { doIt: undefined }, { other: "doIt" }],
  ["tags with the same identifier", { a: "Big Jobs", b: "big-jobs" }, { bigJobs: "a b" }],
])("%s", (_, given, want) => {
  expect(groupsOf(given)).toEqual(want);
});
