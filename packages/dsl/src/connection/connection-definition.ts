import type { Definition } from "../definition.ts";
import type {
  AzureConnectionNode,
  ConfluentConnectionNode,
  ConfluentSchemaRegistryConnectionNode,
  ConnectionNode,
  KafkaConnectionNode,
  KinesisConnectionNode,
  ObjectStoreConnectionNode,
  PushStreamingConnectionNode,
  S3ConnectionNode,
  StreamConnectionNode,
} from "./connection-node.ts";

/** A complete connection of any type. */
export type ConnectionDefinition = Definition<ConnectionNode>;

/** A complete connection that a batch job reads objects from: S3 or Azure. */
export type ObjectStoreConnection = Definition<ObjectStoreConnectionNode>;

/** A complete connection that a streaming job reads records from: Kafka, Confluent, Kinesis or push. */
export type StreamConnection = Definition<StreamConnectionNode>;

/** A complete S3 connection. */
export type S3ConnectionDefinition = Definition<S3ConnectionNode>;
/** A complete Azure connection. */
export type AzureConnectionDefinition = Definition<AzureConnectionNode>;
/** A complete Kafka connection. */
export type KafkaConnectionDefinition = Definition<KafkaConnectionNode>;
/** A complete connection to Confluent Cloud. */
export type ConfluentConnectionDefinition = Definition<ConfluentConnectionNode>;
/** A complete connection to a Confluent schema registry, used by Avro and Protobuf formats. */
export type ConfluentSchemaRegistryConnectionDefinition = Definition<ConfluentSchemaRegistryConnectionNode>;
/** A complete Kinesis connection. */
export type KinesisConnectionDefinition = Definition<KinesisConnectionNode>;
/** A complete push connection. */
export type PushStreamingConnectionDefinition = Definition<PushStreamingConnectionNode>;
