import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { EVENTS } from "../testing/koalas-project.ts";
import { run } from "../testing/run.ts";

interface S3 {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const s3: S3 | undefined = process.env.STARFIX_TEST_S3 && JSON.parse(process.env.STARFIX_TEST_S3);
const because = s3 ? "" : " (skipped: STARFIX_TEST_S3 names no S3 on loopback)";

test.skipIf(!s3)(`infer reads an object and a prefix of a real S3, and nothing else${because}`, async () => {
  if (!s3) return;
  const { endpoint, accessKeyId, secretAccessKey } = s3;
  const bucket = `starfix-${randomUUID()}`;
  const credentials = { accessKeyId, secretAccessKey };
  const client = new S3Client({ endpoint, credentials, region: "us-east-1", forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  const events = EVENTS.map((event) => `${JSON.stringify(event)}\n`).join("");
  for (const [Key, Body] of [
    ["in/a.json.gz", gzipSync(events)],
    ["in/b.json", '{"timestamp":1767225600000}\n'],
    ["in/empty.json", ""],
    ["other/c.json", '{"other":1}\n'],
  ] as const) {
    await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
  }
  client.destroy();

  const env = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
  const infer = (source: string, more: Record<string, string> = {}) =>
    run(["infer", source, "--s3-endpoint", endpoint, "--json"], { env: { ...env, ...more } });
  const object = await infer(`s3://${bucket}/in/a.json.gz`);
  expect(JSON.parse(object.stdout)).toMatchObject({ rows: EVENTS.length, complete: true, notes: [] });
  const prefix = await infer(`s3://${bucket}/in`);
  expect(JSON.parse(prefix.stdout)).toMatchObject({
    rows: EVENTS.length + 1,
    notes: ["1 empty file left out"],
    fields: [
      {
        name: "timestamp",
        disagreement: { kinds: [{ kind: "text" }, { kind: "whole", place: `s3://${bucket}/in/b.json:1` }] },
      },
      { name: "city" },
      { name: "session" },
      { name: "session_length" },
    ],
  });
  const missing = await infer(`s3://${bucket}/nowhere`);
  expect(missing).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`no object s3://${bucket}/nowhere, and none`),
  });
  const stranger = await infer(`s3://${bucket}/in`, { AWS_SECRET_ACCESS_KEY: "not-the-secret" });
  expect(stranger).toMatchObject({ code: 1, stderr: expect.stringContaining("cannot read s3://") });
  expect(JSON.stringify([object, prefix, missing, stranger])).not.toContain(secretAccessKey);
});
