import {
  type Build,
  type BuilderType,
  createKafkaConnectionProps,
  KafkaConnectionBase,
  type KafkaConnectionMissing,
  type KafkaConnectionProps,
} from "@starfix/schema/builders";
import type { AboutNode } from "../about/about-node.ts";
import type { DefinitionMark } from "../definition.ts";
import type { Patch } from "../patch.ts";
import { checkRole } from "./aws-rules.ts";
import type { KafkaConnectionDefinition } from "./connection-definition.ts";
import type { KafkaConnectionNode } from "./connection-node.ts";
import {
  beginConnection,
  connectionMark,
  connectionNode,
  withAllowance,
  withPatch,
  withSaid,
} from "./connection-state.ts";
import { asSecrets, parseSaslLogin, type SaslLogin } from "./credentials.ts";
import { checkTopic, parseServers, parseTopicPattern } from "./kafka-rules.ts";
import { type KafkaSslOptions, parseKafkaSsl } from "./kafka-ssl.ts";
import { checkDescription, checkMember, hasText, type MemberRules } from "./member-rules.ts";

const parts = {
  servers: { call: "call .servers(…)", members: ["bootstrapServers"] },
  topic: { call: "call .topic(name) or .topicPattern(expression)", members: ["topicName"] },
  secrets: { call: "call .sasl({ mechanism, username, password }) or .role(arn)", members: ["secrets"] },
} as const;

const rules: MemberRules<KafkaConnectionProps> = {
  clientRack: (value) => hasText("rack", "a rack or an availability zone such as use1-az1", value),
  description: checkDescription,
};

interface KafkaConnectionType extends BuilderType {
  readonly missing: KafkaConnectionMissing;
  readonly builder: KafkaConnectionBuilder<this["missing"]>;
}

/**
 * A Kafka connection builder. Every method returns a new builder; the order of calls does not matter.
 * The connection is complete with brokers, a topic or a pattern of topics, and credentials (SASL, or a role for Amazon MSK).
 */
export class KafkaConnectionBuilder<
  TMissing extends KafkaConnectionMissing = KafkaConnectionMissing,
> extends KafkaConnectionBase<TMissing, KafkaConnectionType> {
  /** Type only: the missing calls; `never` if the connection is complete. */
  declare readonly $incomplete: (typeof parts)[TMissing]["call"];

  /** Identifies a definition to the compiler. */
  get "~definition"(): DefinitionMark {
    return connectionMark(this.origin);
  }

  protected override set<TNext, TKey extends keyof KafkaConnectionProps = keyof KafkaConnectionProps>(
    key: TKey,
    value: KafkaConnectionProps[TKey],
    cleared?: readonly (keyof KafkaConnectionProps)[],
  ): TNext {
    checkMember(rules, key, value);
    return super.set(key, value, cleared);
  }

  /**
   * Sets the bootstrap servers, each as `host:port`. Calling it again replaces the earlier ones.
   *
   * @example
   * kafkaConnection("events").servers("a.example.com:9092", "b.example.com:9092")
   * // => { "type": "kafka", "name": "events", "bootstrapServers": "a.example.com:9092,b.example.com:9092", … }
   */
  override servers(
    ...servers: readonly [string, ...string[]]
  ): Build<KafkaConnectionType, Exclude<TMissing, "servers">> {
    return this.set("bootstrapServers", parseServers(servers));
  }

  /**
   * Reads one topic. It replaces an earlier topic or pattern.
   *
   * @example
   * kafkaConnection("events").topic("koalas")
   * // => { "type": "kafka", "name": "events", "topicName": "koalas", … }
   */
  override topic(name: string): Build<KafkaConnectionType, Exclude<TMissing, "topic">> {
    checkTopic(name);
    return this.set("topicName", name, ["topicNameIsPattern"]);
  }

  /**
   * Reads every topic whose whole name matches a Java regular expression. It replaces an earlier topic or pattern.
   *
   * @example
   * kafkaConnection("events").topicPattern("koalas-.*")
   * // => { "type": "kafka", "name": "events", "topicName": "koalas-.*", "topicNameIsPattern": true, … }
   */
  topicPattern(expression: string | RegExp): Build<KafkaConnectionType, Exclude<TMissing, "topic">> {
    const named: KafkaConnectionBuilder<TMissing> = this.set("topicName", parseTopicPattern(expression));
    return named.set("topicNameIsPattern", true);
  }

  /**
   * Authenticates with a user name and a password. It replaces an earlier user or role.
   *
   * @example
   * kafkaConnection("events").sasl({ mechanism: "SCRAM-SHA-512", username: "reader", password: secret("KAFKA_PASSWORD") })
   * // => { …, "secrets": { "type": "sasl_scram", "mechanism": "SCRAM-SHA-512", "username": "reader",
   * //                      "password": "${KAFKA_PASSWORD}" } }
   */
  sasl(login: SaslLogin): Build<KafkaConnectionType, Exclude<TMissing, "secrets">> {
    const { mechanism, username, password } = parseSaslLogin(login);
    const secrets =
      mechanism === "PLAIN"
        ? asSecrets({ type: "sasl_plain", username, password })
        : asSecrets({ type: "sasl_scram", mechanism, username, password });
    return this.set("secrets", secrets);
  }

  /**
   * Authenticates with an IAM role, for an Amazon MSK cluster. It replaces an earlier role or user.
   *
   * @example
   * kafkaConnection("events").role("arn:aws:iam::012345678901:role/demo-role")
   * // => { …, "secrets": { "type": "aws_iam", "awsAssumedRoleArn": "arn:aws:iam::012345678901:role/demo-role" } }
   */
  role(arn: string): Build<KafkaConnectionType, Exclude<TMissing, "secrets">> {
    checkRole(arn);
    return this.set("secrets", asSecrets({ type: "aws_iam", awsAssumedRoleArn: arn }));
  }

  /**
   * Sets the certificate authorities to trust, and the client certificate for mutual TLS. Without it, public authorities
   * are trusted. Calling it again replaces the earlier certificates.
   *
   * @example
   * kafkaConnection("events").ssl({ truststore: { certificates: secret("KAFKA_CA") } })
   * // => { …, "ssl": { "truststore": { "type": "pem", "certificates": "${KAFKA_CA}" } } }
   */
  ssl(options: KafkaSslOptions): Build<KafkaConnectionType, TMissing> {
    return this.set("ssl", parseKafkaSsl(options));
  }

  /**
   * Changes the finished request body. The result is validated like any other request. Calling it again adds another
   * change.
   *
   * @example
   * events.patch((json) => ({ ...json, clientRack: "use1-az1" }))
   * // => { "type": "kafka", "name": "events", …, "clientRack": "use1-az1" }
   */
  patch(change: Patch<KafkaConnectionProps>): KafkaConnectionBuilder<TMissing> {
    return new KafkaConnectionBuilder({ props: this.props, origin: withPatch(this.origin, change) });
  }

  /**
   * Silences one warning of this definition and records why; `manifest.json` lists it. Errors cannot be silenced, and an
   * `.allow()` that silences nothing is a warning itself. Calling it again with the same code replaces the reason.
   *
   * @example
   * events.allow("unknown_region", "a region that is not public yet")
   */
  allow(code: string, reason: string): KafkaConnectionBuilder<TMissing> {
    return new KafkaConnectionBuilder({ props: this.props, origin: withAllowance(this.origin, code, reason) });
  }

  /** Adds metadata, for `about()` and `internal()`. */
  "~about"(said: AboutNode): KafkaConnectionBuilder<TMissing> {
    return new KafkaConnectionBuilder({ props: this.props, origin: withSaid(this.origin, said) });
  }

  /**
   * The connection as a frozen node, the input of the compiler.
   *
   * @throws DefinitionError with the missing calls, if the connection is incomplete.
   */
  toNode(this: KafkaConnectionDefinition): KafkaConnectionNode;
  toNode(): KafkaConnectionNode {
    return connectionNode<KafkaConnectionNode>(this.props, this.origin, parts);
  }
}

/**
 * Defines a Kafka connection, from which streaming jobs read topics of an Apache Kafka or Amazon MSK cluster.
 *
 * @param name Unique in the project: 1 to 64 ASCII letters, digits and the characters `. _ -`. It names the artifact.
 *
 * @example
 * kafkaConnection("events")
 *   .servers("kafka.example.com:9092")
 *   .topic("koalas")
 *   .sasl({ mechanism: "PLAIN", username: "reader", password: secret("KAFKA_PASSWORD") })
 * // => { "type": "kafka", "name": "events", "bootstrapServers": "kafka.example.com:9092", "topicName": "koalas",
 * //      "secrets": { "type": "sasl_plain", "username": "reader", "password": "${KAFKA_PASSWORD}" } }
 *
 * @throws DefinitionError for a name with other characters.
 */
export function kafkaConnection(name: string): KafkaConnectionBuilder {
  const origin = beginConnection(name, kafkaConnection);
  return new KafkaConnectionBuilder({ props: createKafkaConnectionProps(name), origin });
}
