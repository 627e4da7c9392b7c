import {
  type Build,
  type BuilderType,
  createS3ConnectionProps,
  S3ConnectionBase,
  type S3ConnectionMissing,
  type S3ConnectionProps,
} from "@starfix/schema/builders";
import type { AboutNode } from "../about/about-node.ts";
import type { DefinitionMark } from "../definition.ts";
import type { Patch } from "../patch.ts";
import { checkEndpoint, checkRole, endpointOfRegion } from "./aws-rules.ts";
import type { S3ConnectionDefinition } from "./connection-definition.ts";
import type { S3ConnectionNode } from "./connection-node.ts";
import {
  beginConnection,
  connectionMark,
  connectionNode,
  withAllowance,
  withPatch,
  withSaid,
} from "./connection-state.ts";
import { type AccessKey, asSecrets, parseAccessKey } from "./credentials.ts";
import { checkDescription, checkMember, hasText, type MemberRules, matches } from "./member-rules.ts";

const parts = {
  bucket: { call: "call .bucket(name)", members: ["bucket"] },
  endpoint: { call: "call .endpoint(host) or .region(name)", members: ["awsEndpoint"] },
  auth: { call: "call .role(arn) or .accessKey({ id, secret })", members: ["awsAssumedRoleArn", "secrets"] },
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
  readonly builder: S3ConnectionBuilder<this["missing"]>;
}

/**
 * An S3 connection builder. Every method returns a new builder; the order of calls does not matter.
 * The connection is complete with a bucket, an endpoint (or a region) and credentials (a role or an access key).
 */
export class S3ConnectionBuilder<TMissing extends S3ConnectionMissing = S3ConnectionMissing> extends S3ConnectionBase<
  TMissing,
  S3ConnectionType
> {
  /** Type only: the missing calls; `never` if the connection is complete. */
  declare readonly $incomplete: (typeof parts)[TMissing]["call"];

  /** Identifies a definition to the compiler. */
  get "~definition"(): DefinitionMark {
    return connectionMark(this.origin);
  }

  protected override set<TNext, TKey extends keyof S3ConnectionProps = keyof S3ConnectionProps>(
    key: TKey,
    value: S3ConnectionProps[TKey],
    cleared?: readonly (keyof S3ConnectionProps)[],
  ): TNext {
    checkMember(rules, key, value);
    return super.set(key, value, cleared);
  }

  /**
   * Reads through the S3 endpoint of an AWS region. It replaces an earlier endpoint or region.
   *
   * @example
   * s3Connection("demo-conn").region("us-east-1")
   * // => { "type": "s3", "name": "demo-conn", "awsEndpoint": "s3.us-east-1.amazonaws.com", … }
   */
  region(name: string): Build<S3ConnectionType, Exclude<TMissing, "endpoint">> {
    return this.endpoint(endpointOfRegion("s3", name));
  }

  /**
   * Authenticates with an access key. It replaces an earlier key or role.
   *
   * @example
   * s3Connection("demo-conn").accessKey({ id: secret("AWS_ID"), secret: secret("AWS_SECRET") })
   * // => { …, "secrets": { "type": "access_key", "accessKeyId": "${AWS_ID}", "accessKeySecret": "${AWS_SECRET}" } }
   */
  accessKey(key: AccessKey): Build<S3ConnectionType, Exclude<TMissing, "auth">> {
    const { id, secret } = parseAccessKey(key);
    const secrets = asSecrets({ type: "access_key", accessKeyId: id, accessKeySecret: secret });
    return this.set("secrets", secrets, ["awsAssumedRoleArn"]);
  }

  /**
   * Changes the finished request body. The result is validated like any other request. Calling it again adds another
   * change.
   *
   * @example
   * demo.patch((json) => ({ ...json, prefix: "projectA/" }))
   * // => { "type": "s3", "name": "demo-conn", …, "prefix": "projectA/" }
   */
  patch(change: Patch<S3ConnectionProps>): S3ConnectionBuilder<TMissing> {
    return new S3ConnectionBuilder({ props: this.props, origin: withPatch(this.origin, change) });
  }

  /**
   * Silences one warning of this definition and records why; `manifest.json` lists it. Errors cannot be silenced, and an
   * `.allow()` that silences nothing is a warning itself. Calling it again with the same code replaces the reason.
   *
   * @example
   * demo.allow("unknown_region", "a region that is not public yet")
   */
  allow(code: string, reason: string): S3ConnectionBuilder<TMissing> {
    return new S3ConnectionBuilder({ props: this.props, origin: withAllowance(this.origin, code, reason) });
  }

  /** Adds metadata, for `about()` and `internal()`. */
  "~about"(said: AboutNode): S3ConnectionBuilder<TMissing> {
    return new S3ConnectionBuilder({ props: this.props, origin: withSaid(this.origin, said) });
  }

  /**
   * The connection as a frozen node, the input of the compiler.
   *
   * @throws DefinitionError with the missing calls, if the connection is incomplete.
   */
  toNode(this: S3ConnectionDefinition): S3ConnectionNode;
  toNode(): S3ConnectionNode {
    return connectionNode<S3ConnectionNode>(this.props, this.origin, parts);
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
  const origin = beginConnection(name, s3Connection);
  return new S3ConnectionBuilder({ props: createS3ConnectionProps(name), origin });
}
