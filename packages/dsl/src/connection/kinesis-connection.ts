import {
  type Build,
  type BuilderType,
  createKinesisConnectionProps,
  KinesisConnectionBase,
  type KinesisConnectionMissing,
  type KinesisConnectionProps,
} from "@starfix/schema/builders";
import type { AboutNode } from "../about/about-node.ts";
import type { DefinitionMark } from "../definition.ts";
import type { Patch } from "../patch.ts";
import { checkEndpoint, checkRole, endpointOfRegion } from "./aws-rules.ts";
import type { KinesisConnectionDefinition } from "./connection-definition.ts";
import type { KinesisConnectionNode } from "./connection-node.ts";
import {
  beginConnection,
  connectionMark,
  connectionNode,
  withAllowance,
  withPatch,
  withSaid,
} from "./connection-state.ts";
import { checkDescription, checkMember, type MemberRules, matches } from "./member-rules.ts";

const parts = {
  stream: { call: "call .stream(name)", members: ["stream"] },
  endpoint: { call: "call .endpoint(host) or .region(name)", members: ["awsEndpoint"] },
  role: { call: "call .role(arn)", members: ["awsAssumedRoleArn"] },
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
  readonly builder: KinesisConnectionBuilder<this["missing"]>;
}

/**
 * A Kinesis connection builder. Every method returns a new builder; the order of calls does not matter.
 * The connection is complete with a stream, an endpoint (or a region) and a role.
 */
export class KinesisConnectionBuilder<
  TMissing extends KinesisConnectionMissing = KinesisConnectionMissing,
> extends KinesisConnectionBase<TMissing, KinesisConnectionType> {
  /** Type only: the missing calls; `never` if the connection is complete. */
  declare readonly $incomplete: (typeof parts)[TMissing]["call"];

  /** Identifies a definition to the compiler. */
  get "~definition"(): DefinitionMark {
    return connectionMark(this.origin);
  }

  protected override set<TNext, TKey extends keyof KinesisConnectionProps = keyof KinesisConnectionProps>(
    key: TKey,
    value: KinesisConnectionProps[TKey],
    cleared?: readonly (keyof KinesisConnectionProps)[],
  ): TNext {
    checkMember(rules, key, value);
    return super.set(key, value, cleared);
  }

  /**
   * Reads through the Kinesis endpoint of an AWS region. It replaces an earlier endpoint or region.
   *
   * @example
   * kinesisConnection("clicks").region("us-east-2")
   * // => { "type": "kinesis", "name": "clicks", "awsEndpoint": "kinesis.us-east-2.amazonaws.com", … }
   */
  region(name: string): Build<KinesisConnectionType, Exclude<TMissing, "endpoint">> {
    return this.endpoint(endpointOfRegion("kinesis", name));
  }

  /**
   * Changes the finished request body. The result is validated like any other request. Calling it again adds another
   * change.
   *
   * @example
   * clicks.patch((json) => ({ ...json, stream: "clicks-eu" }))
   * // => { "type": "kinesis", "name": "clicks", …, "stream": "clicks-eu" }
   */
  patch(change: Patch<KinesisConnectionProps>): KinesisConnectionBuilder<TMissing> {
    return new KinesisConnectionBuilder({ props: this.props, origin: withPatch(this.origin, change) });
  }

  /**
   * Silences one warning of this definition and records why; `manifest.json` lists it. Errors cannot be silenced, and an
   * `.allow()` that silences nothing is a warning itself. Calling it again with the same code replaces the reason.
   *
   * @example
   * clicks.allow("unknown_region", "a region that is not public yet")
   */
  allow(code: string, reason: string): KinesisConnectionBuilder<TMissing> {
    return new KinesisConnectionBuilder({ props: this.props, origin: withAllowance(this.origin, code, reason) });
  }

  /** Adds metadata, for `about()` and `internal()`. */
  "~about"(said: AboutNode): KinesisConnectionBuilder<TMissing> {
    return new KinesisConnectionBuilder({ props: this.props, origin: withSaid(this.origin, said) });
  }

  /**
   * The connection as a frozen node, the input of the compiler.
   *
   * @throws DefinitionError with the missing calls, if the connection is incomplete.
   */
  toNode(this: KinesisConnectionDefinition): KinesisConnectionNode;
  toNode(): KinesisConnectionNode {
    return connectionNode<KinesisConnectionNode>(this.props, this.origin, parts);
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
  const origin = beginConnection(name, kinesisConnection);
  return new KinesisConnectionBuilder({ props: createKinesisConnectionProps(name), origin });
}
