import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { BucketError, type ConnectionRecord } from "@starfix/engine";
import { expect, test } from "vitest";
import { createSecretBox } from "../secrets/secret-box.ts";
import { sealAccessKeys } from "./connection-secrets.ts";
import { openSource } from "./open-source.ts";

const box = createSecretBox(new Uint8Array(32).fill(1));
const user = { username: "u", userId: "1" };
const { signal } = new AbortController();

function connection(change: Partial<ConnectionRecord>): ConnectionRecord {
  return {
    name: "demo-conn",
    type: "s3",
    bucket: "demo-bucket",
    awsEndpoint: "s3.us-east-1.amazonaws.com",
    submittedByUser: user,
    submittedOnTimestamp: "2024-01-01T00:00:00Z",
    modifiedByUser: user,
    modifiedOnTimestamp: "2024-01-01T00:00:00Z",
    ...change,
  };
}

test("a bucket that is mapped to a folder is read there, whatever the credentials are", async () => {
  const sources = { box, buckets: new Map([["demo-bucket", import.meta.dirname]]), s3Endpoints: [] };
  const bucket = openSource(sources, connection({ secrets: "v1.not-even-ciphertext" }));
  expect(bucket.name).toBe("s3://demo-bucket");
  expect((await bucket.find("open-source.ts", signal))?.key).toBe("open-source.ts");
});

test("an endpoint that is no longer allowed is not spoken to", () => {
  const sources = { box, buckets: new Map<string, string>(), s3Endpoints: [] };
  const record = connection({
    awsEndpoint: "127.0.0.1:7480",
    awsAssumedRoleArn: "arn:aws:iam::012345678901:role/demo",
  });
  expect(() => openSource(sources, record)).toThrow(BucketError);
  expect(() => openSource(sources, record)).toThrow("this server does not allow the endpoint 127.0.0.1:7480");
});

test("access keys sign the requests to an endpoint that the operator named without TLS", async () => {
  const seen: string[] = [];
  const s3 = createServer((request, response) => {
    seen.push(`${request.url} ${request.headers.authorization}`);
    response.end("<ListBucketResult></ListBucketResult>");
  });
  await new Promise<void>((resolve) => s3.listen(0, "127.0.0.1", resolve));
  const awsEndpoint = `127.0.0.1:${(s3.address() as AddressInfo).port}`;
  const keys = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", accessKeySecret: "wJalrXUtnFEMI" };
  const record = connection({ awsEndpoint, secrets: sealAccessKeys(box, "demo-conn", keys), prefix: "a/" });
  await openSource({ box, buckets: new Map(), s3Endpoints: [`http://${awsEndpoint}`] }, record).test(signal);
  expect(seen).toHaveLength(1);
  expect(seen[0]).toContain("Credential=AKIAIOSFODNN7EXAMPLE/");
  expect(seen[0]).toContain("/demo-bucket");
  expect(seen[0]).toContain("prefix=a%2F");
  expect(seen[0]).not.toContain("wJalrXUtnFEMI");
  s3.closeAllConnections();
  s3.close();
});
