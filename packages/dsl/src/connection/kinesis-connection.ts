import {
  type Alone,
  type Build,
  type BuilderType,
  type Choice,
  type MemberRules,
  missingCalls,
} from "../definition-builder.ts";
import {
  createKinesisConnectionProps,
  KinesisConnectionBase,
  type KinesisConnectionMissing,
  type KinesisConnectionProps,
  kinesisConnectionParts,
} from "../generated/builders.gen.ts";
import { checkEndpoint, checkRole, endpointOfRegion, type RegionName } from "./aws-rules.ts";
import { beginConnection } from "./begin-connection.ts";
import type { KinesisConnectionNode } from "./connection-node.ts";
import { checkDescription, matches } from "./member-rules.ts";

const byRegion: Choice = { group: "endpoint", method: "region", given: "the endpoint is given" };

const calls = {
  stream: "call .stream(name)",
  endpoint: "call .endpoint(host) or .region(name)",
  role: "call .role(arn)",
} as const;

/** Amazon's rule for the name of a stream. */
const streamPattern = /^[A-Za-z0-9_.-]{1,128}$/;

const rules: MemberRules<KinesisConnectionProps> = {
  stream: (value) =>
    matches(
      "stream",
      streamPattern,
      "the name of a stream, of 1 to 128 ASCII letters, digits and the characters . _ -",
      value,
    ),
  awsEndpoint: (value) => checkEndpoint("kinesis", value),
  awsAssumedRoleArn: checkRole,
  description: checkDescription,
};

interface KinesisConnectionType extends BuilderType {
  readonly missing: KinesisConnectionMissing;
  readonly builder: KinesisConnectionBuilder<this["missing"], this["given"]>;
}

/**
 * A Kinesis connection builder. Every method returns a new builder; the order of calls does not matter.
 * The connection is complete with a stream, an endpoint (or a region) and a role.
 */
export class KinesisConnectionBuilder<
  TMissing extends KinesisConnectionMissing = KinesisConnectionMissing,
  TGiven extends string = never,
> extends KinesisConnectionBase<KinesisConnectionNode, TMissing, TGiven, KinesisConnectionType> {
  /** Type only: the missing calls; `never` if the connection is complete. */
  declare readonly " incomplete": (typeof calls)[TMissing];

  protected override get rules(): MemberRules<KinesisConnectionProps> {
    return rules;
  }

  protected override missing(): readonly string[] {
    return missingCalls(this.request, calls, kinesisConnectionParts);
  }

  /**
   * Reads through the Kinesis endpoint of an AWS region. It contradicts `.endpoint()`; calling it again
   * replaces the earlier region.
   *
   * @example
   * kinesisConnection("clicks").region("us-east-2")
   * // => { "type": "kinesis", "name": "clicks", "awsEndpoint": "kinesis.us-east-2.amazonaws.com", … }
   */
  region(
    name: Alone<TGiven, "endpoint", RegionName, "the endpoint is given">,
  ): Build<KinesisConnectionType, Exclude<TMissing, "endpoint">, TGiven | "region"> {
    return this.set("awsEndpoint", endpointOfRegion("kinesis", name), byRegion);
  }
}

/**
 * Defines a Kinesis connection, from which streaming jobs read the records of one stream.
 *
 * @param name Unique in the project: 1 to 64 ASCII letters, digits and the characters `. _ -`. It names the artifact.
 *
 * @example
 * kinesisConnection("clicks")
 *   .stream("koalas")
 *   .region("us-east-2")
 *   .role("arn:aws:iam::012345678901:role/demo-role")
 * // => { "type": "kinesis", "name": "clicks", "awsAssumedRoleArn": "arn:aws:iam::012345678901:role/demo-role",
 * //      "awsEndpoint": "kinesis.us-east-2.amazonaws.com", "stream": "koalas" }
 *
 * @throws DefinitionError for a name with other characters.
 */
export function kinesisConnection(name: string): KinesisConnectionBuilder {
  return new KinesisConnectionBuilder({
    start: beginConnection(name, kinesisConnection),
    request: createKinesisConnectionProps(name),
  });
}
