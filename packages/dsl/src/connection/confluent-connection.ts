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
import { beginConnection, connectionMark, connectionNode, withPatch, withSaid } from "./connection-state.ts";
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
 * A connection to Confluent Cloud, being described. Every method returns a new builder; the calls may come in any order.
 * It is complete with brokers, a topic or a pattern of topics, and an API key.
 */
export class ConfluentConnectionBuilder<
  TMissing extends ConfluentConnectionMissing = ConfluentConnectionMissing,
> extends ConfluentConnectionBase<TMissing, ConfluentConnectionType> {
  /** Type only: what to call next; `never` when nothing is missing. */
  declare readonly $incomplete: (typeof parts)[TMissing]["call"];

  /** Marks a definition, for the compiler. */
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
   * Begins at these brokers, each as `host:port`. Calling it again replaces the earlier ones.
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
   * Reads one topic. It takes the place of an earlier topic or pattern.
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
   * Reads every topic whose whole name fits a regular expression, as Java reads it. It takes the place of an earlier
   * topic or pattern.
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
   * Gets in with an API key of the cluster. It takes the place of an earlier key.
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
   * Gets in with an API key in the older words of the contract, which connections made long ago still have. It takes the
   * place of an earlier key.
   *
   * @deprecated New connections say the same with `.key({ id, secret })`.
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
   * Changes the request body once it is whole; what comes out is held against the contract like all else. Calling it
   * again adds a change after the earlier ones.
   *
   * @example
   * cloud.patch((json) => ({ ...json, topicName: "koalas-eu" }))
   * // => { "type": "confluent", "name": "cloud", …, "topicName": "koalas-eu" }
   */
  patch(change: Patch<ConfluentConnectionProps>): ConfluentConnectionBuilder<TMissing> {
    return new ConfluentConnectionBuilder({ props: this.props, origin: withPatch(this.origin, change) });
  }

  /** Says more about it, for `about()` and `internal()`. */
  "~about"(said: AboutNode): ConfluentConnectionBuilder<TMissing> {
    return new ConfluentConnectionBuilder({ props: this.props, origin: withSaid(this.origin, said) });
  }

  /**
   * The connection as frozen data: what the compiler takes.
   *
   * @throws DefinitionError that says what to call, when something is missing.
   */
  toNode(this: ConfluentConnectionDefinition): ConfluentConnectionNode;
  toNode(): ConfluentConnectionNode {
    return connectionNode<ConfluentConnectionNode>(this.props, this.origin, parts);
  }
}

/**
 * Begins a connection to Confluent Cloud: where a streaming job reads topics of a cluster.
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
 * @throws DefinitionError for a name that is not of these characters.
 */
export function confluentConnection(name: string): ConfluentConnectionBuilder {
  const origin = beginConnection(name, confluentConnection);
  return new ConfluentConnectionBuilder({ props: createConfluentConnectionProps(name), origin });
}
