import { expect, test } from "vitest";
import { kinesisConnection } from "./kinesis-connection.ts";

const role = "arn:aws:iam::012345678901:role/demo-role";
const clicks = kinesisConnection("clicks").stream("koalas").region("us-east-2").role(role);

test("a connection has the request of the contract", () => {
  expect(clicks.describe("Clicks.").toNode().request).toEqual({
    type: "kinesis",
    name: "clicks",
    stream: "koalas",
    awsEndpoint: "kinesis.us-east-2.amazonaws.com",
    awsAssumedRoleArn: role,
    description: "Clicks.",
  });
});

test("an endpoint and a region contradict each other, and another region replaces the first", () => {
  expect(clicks.region("cn-north-1").toNode().request.awsEndpoint).toBe("kinesis.cn-north-1.amazonaws.com.cn");
  const { request } = kinesisConnection("c").stream("s").role(role).endpoint("kinesis.example.com").toNode();
  expect(request.awsEndpoint).toBe("kinesis.example.com");
  // @ts-expect-error the endpoint is given
  expect(() => clicks.endpoint("kinesis.example.com")).toThrow("the endpoint is given by .region() already");
});

test.each(["", "ko alas", "a/b", "a".repeat(129)])("stream %j is refused", (stream) => {
  expect(() => clicks.stream(stream)).toThrow("invalid stream: expected the name of a stream, of 1 to 128");
});

test("an invalid endpoint, region or role is refused", () => {
  expect(() => kinesisConnection("c").endpoint("https://kinesis.us-east-2.amazonaws.com")).toThrow(
    "invalid endpoint: expected a host such as kinesis.us-east-1.amazonaws.com, without a scheme",
  );
  expect(() => clicks.region("Ohio")).toThrow("invalid region: expected an AWS region such as us-east-1");
  expect(() => clicks.role("demo-role")).toThrow("invalid role: expected the ARN of a role");
});

test("an incomplete connection is an error with the missing calls", () => {
  const builder = kinesisConnection("clicks");
  // @ts-expect-error everything is missing
  expect(() => builder.toNode()).toThrow(
    'incomplete connection "clicks": call .stream(name); call .endpoint(host) or .region(name); call .role(arn)',
  );
});
