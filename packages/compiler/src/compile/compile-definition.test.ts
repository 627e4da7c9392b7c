import { fileURLToPath } from "node:url";
import { s3Connection, secret } from "@starfix/dsl";
import { expect, test } from "vitest";
import { compileDefinition } from "./compile-definition.ts";

const demo = s3Connection("demo").bucket("demo-bucket").region("us-east-1");

test("a complete definition gives its artifact", () => {
  const { artifact, issues } = compileDefinition(demo.accessKey({ id: "AKIA", secret: secret("AWS_SECRET") }));
  expect(issues).toEqual([]);
  expect(artifact).toMatchObject({
    kind: "connection",
    name: "demo",
    path: "connections/demo.json",
    dependsOn: [],
    secrets: [{ name: "AWS_SECRET", pointer: "/secrets/accessKeySecret" }],
  });
  expect(artifact?.text).toBe(`${JSON.stringify(artifact?.json, null, 2)}\n`);
});

test("a definition that lacks something gives what to call", () => {
  const { artifact, issues } = compileDefinition(demo);
  expect(artifact).toBeUndefined();
  expect(issues).toMatchObject([
    {
      code: "incomplete_definition",
      message: 'incomplete connection "demo": call .role(arn) or .accessKey({ id, secret })',
      position: { file: fileURLToPath(import.meta.url), line: 6, column: 14 },
    },
  ]);
});

test("what a patch returns that does not fit the contract is an issue at its pointer", () => {
  const role = "arn:aws:iam::012345678901:role/demo-role";
  const { issues } = compileDefinition(demo.role(role).patch((json) => ({ ...json, bucket: 7 })));
  expect(issues).toMatchObject([{ code: "invalid_request", pointer: "/bucket" }]);
});
