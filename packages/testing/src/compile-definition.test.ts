import { batchJob, s3Connection, secret } from "@starfix/dsl";
import { expect, test } from "vitest";
import { compileDefinition } from "./compile-definition.ts";

test("a definition compiles to its body, and holds the name of a secret in its place", () => {
  const demo = s3Connection("demo")
    .bucket("some-bucket")
    .region("us-east-1")
    .accessKey({ id: "AKIA", secret: secret("KEY") });
  expect(compileDefinition(demo)).toEqual({
    json: {
      type: "s3",
      name: "demo",
      bucket: "some-bucket",
      awsEndpoint: "s3.us-east-1.amazonaws.com",
      secrets: { type: "access_key", accessKeyId: "AKIA", accessKeySecret: "${KEY}" },
    },
    issues: [],
  });
});

test("a definition that is not complete has an issue and no body", () => {
  expect(compileDefinition(batchJob("koalas"))).toMatchObject({
    json: undefined,
    issues: [{ code: "incomplete_definition" }],
  });
});
