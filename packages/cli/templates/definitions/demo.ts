// A first example: a connection to a bucket, and a job that fills a table from it. Change it, or delete this file.
// `npx starfix check` prints what is wrong with it, `npx starfix build` writes what is posted to the service.
import { batchJob, max, s3Connection, timeParse } from "@starfix/dsl";

// With keys in place of a role: .accessKey({ id: secret("AWS_ID"), secret: secret("AWS_SECRET") }). Only their names are written.
export const demo = s3Connection("demo-conn")
  .bucket("demo-bucket")
  .endpoint("s3.us-east-1.amazonaws.com")
  .role("arn:aws:iam::012345678901:role/demo-role");

export const koalas = batchJob("koalas")
  .from(demo)
  .pattern("polaris-ingest/*.json.gz")
  .format("nd-json")
  // The columns of the data. `npx starfix infer <file>` prints them for data that you have.
  .input({ timestamp: "string", city: "string", session: "string", session_length: "long" })
  .into("Koalas", { createIfMissing: true })
  // The columns of the table. An aggregate such as max() groups the rows by the columns that are none.
  .map((c) => ({
    __time: timeParse(c.timestamp),
    city: c.city,
    session: c.session,
    max_session_length: max(c.session_length),
  }));
