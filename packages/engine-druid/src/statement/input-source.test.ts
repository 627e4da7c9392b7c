import { Readable } from "node:stream";
import type { ObjectLocation, SourceObject } from "@starfix/engine";
import { expect, test } from "vitest";
import { inputSourceOf } from "./input-source.ts";

function objectAt(location: ObjectLocation): SourceObject {
  return { key: "a.json.gz", size: 1, location, open: async () => Readable.from([]) };
}

const s3 = {
  kind: "s3",
  bucket: "demo-bucket",
  key: "in/a b.json.gz",
  endpoint: "127.0.0.1:7480",
  tls: false,
  region: "us-east-1",
} as const;

test("records and files are given as they are", () => {
  expect(inputSourceOf("{}", [])).toEqual({ type: "inline", data: "{}" });
  expect(inputSourceOf(undefined, [])).toEqual({ type: "inline", data: "" });
  const files = ["/data/a.json.gz", "/data/b.json"].map((path) =>
    objectAt({ kind: "file", path, bucket: "demo-bucket" }),
  );
  expect(inputSourceOf(undefined, files)).toEqual({ type: "local", files: ["/data/a.json.gz", "/data/b.json"] });
});

test("objects are given with their endpoint and their keys", () => {
  const keys = { accessKeyId: "id", secretAccessKey: "secret" };
  expect(inputSourceOf(undefined, [objectAt({ ...s3, credentials: keys })])).toEqual({
    type: "s3",
    objects: [{ bucket: "demo-bucket", path: "in/a b.json.gz" }],
    endpointConfig: { url: "http://127.0.0.1:7480", signingRegion: "us-east-1" },
    clientConfig: {
      protocol: "http",
      disableChunkedEncoding: true,
      enablePathStyleAccess: true,
      forceGlobalBucketAccessEnabled: false,
    },
    properties: {
      accessKeyId: { type: "default", password: "id" },
      secretAccessKey: { type: "default", password: "secret" },
    },
  });
});

test("a role is assumed by the cluster, and without one its own credentials count", () => {
  const role = "arn:aws:iam::012345678901:role/demo-role";
  expect(inputSourceOf(undefined, [objectAt({ ...s3, tls: true, role })])).toMatchObject({
    endpointConfig: { url: "https://127.0.0.1:7480" },
    properties: { assumeRoleArn: role },
  });
  expect(inputSourceOf(undefined, [objectAt(s3)])).not.toHaveProperty("properties");
});

test("what Druid's input source cannot take is an error", () => {
  const credentials = { accessKeyId: "id", secretAccessKey: "secret", sessionToken: "token" };
  expect(() => inputSourceOf(undefined, [objectAt({ ...s3, credentials })])).toThrow(
    "temporary credentials are not supported by Druid's S3 input source",
  );
});
