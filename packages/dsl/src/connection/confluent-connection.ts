import {
  type Build,
  type BuilderType,
  ConfluentConnectionBase,
  type ConfluentConnectionMissing,
  type ConfluentConnectionProps,
  createConfluentConnectionProps,
} from "@starfix/schema/builders";
import type { AboutNode } from "../about/about-node.ts";
import type { DefinitionMark } from "../definition.ts";
import type { Patch } from "../patch.ts";
import type { ConfluentConnectionDefinition } from "./connection-definition.ts";
import type { ConfluentConnectionNode } from "./connection-node.ts";
import {
  beginConnection,
  connectionMark,
  connectionNode,
  withAllowance,
  withPatch,
  withSaid,
} from "./connection-state.ts";
import { type AccessKey, asSecrets, parseApiKey } from "./credentials.ts";
import { checkTopic, parseServers, parseTopicPattern } from "./kafka-rules.ts";
import { checkDescription, checkMember, type MemberRules } from "./member-rules.ts";

const parts = {
  servers: { call: "call .servers(…)", members: ["bootstrapServers"] },
  topic: { call: "call .topic(name) or .topicPattern(expression)", members: ["topicName"] },
  secrets: { call: "call .key({ id, secret })", members: ["secrets"] },
} as const;

const rules: MemberRules<ConfluentConnectionProps> = { description: checkDescription };

interface ConfluentConnectionType extends BuilderType {
  readonly missing: ConfluentConnectionMissing;
  readonly builder: ConfluentConnectionBuilder<this["missing"]>;
}

/**
 * A connection to Confluent Cloud builder. Every method returns a new builder; the order of calls does not matter.
 * The connection is complete with brokers, a topic or a pattern of topics, and an API key.
 */
export class ConfluentConnectionBuilder<
  TMissing extends ConfluentConnectionMissing = ConfluentConnectionMissing,
> extends ConfluentConnectionBase<TMissing, ConfluentConnectionType> {
  /** Type only: the missing calls; `never` if the connection is complete. */
  declare readonly $incomplete: (typeof parts)[TMissing]["call"];

  /** Identifies a definition to the compiler. */
  get "~definition"(): DefinitionMark {
    return connectionMark(this.origin);
  }

  protected override set<TNext, TKey extends keyof ConfluentConnectionProps = keyof ConfluentConnectionProps>(
    key: TKey,
    value: ConfluentConnectionProps[TKey],
    cleared?: readonly (keyof ConfluentConnectionProps)[],
  ): TNext {
    checkMember(rules, key, value);
    return super.set(key, value, cleared);
  }

  /**
   * Sets the bootstrap servers, each as `host:port`. Calling it again replaces the earlier ones.
   *
   * @example
   * confluentConnection("cloud").servers("pkc-12345.us-east-1.aws.confluent.cloud:9092")
   * // => { "type": "confluent", "name": "cloud", "bootstrapServers": "pkc-12345.us-east-1.aws.confluent.cloud:9092", … }
   */
  override servers(
    ...servers: readonly [string, ...string[]]
  ): Build<ConfluentConnectionType, Exclude<TMissing, "servers">> {
    return this.set("bootstrapServers", parseServers(servers));
  }

  /**
   * Reads one topic. It replaces an earlier topic or pattern.
   *
   * @example
   * confluentConnection("cloud").topic("koalas")
   * // => { "type": "confluent", "name": "cloud", "topicName": "koalas", … }
   */
  override topic(name: string): Build<ConfluentConnectionType, Exclude<TMissing, "topic">> {
    checkTopic(name);
    return this.set("topicName", name, ["topicNameIsPattern"]);
  }

  /**
   * Reads every topic whose whole name matches a Java regular expression. It replaces an earlier topic or pattern.
   *
   * @example
   * confluentConnection("cloud").topicPattern("koalas-.*")
   * // => { "type": "confluent", "name": "cloud", "topicName": "koalas-.*", "topicNameIsPattern": true, … }
   */
  topicPattern(expression: string | RegExp): Build<ConfluentConnectionType, Exclude<TMissing, "topic">> {
    const named: ConfluentConnectionBuilder<TMissing> = this.set("topicName", parseTopicPattern(expression));
    return named.set("topicNameIsPattern", true);
  }

  /**
   * Authenticates with an API key of the cluster. It replaces an earlier key.
   *
   * @example
   * confluentConnection("cloud").key({ id: secret("CONFLUENT_ID"), secret: secret("CONFLUENT_SECRET") })
   * // => { …, "secrets": { "type": "sasl_plain", "username": "${CONFLUENT_ID}", "password": "${CONFLUENT_SECRET}" } }
   */
  key(key: AccessKey): Build<ConfluentConnectionType, Exclude<TMissing, "secrets">> {
    const { id, secret } = parseApiKey(key);
    return this.set("secrets", asSecrets({ type: "sasl_plain", username: id, password: secret }));
  }

  /**
   * Authenticates with an API key in the deprecated form of the contract, which old connections still have. It replaces
   * an earlier key.
   *
   * @deprecated Use `.key({ id, secret })` for new connections.
   *
   * @example
   * confluentConnection("cloud").legacyKey({ id: secret("CONFLUENT_ID"), secret: secret("CONFLUENT_SECRET") })
   * // => { …, "secrets": { "type": "confluent", "key": "${CONFLUENT_ID}", "secret": "${CONFLUENT_SECRET}" } }
   */
  legacyKey(key: AccessKey): Build<ConfluentConnectionType, Exclude<TMissing, "secrets">> {
    const { id, secret } = parseApiKey(key);
    return this.set("secrets", asSecrets({ type: "confluent", key: id, secret }));
  }

  /**
   * Changes the finished request body. The result is validated like any other request. Calling it again adds another
   * change.
   *
   * @example
   * cloud.patch((json) => ({ ...json, topicName: "koalas-eu" }))
   * // => { "type": "confluent", "name": "cloud", …, "topicName": "koalas-eu" }
   */
  patch(change: Patch<ConfluentConnectionProps>): ConfluentConnectionBuilder<TMissing> {
    return new ConfluentConnectionBuilder({ props: this.props, origin: withPatch(this.origin, change) });
  }

  /**
   * Silences one warning of this definition and records why; `manifest.json` lists it. Errors cannot be silenced, and an
   * `.allow()` that silences nothing is a warning itself. Calling it again with the same code replaces the reason.
   *
   * @example
   * cloud.allow("unknown_region", "a region that is not public yet")
   */
  allow(code: string, reason: string): ConfluentConnectionBuilder<TMissing> {
    return new ConfluentConnectionBuilder({ props: this.props, origin: withAllowance(this.origin, code, reason) });
  }

  /** Adds metadata, for `about()` and `internal()`. */
  "~about"(said: AboutNode): ConfluentConnectionBuilder<TMissing> {
    return new ConfluentConnectionBuilder({ props: this.props, origin: withSaid(this.origin, said) });
  }

  /**
   * The connection as a frozen node, the input of the compiler.
   *
   * @throws DefinitionError with the missing calls, if the connection is incomplete.
   */
  toNode(this: ConfluentConnectionDefinition): ConfluentConnectionNode;
  toNode(): ConfluentConnectionNode {
    return connectionNode<ConfluentConnectionNode>(this.props, this.origin, parts);
  }
}

/**
 * Defines a connection to Confluent Cloud, from which streaming jobs read topics of a cluster.
 *
 * @param name Unique in the project: 1 to 64 ASCII letters, digits and the characters `. _ -`. It names the artifact.
 *
 * @example
 * confluentConnection("cloud")
 *   .servers("pkc-12345.us-east-1.aws.confluent.cloud:9092")
 *   .topic("koalas")
 *   .key({ id: secret("CONFLUENT_ID"), secret: secret("CONFLUENT_SECRET") })
 * // => { "type": "confluent", "name": "cloud", "bootstrapServers": "pkc-12345.us-east-1.aws.confluent.cloud:9092",
 * //      "topicName": "koalas",
 * //      "secrets": { "type": "sasl_plain", "username": "${CONFLUENT_ID}", "password": "${CONFLUENT_SECRET}" } }
 *
 * @throws DefinitionError for a name with other characters.
 */
export function confluentConnection(name: string): ConfluentConnectionBuilder {
  const origin = beginConnection(name, confluentConnection);
  return new ConfluentConnectionBuilder({ props: createConfluentConnectionProps(name), origin });
}
