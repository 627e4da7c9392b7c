import type { IssueTable, NamedFacts } from "./issue-kind.ts";
import { quoted } from "./issue-kind.ts";

/** What can be wrong with a job beyond its expressions. */
export interface JobIssueFacts {
  readonly uri_of_another_bucket: NamedFacts & {
    readonly uri: string;
    /** How every URI of the bucket, or the container, begins: `s3://demo-bucket/`. */
    readonly bucket: string;
  };
  readonly outside_prefix: NamedFacts & { readonly object: string; readonly prefix: string };
  readonly missing_time: NamedFacts;
  readonly time_expression: NamedFacts & {
    readonly expression: string;
    readonly expected: string;
    readonly received: string;
  };
  readonly reserved_column: NamedFacts & { readonly column: string };
}

export const jobIssues: IssueTable<JobIssueFacts> = {
  uri_of_another_bucket: {
    severity: "error",
    title: "An object of another bucket",
    meaning: "A connection reaches one bucket. A job that names an object of another one would fail when it runs.",
    fix: "Name an object of the bucket of the connection, or read from another connection.",
    example: {
      wrong: `export const koalas = batchJob("koalas")
  .from(demo)
  .uris("s3://other-bucket/koalas.json")
  .input({ timestamp: "string" })
  .into("Koalas", { createIfMissing: true })
  .map((c) => ({ __time: timeParse(c.timestamp) }));`,
      right: `export const koalas = batchJob("koalas")
  .from(demo)
  .uris("s3://demo-bucket/koalas.json")
  .input({ timestamp: "string" })
  .into("Koalas", { createIfMissing: true })
  .map((c) => ({ __time: timeParse(c.timestamp) }));`,
    },
    message: ({ name, uri, bucket }) =>
      `job ${quoted(name)} reads ${quoted(uri)}, and its connection reads only what begins with ${quoted(bucket)}: name an object there, or use another connection`,
  },
  outside_prefix: {
    severity: "error",
    title: "An object outside of the prefix of its connection",
    meaning:
      "A connection with a prefix reaches only keys that start with it. A job that names another object would fail when it runs.",
    fix: "Name an object below the prefix, or widen the prefix of the connection.",
    example: {
      wrong: `export const below = s3Connection("below")
  .bucket("demo-bucket")
  .prefix("koalas/")
  .region("us-east-1")
  .role("arn:aws:iam::012345678901:role/demo-role");
export const koalas = batchJob("koalas")
  .from(below)
  .objects("elsewhere/a.json")
  .input({ timestamp: "string" })
  .into("Koalas", { createIfMissing: true })
  .map((c) => ({ __time: timeParse(c.timestamp) }));`,
      right: `export const below = s3Connection("below")
  .bucket("demo-bucket")
  .prefix("koalas/")
  .region("us-east-1")
  .role("arn:aws:iam::012345678901:role/demo-role");
export const koalas = batchJob("koalas")
  .from(below)
  .objects("koalas/a.json")
  .input({ timestamp: "string" })
  .into("Koalas", { createIfMissing: true })
  .map((c) => ({ __time: timeParse(c.timestamp) }));`,
    },
    message: ({ name, object, prefix }) =>
      `job ${quoted(name)} reads ${quoted(object)}, and its connection reaches only keys that start with ${quoted(prefix)}: name an object below it, or widen the prefix of the connection`,
  },
  missing_time: {
    severity: "error",
    title: "A job that maps no __time",
    meaning:
      "Every row of a table has a time, in the column __time. A job that does not fill it is refused by the service.",
    fix: "Map __time, such as __time: timeParse(c.timestamp).",
    example: {
      wrong: `export const koalas = batchJob("koalas")
  .from(demo)
  .prefixes("koalas/")
  .input({ timestamp: "string", city: "string" })
  .into("Koalas", { createIfMissing: true })
  .map((c) => ({ city: c.city }));`,
      right: `export const koalas = batchJob("koalas")
  .from(demo)
  .prefixes("koalas/")
  .input({ timestamp: "string", city: "string" })
  .into("Koalas", { createIfMissing: true })
  .map((c) => ({ __time: timeParse(c.timestamp), city: c.city }));`,
    },
    message: ({ name }) => `job ${quoted(name)} maps no __time: add one, such as __time: timeParse(c.timestamp)`,
  },
  time_expression: {
    severity: "error",
    title: "A __time that is no time",
    meaning:
      "The service takes for __time only a call of TIME_PARSE or of MILLIS_TO_TIMESTAMP, outermost, and no aggregation. It fails at the first record without a time, so what is NULL for some records, such as a CASE without ELSE, is refused too.",
    fix: "Wrap the expression in timeParse(…) for text, or in millisToTimestamp(…) for milliseconds; give a CASE an ELSE.",
    example: {
      wrong: `export const koalas = batchJob("koalas")
  .from(demo)
  .prefixes("koalas/")
  .input({ timestamp: "string" })
  .into("Koalas", { createIfMissing: true })
  .map({ __time: '"timestamp"' });`,
      right: `export const koalas = batchJob("koalas")
  .from(demo)
  .prefixes("koalas/")
  .input({ timestamp: "string" })
  .into("Koalas", { createIfMissing: true })
  .map({ __time: 'TIME_PARSE("timestamp")' });`,
    },
    message: ({ name, expression, expected, received }) =>
      `job ${quoted(name)} maps __time to ${expression}: expected ${expected}, received ${received}`,
  },
  reserved_column: {
    severity: "error",
    title: "A column with a reserved name",
    meaning: "Names that begin with two underscores are the service's own. Only __time can be mapped.",
    fix: "Name the column otherwise.",
    example: {
      wrong: `export const koalas = batchJob("koalas")
  .from(demo)
  .prefixes("koalas/")
  .input({ timestamp: "string", city: "string" })
  .into("Koalas", { createIfMissing: true })
  .map((c) => ({ __time: timeParse(c.timestamp), __city: c.city }));`,
      right: `export const koalas = batchJob("koalas")
  .from(demo)
  .prefixes("koalas/")
  .input({ timestamp: "string", city: "string" })
  .into("Koalas", { createIfMissing: true })
  .map((c) => ({ __time: timeParse(c.timestamp), city: c.city }));`,
    },
    message: ({ name, column }) =>
      `job ${quoted(name)} maps column ${quoted(column)}: names that begin with __ are reserved, but for __time: name it otherwise`,
  },
};
