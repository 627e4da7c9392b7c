import { expect, test } from "vitest";
import { DefinitionError } from "../definition-error.ts";
import { secret } from "../secret.ts";
import { s3Connection } from "./s3-connection.ts";

const role = "arn:aws:iam::012345678901:role/demo-role";

test("a connection with a role has the request of the guide", () => {
  const node = s3Connection("demo-conn")
    .bucket("demo-bucket")
    .endpoint("s3.us-east-1.amazonaws.com")
    .role(role)
    .toNode();
  expect(node.request).toEqual({
    type: "s3",
    name: "demo-conn",
    bucket: "demo-bucket",
    awsEndpoint: "s3.us-east-1.amazonaws.com",
    awsAssumedRoleArn: role,
  });
  expect(Object.isFrozen(node)).toBe(true);
  expect(Object.isFrozen(node.request)).toBe(true);
});

test("the order of calls does not matter", () => {
  const node = s3Connection("demo-conn").role(role).prefix("a/").region("us-east-1").bucket("demo-bucket").toNode();
  expect(node.request.awsEndpoint).toBe("s3.us-east-1.amazonaws.com");
  expect(node.request.prefix).toBe("a/");
});

test("a region of the European Sovereign Cloud has its own domain", () => {
  const node = s3Connection("demo-conn").role(role).region("eusc-de-east-1").bucket("demo-bucket").toNode();
  expect(node.request.awsEndpoint).toBe("s3.eusc-de-east-1.amazonaws.eu");
});

test("a region of China has its own domain", () => {
  const node = s3Connection("demo-conn").role(role).region("cn-north-1").bucket("demo-bucket").toNode();
  expect(node.request.awsEndpoint).toBe("s3.cn-north-1.amazonaws.com.cn");
});

test("every method leaves its builder unchanged", () => {
  const base = s3Connection("demo-conn").bucket("demo-bucket").role(role);
  const near = base.region("us-east-1").toNode();
  const far = base.region("eu-west-1").toNode();
  expect(near.request.awsEndpoint).toBe("s3.us-east-1.amazonaws.com");
  expect(far.request.awsEndpoint).toBe("s3.eu-west-1.amazonaws.com");
});

test("an access key keeps its secret a reference", () => {
  const node = s3Connection("demo-conn")
    .bucket("demo-bucket")
    .region("us-east-1")
    .accessKey({ id: secret("AWS_ID"), secret: secret("AWS_SECRET") })
    .toNode();
  expect(node.request).not.toHaveProperty("awsAssumedRoleArn");
  expect(String(node.request.secrets?.accessKeyId)).toBe("${AWS_ID}");
  expect(String(node.request.secrets?.accessKeySecret)).toBe("${AWS_SECRET}");
});

const bare = s3Connection("demo-conn").bucket("demo-bucket");
const key = { id: "AKIAIOSFODNN7EXAMPLE", secret: secret("AWS_SECRET") };

test("a role and an access key contradict each other, in both orders", () => {
  // @ts-expect-error the credentials are given
  expect(() => bare.role(role).accessKey(key)).toThrow(
    new DefinitionError(
      "credentials are given by .role() already, and .accessKey() contradicts it; remove one of the two calls",
      { code: "contradicting_calls" },
    ),
  );
  // @ts-expect-error the credentials are given
  expect(() => bare.accessKey(key).role(role)).toThrow("credentials are given by .accessKey() already");
  expect(bare.region("us-east-1").role("arn:aws:iam::012345678901:role/a").role(role).toNode().request).toMatchObject({
    awsAssumedRoleArn: role,
  });
});

test("a region and an endpoint contradict each other, in both orders, also when both say the same", () => {
  // @ts-expect-error the endpoint is given
  expect(() => bare.region("us-east-1").endpoint("s3.us-east-1.amazonaws.com")).toThrow(
    "the endpoint is given by .region() already, and .endpoint() contradicts it; remove one of the two calls",
  );
  // @ts-expect-error the endpoint is given
  expect(() => bare.endpoint("s3.us-east-1.amazonaws.com").region("us-east-1")).toThrow("by .endpoint() already");
});

test.each([
  ["", '""'],
  ["demo conn", '"demo conn"'],
  [".hidden", '".hidden"'],
  ["../up", '"../up"'],
  ["a".repeat(65), `"${"a".repeat(65)}"`],
])("a name of other characters is refused: %j", (name, shown) => {
  expect(() => s3Connection(name)).toThrow(
    new DefinitionError(
      `invalid connection name: expected 1 to 64 ASCII letters, digits and the characters . _ -, not beginning with a dot, received ${shown}`,
    ),
  );
});

test("a bucket given as a URI is refused", () => {
  expect(() => s3Connection("c").bucket("s3://demo-bucket")).toThrow(
    'invalid bucket: expected the name of a bucket such as demo-bucket, without s3://, received "s3://demo-bucket"',
  );
});

test("an endpoint with a scheme is refused", () => {
  expect(() => s3Connection("c").endpoint("https://s3.amazonaws.com")).toThrow(
    'invalid endpoint: expected a host such as s3.us-east-1.amazonaws.com, without a scheme, received "https://s3.amazonaws.com"',
  );
});

test("a role that is not the ARN of a role is refused", () => {
  expect(() => s3Connection("c").role("arn:aws:iam::012345678901:user/demo")).toThrow("invalid role: expected the ARN");
});

test("an invalid region is refused", () => {
  expect(() => s3Connection("c").region("US East")).toThrow("invalid region: expected an AWS region such as us-east-1");
});

test("a literal secret is refused and not shown", () => {
  const key = { id: "AKIAIOSFODNN7EXAMPLE", secret: "wJalrXUtnFEMI" };
  // @ts-expect-error the secret must be a reference
  const call = () => s3Connection("c").accessKey(key);
  expect(call).toThrow('expected the secret as a reference such as secret("AWS_SECRET")');
  expect(call).not.toThrow("wJalrXUtnFEMI");
  expect(() => secret("wJalrXUtnFEMI/K7MDENG")).toThrow("invalid secret");
  expect(() => secret("wJalrXUtnFEMI/K7MDENG")).not.toThrow("wJalr");
});

test("an incomplete connection is an error with the missing calls", () => {
  const builder = s3Connection("demo-conn").bucket("demo-bucket");
  // @ts-expect-error the endpoint and a way to get in are missing
  expect(() => builder.toNode()).toThrow(
    'incomplete connection "demo-conn": call .endpoint(host) or .region(name); call .role(arn) or .accessKey({ id, secret })',
  );
});
