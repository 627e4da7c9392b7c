import { mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { BucketError } from "../bucket.ts";
import { localBucket } from "./local-bucket.ts";
import { locationOpener } from "./open-location.ts";
import { s3Bucket } from "./s3-bucket.ts";

const { signal } = new AbortController();

test("a file is read by the location of its object, as plain data", async () => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "starfix-location-")));
  await writeFile(join(folder, "a.json"), '{"a":1}');
  const object = await localBucket({ name: "zoo", folder }).find("a.json", signal);
  expect(object?.location).toEqual({ kind: "file", path: join(folder, "a.json"), bucket: "s3://zoo" });
  const location = structuredClone(object?.location);
  if (location?.kind !== "file") throw new Error("expected the location of a file");
  expect(await text(await locationOpener()(location, signal))).toBe('{"a":1}');

  await rm(location.path);
  await expect(locationOpener()(location, signal)).rejects.toThrow(BucketError);
  await writeFile(join(folder, "secret"), "secret");
  await symlink(join(folder, "secret"), location.path);
  await expect(locationOpener()(location, signal)).rejects.toThrow("cannot read s3://zoo");
  await rm(folder, { recursive: true });
});

test("an object of S3 is read by its location, with its credentials and its tag", async () => {
  const seen: string[] = [];
  await using server = createServer(({ method, url, headers }, response) => {
    seen.push(`${method} ${url} ${headers["if-match"]} ${headers.authorization?.slice(0, 42)}`);
    response.setHeader("etag", '"one"').setHeader("content-length", "2");
    response.end(method === "HEAD" ? undefined : "{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const credentials = { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "very-secret" };
  const bucket = s3Bucket({ bucket: "zoo", endpoint: `127.0.0.1:${port}`, tls: false, credentials });
  const object = await bucket.find("a/b.json", signal);
  expect(object?.location).toEqual({
    kind: "s3",
    bucket: "zoo",
    key: "a/b.json",
    endpoint: `127.0.0.1:${port}`,
    tls: false,
    region: "us-east-1",
    credentials,
    tag: '"one"',
  });
  if (object === undefined) throw new Error("a/b.json is not there");
  expect(await text(await locationOpener()(structuredClone(object.location), signal))).toBe("{}");
  expect(seen[1]).toMatch(/^GET \/zoo\/a\/b\.json\S* "one" AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/);
  server.closeAllConnections();
});
