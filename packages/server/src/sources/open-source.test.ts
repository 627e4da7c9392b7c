import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { BucketError } from "@starfix/engine";
import type { ConnectionRecord } from "@starfix/store";
import { expect, test } from "vitest";
import { createSecretBox } from "../secrets/secret-box.ts";
import { sealSecrets } from "./connection-parts.ts";
import { openSource } from "./open-source.ts";

const box = createSecretBox(new Uint8Array(32).fill(1));
const user = { username: "u", userId: "1" };
const { signal } = new AbortController();

function connection(members: object, secrets?: string): ConnectionRecord {
  return {
    name: "demo-conn",
    type: "s3",
    members: { bucket: "demo-bucket", awsEndpoint: "s3.us-east-1.amazonaws.com", ...members },
    ...(secrets === undefined ? {} : { secrets }),
    submittedByUser: user,
    submittedOnTimestamp: "2024-01-01T00:00:00Z",
    modifiedByUser: user,
    modifiedOnTimestamp: "2024-01-01T00:00:00Z",
  };
}

test("a bucket that is mapped to a folder is read there, whatever the credentials are", async () => {
  const sources = { box, buckets: new Map([["demo-bucket", import.meta.dirname]]), s3Endpoints: [] };
  const { bucket } = openSource(sources, connection({}, "v1.not-even-ciphertext"));
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
  const keys = { type: "access_key", accessKeyId: "AKIAIOSFODNN7EXAMPLE", accessKeySecret: "wJalrXUtnFEMI" };
  const sources = { box, buckets: new Map<string, string>(), s3Endpoints: [`http://${awsEndpoint}`] };
  // The second is how an older release sealed them.
  for (const sealed of [
    sealSecrets(box, "demo-conn", { "/secrets": keys }),
    box.seal(JSON.stringify([keys.accessKeyId, keys.accessKeySecret]), "demo-conn"),
  ]) {
    await openSource(sources, connection({ awsEndpoint, prefix: "a/" }, sealed)).bucket.test(signal);
  }
  expect(seen).toHaveLength(2);
  for (const request of seen) {
    expect(request).toContain("Credential=AKIAIOSFODNN7EXAMPLE/");
    expect(request).toContain("/demo-bucket");
    expect(request).toContain("prefix=a%2F");
    expect(request).not.toContain("wJalrXUtnFEMI");
  }
  s3.closeAllConnections();
  s3.close();
});
