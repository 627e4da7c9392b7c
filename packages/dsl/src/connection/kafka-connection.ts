import {
  type Alone,
  type Build,
  type BuilderType,
  type Choice,
  type MemberRules,
  missingCalls,
} from "../definition-builder.ts";
import {
  createKafkaConnectionProps,
  KafkaConnectionBase,
  type KafkaConnectionMissing,
  type KafkaConnectionProps,
  kafkaConnectionParts,
} from "../generated/builders.gen.ts";
import { checkRole } from "./aws-rules.ts";
import { beginConnection } from "./begin-connection.ts";
import type { KafkaConnectionNode } from "./connection-node.ts";
import { asSecrets, parseSaslLogin, type SaslLogin } from "./credentials.ts";
import { checkTopic, parseServers, parseTopicPattern } from "./kafka-rules.ts";
import { type KafkaSslOptions, parseKafkaSsl } from "./kafka-ssl.ts";
import { checkDescription, hasText } from "./member-rules.ts";

/** The ways to authenticate, of which one is given. */
function by(method: string): Choice {
  return { group: "secrets", method, given: "credentials are given" };
}

const byPattern: Choice = { group: "topic", method: "topicPattern", given: "topics are named" };

const calls = {
  servers: "call .servers(…)",
  topic: "call .topic(name) or .topicPattern(expression)",
  secrets: "call .sasl({ mechanism, username, password }) or .role(arn)",
} as const;

const rules: MemberRules<KafkaConnectionProps> = {
  clientRack: (value) => hasText("rack", "a rack or an availability zone such as use1-az1", value),
  description: checkDescription,
};

interface KafkaConnectionType extends BuilderType {
  readonly missing: KafkaConnectionMissing;
  readonly builder: KafkaConnectionBuilder<this["missing"], this["given"]>;
}

/**
 * A Kafka connection builder. Every method returns a new builder; the order of calls does not matter.
 * The connection is complete with brokers, a topic or a pattern of topics, and credentials (SASL, or a role for Amazon MSK).
 */
export class KafkaConnectionBuilder<
  TMissing extends KafkaConnectionMissing = KafkaConnectionMissing,
  TGiven extends string = never,
> extends KafkaConnectionBase<KafkaConnectionNode, TMissing, TGiven, KafkaConnectionType> {
  /** Type only: the missing calls; `never` if the connection is complete. */
  declare readonly " incomplete": (typeof calls)[TMissing];

  protected override get rules(): MemberRules<KafkaConnectionProps> {
    return rules;
  }

  protected override missing(): readonly string[] {
    return missingCalls(this.request, calls, kafkaConnectionParts);
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
  ): Build<KafkaConnectionType, Exclude<TMissing, "servers">, TGiven> {
    return this.set("bootstrapServers", parseServers(servers));
  }

  /**
   * Reads one topic. It contradicts `.topicPattern()`; calling it again replaces the earlier topic.
   *
   * @example
   * kafkaConnection("events").topic("koalas")
   * // => { "type": "kafka", "name": "events", "topicName": "koalas", … }
   */
  override topic(
    name: Alone<TGiven, "topicPattern", string, "topics are named">,
  ): Build<KafkaConnectionType, Exclude<TMissing, "topic">, TGiven | "topic"> {
    checkTopic(name);
    return super.topic(name);
  }

  /**
   * Reads every topic whose whole name matches a Java regular expression. It contradicts `.topic()`; calling it again
   * replaces the earlier expression.
   *
   * @example
   * kafkaConnection("events").topicPattern("koalas-.*")
   * // => { "type": "kafka", "name": "events", "topicName": "koalas-.*", "topicNameIsPattern": true, … }
   */
  topicPattern(
    expression: Alone<TGiven, "topic", string | RegExp, "topics are named">,
  ): Build<KafkaConnectionType, Exclude<TMissing, "topic">, TGiven | "topicPattern"> {
    const topicName = parseTopicPattern(expression);
    return this.withRequest({ ...this.request, topicName, topicNameIsPattern: true }, byPattern);
  }

  /**
   * Authenticates with a user name and a password. It contradicts `.role()`; calling it again replaces the
   * earlier user.
   *
   * @example
   * kafkaConnection("events").sasl({ mechanism: "SCRAM-SHA-512", username: "reader", password: secret("KAFKA_PASSWORD") })
   * // => { …, "secrets": { "type": "sasl_scram", "mechanism": "SCRAM-SHA-512", "username": "reader",
   * //                      "password": "${KAFKA_PASSWORD}" } }
   */
  sasl(
    login: Alone<TGiven, "role", SaslLogin, "credentials are given">,
  ): Build<KafkaConnectionType, Exclude<TMissing, "secrets">, TGiven | "sasl"> {
    const { mechanism, username, password } = parseSaslLogin(login);
    const secrets =
      mechanism === "PLAIN"
        ? asSecrets({ type: "sasl_plain", username, password })
        : asSecrets({ type: "sasl_scram", mechanism, username, password });
    return this.set("secrets", secrets, by("sasl"));
  }

  /**
   * Authenticates with an IAM role, for an Amazon MSK cluster. It contradicts `.sasl()`; calling it again
   * replaces the earlier role.
   *
   * @example
   * kafkaConnection("events").role("arn:aws:iam::012345678901:role/demo-role")
   * // => { …, "secrets": { "type": "aws_iam", "awsAssumedRoleArn": "arn:aws:iam::012345678901:role/demo-role" } }
   */
  role(
    arn: Alone<TGiven, "sasl", string, "credentials are given">,
  ): Build<KafkaConnectionType, Exclude<TMissing, "secrets">, TGiven | "role"> {
    checkRole(arn);
    return this.set("secrets", asSecrets({ type: "aws_iam", awsAssumedRoleArn: String(arn) }), by("role"));
  }

  /**
   * Sets the certificate authorities to trust, and the client certificate for mutual TLS. Without it, public authorities
   * are trusted. Calling it again replaces the earlier certificates.
   *
   * @example
   * kafkaConnection("events").ssl({ truststore: { certificates: secret("KAFKA_CA") } })
   * // => { …, "ssl": { "truststore": { "type": "pem", "certificates": "${KAFKA_CA}" } } }
   */
  ssl(options: KafkaSslOptions): this {
    return this.set("ssl", parseKafkaSsl(options));
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
  return new KafkaConnectionBuilder({
    start: beginConnection(name, kafkaConnection),
    request: createKafkaConnectionProps(name),
  });
}
