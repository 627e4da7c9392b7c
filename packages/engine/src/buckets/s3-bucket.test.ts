import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { describe, expect, test, vi } from "vitest";
import { selectObjects } from "../objects/select-objects.ts";
import { openRecords } from "../records/open-records.ts";
import { s3Bucket } from "./s3-bucket.ts";

const { signal } = new AbortController();
const credentials = { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "very-secret" };

test("an endpoint that refuses connections, and a host that is not known, have their own sentences", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const closed = s3Bucket({ bucket: "zoo", endpoint: `127.0.0.1:${port}`, tls: false, credentials });
  await expect(closed.test(signal)).rejects.toThrow("cannot read s3://zoo: the endpoint refuses connections");
  const unknown = s3Bucket({ bucket: "zoo", endpoint: "no-such-host.invalid", credentials });
  await expect(unknown.test(signal)).rejects.toThrow(/the host name of the endpoint .*\(DNS\)/);
});

test("an aborted call ends with the reason of the signal", async () => {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const silent = s3Bucket({ bucket: "zoo", endpoint: `127.0.0.1:${port}`, tls: false, credentials });
  const controller = new AbortController();
  setTimeout(() => controller.abort(new Error("canceled")), 50);
  await expect(silent.find("a.json", controller.signal)).rejects.toThrow("canceled");
  server.closeAllConnections();
  server.close();
});

test("requests are signed for the region of the endpoint, and other services are addressed by path", async () => {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(
      `${request.method} ${request.url} ${/\/\d{8}\/([^/]+)\/s3/.exec(request.headers.authorization ?? "")?.[1]}`,
    );
    response.writeHead(403).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const bucket = s3Bucket({
    bucket: "zoo",
    endpoint: `127.0.0.1:${port}`,
    tls: false,
    credentials,
    region: "eu-west-1",
  });
  await expect(bucket.find("a/b.json", signal)).rejects.toThrow("cannot read s3://zoo: access is denied");
  await expect(bucket.find("a/b.json", signal)).rejects.not.toThrow("very-secret");
  server.close();
  expect(seen[0]).toBe("HEAD /zoo/a/b.json eu-west-1");
});

test("a role is assumed with the credentials of the machine, and one that cannot be is named", async () => {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    asked.push(`${request.method} ${new URLSearchParams(await text(request)).get("RoleArn")}`);
    response.writeHead(403, { "content-type": "text/xml" });
    response.end(
      "<ErrorResponse><Error><Code>AccessDenied</Code><Message>very-secret</Message></Error></ErrorResponse>",
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  vi.stubEnv("AWS_ENDPOINT_URL_STS", `http://127.0.0.1:${port}`);
  vi.stubEnv("AWS_ACCESS_KEY_ID", credentials.accessKeyId);
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey);
  const role = "arn:aws:iam::012345678901:role/demo-role";
  const bucket = s3Bucket({ bucket: "zoo", endpoint: "s3.us-east-1.amazonaws.com", role });
  await expect(bucket.test(signal)).rejects.toThrow(
    `cannot read s3://zoo: the role ${role} cannot be assumed (AccessDenied); expected credentials on this machine`,
  );
  vi.unstubAllEnvs();
  server.close();
  expect(asked).toEqual([`POST ${role}`]);
});

interface TestS3 {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const setting = process.env.STARFIX_TEST_S3;
const s3: TestS3 = JSON.parse(setting ?? '{"endpoint":"http://127.0.0.1:0","accessKeyId":"","secretAccessKey":""}');
const why = setting === undefined ? "skipped: STARFIX_TEST_S3 does not name an S3 service" : s3.endpoint;

describe.skipIf(setting === undefined)(`a real S3 service (${why})`, () => {
  const name = `starfix-${randomUUID()}`;
  const host = new URL(s3.endpoint).host;
  const tls = s3.endpoint.startsWith("https");
  const keys = { accessKeyId: s3.accessKeyId, secretAccessKey: s3.secretAccessKey };
  const bucket = s3Bucket({ bucket: name, endpoint: host, tls, credentials: keys });
  const admin = new S3Client({
    region: "us-east-1",
    endpoint: s3.endpoint,
    forcePathStyle: true,
    credentials: keys,
    requestChecksumCalculation: "WHEN_REQUIRED",
  });
  const put = (key: string, body: string | Uint8Array) =>
    admin.send(new PutObjectCommand({ Bucket: name, Key: key, Body: Buffer.from(body) }));

  test("objects are found, listed over pages, selected and read", async () => {
    await admin.send(new CreateBucketCommand({ Bucket: name }));
    await bucket.test(signal);
    const odd = ["odd/a+b c.json", "odd/é🐨.json", 'odd/"<&>%20.json', "odd/line\u0001.json"];
    for (const key of odd) await put(key, "{}");
    const many = Array.from({ length: 1005 }, (_, index) => `many/${String(index).padStart(4, "0")}.json`);
    for (let start = 0; start < many.length; start += 50) {
      await Promise.all(many.slice(start, start + 50).map((key) => put(key, "{}")));
    }
    await put("many/empty.json", "");
    await put("data/demo.json.gz", gzipSync('{"a":1}\n{"a":2}\n'));

    const listed: string[] = [];
    for await (const { key } of bucket.list("many/", signal)) listed.push(key);
    expect(listed).toEqual([...many, "many/empty.json"]);
    const selected = await selectObjects(bucket, { kind: "pattern", pattern: "odd/*.json" }, {}, signal);
    expect("objects" in selected && selected.objects.map(({ key }) => key).sort()).toEqual(odd.toSorted());
    for (const key of odd) {
      const object = await bucket.find(key, signal);
      expect(object?.size, key).toBe(2);
      if (object === undefined) throw new Error(`${key} is not there`);
      expect(await text(await object.open(signal))).toBe("{}");
    }
    const demo = await bucket.find("data/demo.json.gz", signal);
    if (demo === undefined) throw new Error("data/demo.json.gz is not there");
    const lines: string[] = [];
    for await (const batch of openRecords(demo, signal)) lines.push(...batch.lines);
    expect(lines).toEqual(['{"a":1}', '{"a":2}']);
    expect(await bucket.find("data/none.json", signal)).toBeUndefined();

    const [first] = selected && "objects" in selected ? selected.objects : [];
    await put(first?.key ?? "", "{} {}");
    await expect(first?.open(signal)).rejects.toThrow("an object has changed since it was listed");
  });

  test("a missing bucket, an unknown key and a wrong secret are refused with a reason", async () => {
    const other = { endpoint: host, tls, credentials: keys };
    const missing = s3Bucket({ ...other, bucket: `${name}-none` });
    await expect(missing.test(signal)).rejects.toThrow("there is no bucket of this name");
    await expect(missing.find("a.json", signal)).rejects.toThrow("there is no bucket of this name");
    const unknown = s3Bucket({ ...other, bucket: name, credentials });
    // Amazon names the fault; Ceph, with STS, denies access for either.
    await expect(unknown.test(signal)).rejects.toThrow(/the access key id is not known there|access is denied/);
    const wrong = s3Bucket({ ...other, bucket: name, credentials: { ...keys, secretAccessKey: "wrong" } });
    await expect(wrong.test(signal)).rejects.toThrow(/does not belong to the access key id|access is denied/);
  });
});
