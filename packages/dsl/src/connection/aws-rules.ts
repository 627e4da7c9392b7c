import type { AwsRegion } from "@starfix/schema/aws-regions";
import { matches } from "./member-rules.ts";

const hostPattern = /^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*(:\d{1,5})?$/;
const rolePattern = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;
const regionPattern = /^[a-z]{2,}(-[a-z]+)+-\d+$/;

/** A region of AWS: those that are public are completed, and any other may be one that is not. */
export type RegionName = AwsRegion | (string & Record<never, never>);

/** Prefix of the hosts of an AWS service. */
type AwsService = "s3" | "kinesis";

export function checkRole(value: unknown): void {
  matches("role", rolePattern, "the ARN of a role such as arn:aws:iam::012345678901:role/demo-role", value);
}

export function checkEndpoint(service: AwsService, value: unknown): void {
  matches("endpoint", hostPattern, `a host such as ${service}.us-east-1.amazonaws.com, without a scheme`, value);
}

/** The host of a service's endpoint in an AWS region. */
export function endpointOfRegion(service: AwsService, given: unknown): string {
  matches("region", regionPattern, "an AWS region such as us-east-1", given);
  const region = String(given);
  return `${service}.${region}.${domainOf(region)}`;
}

/** The partitions of China and of the European Union have domains of their own. */
function domainOf(region: string): string {
  if (region.startsWith("cn-")) return "amazonaws.com.cn";
  return region.startsWith("eusc-") ? "amazonaws.eu" : "amazonaws.com";
}
