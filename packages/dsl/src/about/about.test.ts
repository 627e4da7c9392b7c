import { expect, test } from "vitest";
import {
  about,
  aggregateTable,
  azureConnection,
  batchJob,
  confluentConnection,
  confluentSchemaRegistryConnection,
  definitionMarkOf,
  deleteDataJob,
  detailTable,
  dropTableJob,
  inline,
  internal,
  kafkaConnection,
  kinesisConnection,
  pushStreamingConnection,
  restoreDataJob,
  s3Connection,
  sqlJob,
  streamingJob,
} from "../index.ts";

const lake = s3Connection("lake").bucket("acme-lake").region("us-east-1").role("arn:aws:iam::012345678901:role/lake");

test("what is said of a definition is in its node, and its request stays as it is", () => {
  const said = internal(about(lake, { owner: "Data platform", contact: "#data", tags: ["pii", "eu", "pii"] }));
  expect(said.toNode()).toEqual({
    ...lake.toNode(),
    about: { owner: "Data platform", contact: "#data", tags: ["pii", "eu"], internal: true },
  });
  expect(lake.toNode().about).toBeUndefined();
  expect(said.toNode()).toBe(said.toNode());
});

test("what is said stays when the builder goes on, and is replaced when it is said again", () => {
  const said = about(s3Connection("lake"), { owner: "A", tags: ["x"] })
    .bucket("acme-lake")
    .region("us-east-1")
    .role("arn:aws:iam::012345678901:role/lake");
  expect(
    about(said, { tags: ["y"] })
      .patch((json) => json)
      .toNode().about,
  ).toEqual({ owner: "A", tags: ["y"] });
});

test.each([
  azureConnection("a"),
  confluentConnection("a"),
  confluentSchemaRegistryConnection("a"),
  kafkaConnection("a"),
  kinesisConnection("a"),
  pushStreamingConnection("a"),
  s3Connection("a"),
  aggregateTable("a"),
  detailTable("a"),
  batchJob("a"),
  deleteDataJob("a"),
  dropTableJob("a"),
  restoreDataJob("a"),
  sqlJob("a"),
  streamingJob("a"),
])("every builder can be said something of: %o", (builder) => {
  const said = about(builder, { owner: "A" });
  expect(said).not.toBe(builder);
  expect(said.constructor).toBe(builder.constructor);
  expect(definitionMarkOf(said)).toEqual(definitionMarkOf(builder));
});

test("every builder silences a warning; the reason of a code is given once", () => {
  const allowed = lake
    .allow("unknown_region", "private")
    .allow("a_code", "b")
    .allow("unknown_region", "not public yet");
  expect(allowed.toNode().about?.allowed).toEqual([
    { code: "a_code", reason: "b" },
    { code: "unknown_region", reason: "not public yet" },
  ]);
  expect(about(allowed, { owner: "A" }).toNode().about?.allowed).toHaveLength(2);
  expect(detailTable("T").allow("a_code", "b").toNode().about?.allowed).toEqual([{ code: "a_code", reason: "b" }]);
  const job = batchJob("a").from(inline("{}")).input({ at: "string" }).into("T").map({ __time: 'TIME_PARSE("at")' });
  expect(job.allow("a_code", "b").toNode().about?.allowed).toEqual([{ code: "a_code", reason: "b" }]);
  expect(() => lake.allow("Not A Code", "b")).toThrow(
    'invalid code: expected the code of a warning such as reads_its_target, received "Not A Code"',
  );
  expect(() => lake.allow("a_code", " ")).toThrow(
    'invalid reason for a_code: expected why the warning does not apply here: 1 to 500 characters on one line, no blank at either end, received " "',
  );
});

test("jobs and tables tell it by their nodes", () => {
  const job = batchJob("a").from(inline("{}")).input({ at: "string" }).into("T").map({ __time: 'TIME_PARSE("at")' });
  expect(internal(job).toNode().about).toEqual({ internal: true });
  const table = detailTable("T").writers("Growth", "@acme/finance", "Growth").columns({ city: "string" });
  expect(table.toNode().about).toEqual({ writers: ["Growth", "@acme/finance"] });
  expect(aggregateTable("T").writers("Growth").toNode().about).toEqual({ writers: ["Growth"] });
});

test.each([
  {
    given: { owner: "" },
    want: 'invalid owner: expected a name such as Data platform or @acme/growth: 1 to 100 characters on one line, no blank at either end, received ""',
  },
  {
    given: { contact: "a\nb" },
    want: 'invalid contact: expected an address such as #data-platform: 1 to 200 characters on one line, no blank at either end, received "a\\nb"',
  },
  {
    given: { tags: ["two words"] },
    want: 'invalid tag: expected a list of words such as ["pii", "team:growth"]: letters, digits and the characters . _ : / -, received "two words"',
  },
  { given: { team: "A" }, want: 'unknown option "team" of about(): expected owner, contact or tags' },
])("$given is refused", ({ given, want }) => {
  // What somebody writes without the types.
  expect(() => about(lake, given as object)).toThrow(want);
});

test("what is no definition and a table without a writer are refused", () => {
  // What somebody writes without the types.
  expect(() => internal("lake" as never)).toThrow(
    'invalid definition: expected a builder such as s3Connection("demo-conn"), received "lake"',
  );
  expect(() => detailTable("T").writers()).toThrow("invalid writers: expected owners of jobs such as @acme/growth");
});
