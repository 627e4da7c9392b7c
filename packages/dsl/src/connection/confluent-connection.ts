import {
  type Alone,
  type Build,
  type BuilderType,
  type Choice,
  type MemberRules,
  missingCalls,
} from "../definition-builder.ts";
import {
  ConfluentConnectionBase,
  type ConfluentConnectionMissing,
  type ConfluentConnectionProps,
  confluentConnectionParts,
  createConfluentConnectionProps,
} from "../generated/builders.gen.ts";
import { beginConnection } from "./begin-connection.ts";
import type { ConfluentConnectionNode } from "./connection-node.ts";
import { type AccessKey, asSecrets, parseApiKey } from "./credentials.ts";
import { checkTopic, parseServers, parseTopicPattern } from "./kafka-rules.ts";
import { checkDescription } from "./member-rules.ts";

/** The ways to authenticate, of which one is given. */
function by(method: string): Choice {
  return { group: "secrets", method, given: "credentials are given" };
}

const byPattern: Choice = { group: "topic", method: "topicPattern", given: "topics are named" };

const calls = {
  servers: "call .servers(…)",
  topic: "call .topic(name) or .topicPattern(expression)",
  secrets: "call .key({ id, secret })",
} as const;

const rules: MemberRules<ConfluentConnectionProps> = { description: checkDescription };

interface ConfluentConnectionType extends BuilderType {
  readonly missing: ConfluentConnectionMissing;
  readonly builder: ConfluentConnectionBuilder<this["missing"], this["given"]>;
}

/**
 * A connection to Confluent Cloud builder. Every method returns a new builder; the order of calls does not matter.
 * The connection is complete with brokers, a topic or a pattern of topics, and an API key.
 */
export class ConfluentConnectionBuilder<
  TMissing extends ConfluentConnectionMissing = ConfluentConnectionMissing,
  TGiven extends string = never,
> extends ConfluentConnectionBase<ConfluentConnectionNode, TMissing, TGiven, ConfluentConnectionType> {
  /** Type only: the missing calls; `never` if the connection is complete. */
  declare readonly " incomplete": (typeof calls)[TMissing];

  protected override get rules(): MemberRules<ConfluentConnectionProps> {
    return rules;
  }

  protected override missing(): readonly string[] {
    return missingCalls(this.request, calls, confluentConnectionParts);
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
  ): Build<ConfluentConnectionType, Exclude<TMissing, "servers">, TGiven> {
    return this.set("bootstrapServers", parseServers(servers));
  }

  /**
   * Reads one topic. It contradicts `.topicPattern()`; calling it again replaces the earlier topic.
   *
   * @example
   * confluentConnection("cloud").topic("koalas")
   * // => { "type": "confluent", "name": "cloud", "topicName": "koalas", … }
   */
  override topic(
    name: Alone<TGiven, "topicPattern", string, "topics are named">,
  ): Build<ConfluentConnectionType, Exclude<TMissing, "topic">, TGiven | "topic"> {
    checkTopic(name);
    return super.topic(name);
  }

  /**
   * Reads every topic whose whole name matches a Java regular expression. It contradicts `.topic()`; calling it again
   * replaces the earlier expression.
   *
   * @example
   * confluentConnection("cloud").topicPattern("koalas-.*")
   * // => { "type": "confluent", "name": "cloud", "topicName": "koalas-.*", "topicNameIsPattern": true, … }
   */
  topicPattern(
    expression: Alone<TGiven, "topic", string | RegExp, "topics are named">,
  ): Build<ConfluentConnectionType, Exclude<TMissing, "topic">, TGiven | "topicPattern"> {
    const topicName = parseTopicPattern(expression);
    return this.withRequest({ ...this.request, topicName, topicNameIsPattern: true }, byPattern);
  }

  /**
   * Authenticates with an API key of the cluster. It contradicts `.legacyKey()`; calling it again replaces the
   * earlier key.
   *
   * @example
   * confluentConnection("cloud").key({ id: secret("CONFLUENT_ID"), secret: secret("CONFLUENT_SECRET") })
   * // => { …, "secrets": { "type": "sasl_plain", "username": "${CONFLUENT_ID}", "password": "${CONFLUENT_SECRET}" } }
   */
  key(
    key: Alone<TGiven, "legacyKey", AccessKey, "credentials are given">,
  ): Build<ConfluentConnectionType, Exclude<TMissing, "secrets">, TGiven | "key"> {
    const { id, secret } = parseApiKey(key);
    return this.set("secrets", asSecrets({ type: "sasl_plain", username: id, password: secret }), by("key"));
  }

  /**
   * Authenticates with an API key in the deprecated form of the contract, which old connections still have. It
   * contradicts `.key()`; calling it again replaces the earlier key.
   *
   * @deprecated Use `.key({ id, secret })` for new connections.
   *
   * @example
   * confluentConnection("cloud").legacyKey({ id: secret("CONFLUENT_ID"), secret: secret("CONFLUENT_SECRET") })
   * // => { …, "secrets": { "type": "confluent", "key": "${CONFLUENT_ID}", "secret": "${CONFLUENT_SECRET}" } }
   */
  legacyKey(
    key: Alone<TGiven, "key", AccessKey, "credentials are given">,
  ): Build<ConfluentConnectionType, Exclude<TMissing, "secrets">, TGiven | "legacyKey"> {
    const { id, secret } = parseApiKey(key);
    return this.set("secrets", asSecrets({ type: "confluent", key: id, secret }), by("legacyKey"));
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
  return new ConfluentConnectionBuilder({
    start: beginConnection(name, confluentConnection),
    request: createConfluentConnectionProps(name),
  });
}
