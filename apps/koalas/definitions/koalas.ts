import { batchJob, max, s3Connection, timeParse } from "@starfix/dsl";

export const demo = s3Connection("demo-conn")
  .bucket("demo-bucket")
  .endpoint("s3.us-east-1.amazonaws.com")
  .role("arn:aws:iam::012345678901:role/demo-role");

export const koalas = batchJob("koalas")
  .from(demo)
  .uris("s3://demo-bucket/polaris-ingest/demo-file.json.gz")
  .format("nd-json")
  .input({ timestamp: "string", city: "string", session: "string", session_length: "long" })
  .into("Koalas", { createIfMissing: true })
  .map((c) => ({
    __time: timeParse(c.timestamp),
    city: c.city,
    session: c.session,
    max_session_length: max(c.session_length),
  }));
