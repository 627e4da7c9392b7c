import {
  type Build,
  type BuilderType,
  createS3ConnectionProps,
  S3ConnectionBase,
  type S3ConnectionMissing,
  type S3ConnectionProps,
} from "@starfix/schema/builders";
import { type Definition, type DefinitionMark, definitionFormat } from "../definition.ts";
import { DefinitionError, refuse } from "../definition-error.ts";
import { captureOrigin, type Origin, record } from "../origin.ts";
import { parseName } from "../parse-name.ts";
import { SecretRef } from "../secret.ts";
import { endpointOfRegion, parseS3ConnectionMember } from "./parse-s3-connection.ts";
import type { S3ConnectionNode, S3ConnectionRequest } from "./s3-connection-node.ts";

/** What to call for each part that is missing; the text that type errors show. */
interface S3ConnectionCalls {
  readonly bucket: "call .bucket(name)";
  readonly endpoint: "call .endpoint(host) or .region(name)";
  readonly auth: "call .role(arn) or .accessKey({ id, secret })";
}

const calls: S3ConnectionCalls = {
  bucket: "call .bucket(name)",
  endpoint: "call .endpoint(host) or .region(name)",
  auth: "call .role(arn) or .accessKey({ id, secret })",
};

interface S3ConnectionType extends BuilderType {
  readonly missing: S3ConnectionMissing;
  readonly builder: S3ConnectionBuilder<this["missing"]>;
}

/** An access key of AWS. The secret is a reference; the id may be one. */
export interface AccessKey {
  /** Id of the key, such as AKIAIOSFODNN7EXAMPLE. */
  readonly id: string | SecretRef;
  /** Secret of the key, by the name under which it is found. */
  readonly secret: SecretRef;
}

/** A complete S3 connection, as a job takes it. */
export type S3ConnectionDefinition = Definition<S3ConnectionNode>;

/**
 * An S3 connection, being described. Every method returns a new builder; the calls may come in any order.
 * It is complete with a bucket, an endpoint (or a region) and a way to get in (a role or an access key).
 */
export class S3ConnectionBuilder<TMissing extends S3ConnectionMissing = S3ConnectionMissing> extends S3ConnectionBase<
  TMissing,
  S3ConnectionType
> {
  /** Type only: what to call next; `never` when nothing is missing. */
  declare readonly $incomplete: S3ConnectionCalls[TMissing];

  /** Marks a definition, for the compiler. */
  get "~definition"(): DefinitionMark {
    // `s3Connection` has handed in the origin.
    return { kind: "connection", format: definitionFormat, name: this.props.name, origin: this.origin as Origin };
  }

  protected override set<TNext, TKey extends keyof S3ConnectionProps = keyof S3ConnectionProps>(
    key: TKey,
    value: S3ConnectionProps[TKey],
    cleared?: readonly (keyof S3ConnectionProps)[],
  ): TNext {
    parseS3ConnectionMember(key, value);
    return super.set(key, value, cleared);
  }

  /**
   * Reads through the S3 endpoint of an AWS region. It takes the place of an earlier endpoint or region.
   *
   * @example
   * s3Connection("demo-conn").region("us-east-1")
   * // => { "type": "s3", "name": "demo-conn", "awsEndpoint": "s3.us-east-1.amazonaws.com", … }
   */
  region(name: string): Build<S3ConnectionType, Exclude<TMissing, "endpoint">> {
    return this.endpoint(endpointOfRegion(name));
  }

  /**
   * Gets in with an access key. It takes the place of an earlier key or role.
   *
   * @example
   * s3Connection("demo-conn").accessKey({ id: secret("AWS_ID"), secret: secret("AWS_SECRET") })
   * // => { …, "secrets": { "type": "access_key", "accessKeyId": "${AWS_ID}", "accessKeySecret": "${AWS_SECRET}" } }
   */
  accessKey(key: AccessKey): Build<S3ConnectionType, Exclude<TMissing, "auth">> {
    if (!(key?.secret instanceof SecretRef)) {
      throw new DefinitionError(
        'invalid access key: expected the secret as a reference such as secret("AWS_SECRET"), received another value (not shown, in case it is the secret itself)',
      );
    }
    if (!(key.id instanceof SecretRef) && (typeof key.id !== "string" || key.id === "")) {
      refuse("access key", 'the id as text or as a reference such as secret("AWS_ID")', key.id);
    }
    const secrets = { type: "access_key", accessKeyId: key.id, accessKeySecret: key.secret };
    // A reference stands where the contract has the text; the compiler writes `${NAME}` there.
    return this.set("secrets", secrets as unknown as S3ConnectionProps["secrets"], ["awsAssumedRoleArn"]);
  }

  /**
   * The connection as frozen data: what the compiler takes.
   *
   * @throws DefinitionError that says what to call, when something is missing.
   */
  toNode(this: S3ConnectionDefinition): S3ConnectionNode;
  toNode(): S3ConnectionNode {
    // `set` and `accessKey` have put nothing else in; what is missing is looked for next.
    const request = this.props as unknown as Partial<S3ConnectionRequest>;
    const missing: S3ConnectionMissing[] = [];
    if (request.bucket === undefined) missing.push("bucket");
    if (request.awsEndpoint === undefined) missing.push("endpoint");
    if (request.awsAssumedRoleArn === undefined && request.secrets === undefined) missing.push("auth");
    if (missing.length > 0) {
      const todo = missing.map((part) => calls[part]).join("; ");
      throw new DefinitionError(`incomplete connection ${JSON.stringify(request.name)}: ${todo}`);
    }
    return Object.freeze({
      kind: "connection",
      name: request.name as string,
      origin: this.origin as Origin,
      request: request as S3ConnectionRequest,
    });
  }
}

/**
 * Begins an S3 connection: where a job reads objects of one bucket.
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
 * @throws DefinitionError for a name that is not of these characters.
 */
export function s3Connection(name: string): S3ConnectionBuilder {
  const origin = captureOrigin(s3Connection);
  const props = createS3ConnectionProps(parseName("connection name", name));
  record({ kind: "connection", name, origin });
  return new S3ConnectionBuilder({ props, origin });
}
