import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { koalasProject } from "../testing/koalas-project.ts";
import { run } from "../testing/run.ts";
import { serveInProcess } from "../testing/serve.ts";

interface S3 {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const s3: S3 | undefined = process.env.STARFIX_TEST_S3 && JSON.parse(process.env.STARFIX_TEST_S3);
const because = s3 ? "" : " (skipped: STARFIX_TEST_S3 names no S3 on loopback)";

test.skipIf(!s3)(`apply reads a real S3 with an access key, and writes the secret nowhere${because}`, async () => {
  if (!s3) return;
  const { endpoint, accessKeyId, secretAccessKey } = s3;
  const bucket = `starfix-${randomUUID()}`;
  await using folder = await koalasProject();
  const key = "polaris-ingest/demo-file.json.gz";
  const credentials = { accessKeyId, secretAccessKey };
  const client = new S3Client({ endpoint, credentials, region: "us-east-1", forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  const Body = await readFile(`${folder.path}/objects/${key}`);
  await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body }));
  client.destroy();

  await folder.write(
    "project/definitions/koalas.ts",
    `import { batchJob, s3Connection, secret } from "@starfix/dsl";
export const demo = s3Connection("demo-conn").bucket("${bucket}").endpoint("${new URL(endpoint).host}")
  .accessKey({ id: secret("S3_ID"), secret: secret("S3_SECRET") });
export const koalas = batchJob("koalas").from(demo).pattern("polaris-ingest/*.json.gz")
  .input({ timestamp: "string", city: "string" }).into("Koalas", { createIfMissing: true }).format("nd-json")
  .map({ __time: 'TIME_PARSE("timestamp")', city: '"city"' });`,
  );
  const served = await serveInProcess({ cwd: folder.path, argv: ["--s3-endpoint", endpoint] });
  const target = {
    STARFIX_URL: served.url,
    STARFIX_PROJECT_ID: served.projectId,
    STARFIX_API_KEY: served.apiKey ?? "",
  };
  const cwd = `${folder.path}/project`;
  const without = await run(["apply"], { cwd, env: target });
  const applied = await run(["apply"], { cwd, env: { ...target, S3_ID: accessKeyId, S3_SECRET: secretAccessKey } });
  const stopped = await served.stop();

  expect(without).toMatchObject({ code: 1 });
  expect(without.stderr).toContain("S3_SECRET, needed by connections/demo-conn.json at /secrets/accessKeySecret");
  expect(applied.stdout).toContain("koalas: completed, 3 rows read, 3 persisted, 0 skipped");
  const artifact = await readFile(`${cwd}/artifacts/connections/demo-conn.json`, "utf8");
  const ledger = await readFile(`${cwd}/.starfix/ledger.jsonl`, "utf8");
  for (const text of [artifact, ledger, JSON.stringify(applied), JSON.stringify(stopped)]) {
    expect(text).not.toContain(secretAccessKey);
  }
});
