import {
  type Alone,
  type Build,
  type BuilderType,
  type Choice,
  type MemberRules,
  missingCalls,
} from "../definition-builder.ts";
import {
  createS3ConnectionProps,
  S3ConnectionBase,
  type S3ConnectionMissing,
  type S3ConnectionProps,
  s3ConnectionParts,
} from "../generated/builders.gen.ts";
import { checkEndpoint, checkRole, endpointOfRegion, type RegionName } from "./aws-rules.ts";
import { beginConnection } from "./begin-connection.ts";
import type { S3ConnectionNode } from "./connection-node.ts";
import { type AccessKey, asSecrets, parseAccessKey } from "./credentials.ts";
import { checkDescription, hasText, matches } from "./member-rules.ts";

const byAccessKey: Choice = { group: "auth", method: "accessKey", given: "credentials are given" };
const byRegion: Choice = { group: "endpoint", method: "region", given: "the endpoint is given" };

const calls = {
  bucket: "call .bucket(name)",
  endpoint: "call .endpoint(host) or .region(name)",
  auth: "call .role(arn) or .accessKey({ id, secret })",
} as const;

/** Amazon's rule for a bucket name, with capital letters and underscores of old buckets. */
const bucketPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]$/;

const rules: MemberRules<S3ConnectionProps> = {
  bucket: (value) => matches("bucket", bucketPattern, "the name of a bucket such as demo-bucket, without s3://", value),
  awsEndpoint: (value) => checkEndpoint("s3", value),
  awsAssumedRoleArn: checkRole,
  prefix: (value) => hasText("prefix", "the beginning of object keys such as projectA/", value),
  description: checkDescription,
};

interface S3ConnectionType extends BuilderType {
  readonly missing: S3ConnectionMissing;
  readonly builder: S3ConnectionBuilder<this["missing"], this["given"]>;
}

/**
 * An S3 connection builder. Every method returns a new builder; the order of calls does not matter.
 * The connection is complete with a bucket, an endpoint (or a region) and credentials (a role or an access key).
 */
export class S3ConnectionBuilder<
  TMissing extends S3ConnectionMissing = S3ConnectionMissing,
  TGiven extends string = never,
> extends S3ConnectionBase<S3ConnectionNode, TMissing, TGiven, S3ConnectionType> {
  /** Type only: the missing calls; `never` if the connection is complete. */
  declare readonly " incomplete": (typeof calls)[TMissing];

  protected override get rules(): MemberRules<S3ConnectionProps> {
    return rules;
  }

  protected override missing(): readonly string[] {
    return missingCalls(this.request, calls, s3ConnectionParts);
  }

  /**
   * Reads through the S3 endpoint of an AWS region. It contradicts `.endpoint()`; calling it again
   * replaces the earlier region.
   *
   * @example
   * s3Connection("demo-conn").region("us-east-1")
   * // => { "type": "s3", "name": "demo-conn", "awsEndpoint": "s3.us-east-1.amazonaws.com", … }
   */
  region(
    name: Alone<TGiven, "endpoint", RegionName, "the endpoint is given">,
  ): Build<S3ConnectionType, Exclude<TMissing, "endpoint">, TGiven | "region"> {
    return this.set("awsEndpoint", endpointOfRegion("s3", name), byRegion);
  }

  /**
   * Authenticates with an access key. It contradicts `.role()`; calling it again replaces the
   * earlier key.
   *
   * @example
   * s3Connection("demo-conn").accessKey({ id: secret("AWS_ID"), secret: secret("AWS_SECRET") })
   * // => { …, "secrets": { "type": "access_key", "accessKeyId": "${AWS_ID}", "accessKeySecret": "${AWS_SECRET}" } }
   */
  accessKey(
    key: Alone<TGiven, "role", AccessKey, "credentials are given">,
  ): Build<S3ConnectionType, Exclude<TMissing, "auth">, TGiven | "accessKey"> {
    const { id, secret } = parseAccessKey(key);
    const secrets = asSecrets({ type: "access_key", accessKeyId: id, accessKeySecret: secret });
    return this.set("secrets", secrets, byAccessKey);
  }
}

/**
 * Defines an S3 connection, from which jobs read objects of one bucket.
 *
 * @param name Unique in the project: 1 to 64 ASCII letters, digits and the characters `. _ -`. It names the artifact.
 *
 * @example
 * s3Connection("demo-conn")
 *   .bucket("demo-bucket")
 *   .region("us-east-1")
 *   .role("arn:aws:iam::012345678901:role/demo-role")
 * // => { "type": "s3", "name": "demo-conn", "bucket": "demo-bucket", "awsEndpoint": "s3.us-east-1.amazonaws.com",
 * //      "awsAssumedRoleArn": "arn:aws:iam::012345678901:role/demo-role" }
 *
 * @throws DefinitionError for a name with other characters.
 */
export function s3Connection(name: string): S3ConnectionBuilder {
  return new S3ConnectionBuilder({
    start: beginConnection(name, s3Connection),
    request: createS3ConnectionProps(name),
  });
}
