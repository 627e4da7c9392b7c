import type { CreateConnectionRequest } from "@starfix/schema";
import { awsRegions } from "@starfix/schema/aws-regions";
import { expect, test } from "vitest";
import { formatRuleIssue } from "../issues/rule-issue.ts";
import { checkConnection } from "./check-connection.ts";

const awsAssumedRoleArn = "arn:aws:iam::012345678901:role/demo-role";

function issuesOf(awsEndpoint: string): readonly string[] {
  const request: CreateConnectionRequest = {
    type: "s3",
    name: "lake",
    bucket: "demo-bucket",
    awsEndpoint,
    awsAssumedRoleArn,
  };
  return checkConnection(request).map((issue) => `${issue.code} ${issue.pointer}: ${formatRuleIssue(issue)}`);
}

test.each([
  ...awsRegions.filter((region) => !/^(cn|eusc)-/.test(region)).map((region) => `s3.${region}.amazonaws.com`),
  "s3.cn-north-1.amazonaws.com.cn",
  "s3.eusc-de-east-1.amazonaws.eu",
  "s3-eu-west-1.amazonaws.com",
  "s3.dualstack.eu-west-1.amazonaws.com",
  "s3-fips.us-gov-west-1.amazonaws.com",
  "vpce-1a2b-x.s3.us-east-1.vpce.amazonaws.com",
  "minio.example.com:9000",
])("%s has no issue", (endpoint) => {
  expect(issuesOf(endpoint)).toEqual([]);
});

test.each([
  [
    "demo-bucket.s3.us-east-1.amazonaws.com",
    'invalid_value /awsEndpoint: invalid awsEndpoint: expected s3.us-east-1.amazonaws.com, because the bucket is given by bucket, received "demo-bucket.s3.us-east-1.amazonaws.com"',
  ],
  [
    "demo-bucket.storage.example.com",
    'invalid_value /awsEndpoint: invalid awsEndpoint: expected storage.example.com, because the bucket is given by bucket, received "demo-bucket.storage.example.com"',
  ],
  [
    "s3.amazonaws.com",
    'endpoint_without_region /awsEndpoint: the endpoint names no region: expected one such as s3.us-east-1.amazonaws.com, received "s3.amazonaws.com"',
  ],
  [
    "s3.eu-wset-1.amazonaws.com",
    'unknown_region /awsEndpoint: AWS is not known to have this region: expected a region such as eu-west-1, received "eu-wset-1"',
  ],
  [
    "s3.cn-north-1.amazonaws.com",
    'invalid_value /awsEndpoint: invalid awsEndpoint: expected s3.cn-north-1.amazonaws.com.cn, received "s3.cn-north-1.amazonaws.com"',
  ],
])("%s has an issue", (endpoint, want) => {
  expect(issuesOf(endpoint)).toEqual([want]);
});
