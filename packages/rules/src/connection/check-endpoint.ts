import { closestName } from "@starfix/expr";
import type { CreateConnectionRequest } from "@starfix/schema";
import { awsRegions } from "@starfix/schema/aws-regions";
import { describeValue } from "../issues/describe-value.ts";
import type { Report } from "../issues/rule-issue.ts";

const POINTER = "/awsEndpoint";
const HOST = /^(.+)\.(amazonaws\.(?:com|com\.cn|eu))$/;
const REGION = /^[a-z]{2,}(?:-[a-z]+)+-\d+$/;

/** Checks the AWS endpoint of a connection: that it names a region of AWS, and not the bucket. */
export function checkEndpoint(request: CreateConnectionRequest, report: Report): void {
  if (request.type !== "s3" && request.type !== "kinesis") return;
  const { awsEndpoint: endpoint } = request;
  const bucket = request.type === "s3" ? request.bucket : undefined;
  if (bucket !== undefined && endpoint.startsWith(`${bucket}.`)) {
    const expected = `${endpoint.slice(bucket.length + 1)}, because the bucket is given by bucket`;
    report("invalid_value", POINTER, { what: "awsEndpoint", expected, received: describeValue(endpoint) });
    return;
  }
  const [, labels, domain] = HOST.exec(endpoint) ?? [];
  if (labels === undefined) return;
  const parts = labels.split(".").flatMap((label) => (label.startsWith("s3-") ? ["s3", label.slice(3)] : [label]));
  const region = parts.find((part) => REGION.test(part));
  const example = `${request.type}.us-east-1.amazonaws.com`;
  if (region === undefined) {
    // The endpoint without a region is that of us-east-1.
    report("endpoint_without_region", POINTER, {
      expected: `one such as ${example}`,
      received: describeValue(endpoint),
    });
    return;
  }
  if (!awsRegions.some((known) => known === region)) {
    const closest = closestName(region, awsRegions);
    const expected = closest === undefined ? "a region such as us-east-1" : `a region such as ${closest}`;
    report("unknown_region", POINTER, { expected, received: describeValue(region) });
  } else if (domain !== domainOf(region)) {
    const expected = `${request.type}.${region}.${domainOf(region)}`;
    report("invalid_value", POINTER, { what: "awsEndpoint", expected, received: describeValue(endpoint) });
  }
}

/** Partitions of AWS have domains of their own. */
function domainOf(region: string): string {
  if (region.startsWith("cn-")) return "amazonaws.com.cn";
  return region.startsWith("eusc-") ? "amazonaws.eu" : "amazonaws.com";
}
