import { expect, test } from "vitest";
import { allowedEndpoint, isAllowedEndpoint, regionOfEndpoint } from "./s3-endpoint.ts";

test.each([
  ["s3.amazonaws.com", "us-east-1"],
  ["s3.us-east-1.amazonaws.com", "us-east-1"],
  ["s3.us-east-2.amazonaws.com", "us-east-2"],
  ["s3.ap-southeast-2.amazonaws.com", "ap-southeast-2"],
  ["s3.us-gov-west-1.amazonaws.com", "us-gov-west-1"],
  ["s3.dualstack.eu-central-1.amazonaws.com", "eu-central-1"],
  ["s3.cn-north-1.amazonaws.com.cn", "cn-north-1"],
])("%s is allowed and is of region %s", (host, region) => {
  expect(isAllowedEndpoint(host, [])).toBe(true);
  expect(regionOfEndpoint(host)).toBe(region);
});

test.each([
  "",
  "localhost",
  "127.0.0.1",
  "169.254.169.254",
  "[::1]",
  "https://s3.us-east-1.amazonaws.com",
  "s3.us-east-1.amazonaws.com/",
  "s3.us-east-1.amazonaws.com.",
  "s3.us-east-1.amazonaws.com:443",
  "S3.us-east-1.amazonaws.com",
  "s3.us-east-1.AMAZONAWS.com",
  " s3.us-east-1.amazonaws.com",
  "s3.us-east-1.amazonaws.com\n",
  "user@s3.us-east-1.amazonaws.com",
  "s3.us-east-1.amazonaws.com@evil.example",
  "s3.us-east-1.amazonaws.com#.evil.example",
  "s3.us-east-1.amazonaws.com.evil.example",
  "evil-s3.us-east-1.amazonaws.com",
  "evil.s3.us-east-1.amazonaws.com",
  "s3.us-east-1xamazonaws.com",
  "s3.evil.amazonaws.com",
  "s3.us.east.1.amazonaws.com",
  "s3.us-east-1.amazonaws.com.cn",
  "s3.cn-north-1.amazonaws.com",
  "s3.amazonaws.com.cn",
  "s3-us-east-1.amazonaws.com",
  "ec2.us-east-1.amazonaws.com",
])("%j is not allowed", (host) => {
  expect(isAllowedEndpoint(host, [])).toBe(false);
});

test("what the operator names is allowed exactly as named", () => {
  const extra = ["minio.internal:9000", "http://127.0.0.1:7480", "https://s3.example.org/"];
  expect(allowedEndpoint("minio.internal:9000", extra)).toEqual({ host: "minio.internal:9000", tls: true });
  expect(allowedEndpoint("127.0.0.1:7480", extra)).toEqual({ host: "127.0.0.1:7480", tls: false });
  expect(allowedEndpoint("s3.example.org", extra)).toEqual({ host: "s3.example.org", tls: true });
  for (const host of [
    "minio.internal",
    "minio.internal:9001",
    "127.0.0.1",
    "http://127.0.0.1:7480",
    "S3.example.org",
    "x.s3.example.org",
    "evil@minio.internal:9000",
  ]) {
    expect(isAllowedEndpoint(host, extra)).toBe(false);
  }
  expect(isAllowedEndpoint("", ["", "http://"])).toBe(false);
});
