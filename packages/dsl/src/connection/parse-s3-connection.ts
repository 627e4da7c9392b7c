import type { S3ConnectionProps } from "@starfix/schema/builders";
import { refuse } from "../definition-error.ts";

/** Amazon's rule for a bucket name, with capital letters and underscores of old buckets. */
const bucketPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]$/;
const hostPattern = /^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*(:\d{1,5})?$/;
const rolePattern = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;
const regionPattern = /^[a-z]{2,}(-[a-z]+)+-\d+$/;

/** One rule a member; the contract says only that they are text. */
const rules: { readonly [TKey in keyof S3ConnectionProps]?: (value: unknown) => void } = {
  bucket: (value) => matches("bucket", bucketPattern, "the name of a bucket such as demo-bucket, without s3://", value),
  awsEndpoint: (value) =>
    matches("endpoint", hostPattern, "a host such as s3.us-east-1.amazonaws.com, without a scheme", value),
  awsAssumedRoleArn: (value) =>
    matches("role", rolePattern, "the ARN of a role such as arn:aws:iam::012345678901:role/demo-role", value),
  prefix: (value) => text("prefix", "the beginning of object keys such as projectA/", value),
  description: (value) => text("description", "text", value),
};

/** Checks one member of the request, at the call that gives it. */
export function parseS3ConnectionMember(key: keyof S3ConnectionProps, value: unknown): void {
  rules[key]?.(value);
}

/** Turns an AWS region into the host of its S3 endpoint. */
export function endpointOfRegion(region: string): string {
  matches("region", regionPattern, "an AWS region such as us-east-1", region);
  return region.startsWith("cn-") ? `s3.${region}.amazonaws.com.cn` : `s3.${region}.amazonaws.com`;
}

function matches(what: string, pattern: RegExp, expected: string, value: unknown): void {
  if (typeof value !== "string" || !pattern.test(value)) refuse(what, expected, value);
}

function text(what: string, expected: string, value: unknown): void {
  if (typeof value !== "string" || value === "") refuse(what, expected, value);
}
